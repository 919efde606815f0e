CREATE TABLE `directories` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`team_id` text NOT NULL,
	`channels` text NOT NULL,
	`links_by_email` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` integer,
	`leavers_until` integer,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `directory_problems` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`directory_id` text NOT NULL,
	`at` integer NOT NULL,
	`request` text NOT NULL,
	`status` integer NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`directory_id`) REFERENCES `directories`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `directory_problems_by_directory` ON `directory_problems` (`directory_id`,`seq`);--> statement-breakpoint
CREATE TABLE `directory_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`directory_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`directory_id`) REFERENCES `directories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `directory_tokens_hash_unique` ON `directory_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `directory_tokens_by_directory` ON `directory_tokens` (`directory_id`);--> statement-breakpoint
CREATE TABLE `person_views` (
	`viewer_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`viewer_id`, `employee_id`, `day`),
	FOREIGN KEY (`viewer_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `team_closings` (
	`team_id` text PRIMARY KEY NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` text,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `badges` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`text_hash` text,
	`asks_pin` integer NOT NULL,
	`given_by` text NOT NULL,
	`given_at` integer NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`given_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revoked_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `badges_by_employee` ON `badges` (`employee_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `badges_by_text` ON `badges` (`text_hash`) WHERE revoked_at is null;--> statement-breakpoint
CREATE TABLE `kept_forms` (
	`employee_id` text PRIMARY KEY NOT NULL,
	`packed` text NOT NULL,
	`page` text NOT NULL,
	`sent` integer NOT NULL,
	`kept_at` integer NOT NULL,
	`given_back_at` integer,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `kiosk_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`name` text NOT NULL,
	`site_id` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`kiosk_id` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kiosk_id`) REFERENCES `kiosks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kiosk_codes_codeHash_unique` ON `kiosk_codes` (`code_hash`);--> statement-breakpoint
CREATE TABLE `kiosks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`site_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`enrolled_by` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`cut_off_at` integer,
	`cut_off_by` text,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`enrolled_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cut_off_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kiosks_tokenHash_unique` ON `kiosks` (`token_hash`);--> statement-breakpoint
CREATE TABLE `company_sessions` (
	`session_id_hash` text PRIMARY KEY NOT NULL,
	`id_token` text NOT NULL,
	FOREIGN KEY (`session_id_hash`) REFERENCES `sessions`(`id_hash`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `identities` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`client_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`linked_at` integer NOT NULL,
	`last_used_at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `identities_by_employee` ON `identities` (`employee_id`);--> statement-breakpoint
CREATE TABLE `sign_in_flows` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`next` text NOT NULL,
	`pending` text,
	`id_token` text,
	`expires_at` integer NOT NULL,
	`spent_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_flows_by_expiry` ON `sign_in_flows` (`expires_at`);--> statement-breakpoint
CREATE TABLE `planned_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`day` text NOT NULL,
	`moves_at` integer NOT NULL,
	`team_id` text NOT NULL,
	`job` text,
	`channels` text,
	`planned_by` text NOT NULL,
	`planned_at` integer NOT NULL,
	`closed_at` integer,
	`closed_by` text,
	`outcome` text,
	`reason` text,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`planned_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `planned_moves_by_employee` ON `planned_moves` (`employee_id`);--> statement-breakpoint
CREATE INDEX `planned_moves_to_come` ON `planned_moves` (`moves_at`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `deputies` (
	`id` text PRIMARY KEY NOT NULL,
	`manager_id` text NOT NULL,
	`deputy_id` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer NOT NULL,
	`named_by` text NOT NULL,
	`named_at` integer NOT NULL,
	FOREIGN KEY (`manager_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deputy_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`named_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deputies_by_deputy` ON `deputies` (`deputy_id`,`until`);--> statement-breakpoint
CREATE INDEX `deputies_by_manager` ON `deputies` (`manager_id`);--> statement-breakpoint
CREATE TABLE `placements` (
	`employee_id` text NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`team_id` text NOT NULL,
	`site_id` text NOT NULL,
	`vendor_id` text,
	`job` text NOT NULL,
	`channels` text NOT NULL,
	`by` text,
	PRIMARY KEY(`employee_id`, `since`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`vendor_id`) REFERENCES `vendors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placements_by_team` ON `placements` (`team_id`,`since`);--> statement-breakpoint
CREATE INDEX `placements_ended` ON `placements` (`until`) WHERE until is not null;--> statement-breakpoint
CREATE TABLE `audit_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`began_at` integer NOT NULL,
	`finished_at` integer,
	`by` text NOT NULL,
	`links` integer NOT NULL,
	`erased` integer NOT NULL,
	`broken` text,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `endings` (
	`employee_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`employee_id`, `kind`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `law_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`began_at` integer NOT NULL,
	`finished_at` integer,
	`by` text,
	`ended` text NOT NULL,
	`erased` integer NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `authenticator_apps` (
	`employee_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`confirmed_at` integer NOT NULL,
	`last_step` integer NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `passkeys_by_employee` ON `passkeys` (`employee_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`employee_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`employee_id`, `code_hash`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `used_challenges` (
	`challenge` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `roster_headings` (
	`heading` text PRIMARY KEY NOT NULL,
	`field` text NOT NULL,
	`set_by` text,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `roster_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`by` text,
	`created_at` integer NOT NULL,
	`status` text NOT NULL,
	`file` text NOT NULL,
	`choices` text,
	`seen_seq` integer,
	`digest` text,
	`counts` text,
	`places` text,
	`previewed_at` integer,
	`overtaken_at` integer,
	`applied_at` integer,
	`applied_by` text
);
--> statement-breakpoint
CREATE INDEX `roster_imports_by_time` ON `roster_imports` (`created_at`);--> statement-breakpoint
CREATE TABLE `roster_lines` (
	`import_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`row` integer,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`import_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `roster_lines_by_kind` ON `roster_lines` (`import_id`,`kind`,`seq`);--> statement-breakpoint
CREATE TABLE `roster_problems` (
	`import_id` text NOT NULL,
	`seq` integer NOT NULL,
	`row` integer,
	`column` text NOT NULL,
	`value` text NOT NULL,
	`problem` text NOT NULL,
	`remedy` text NOT NULL,
	`left_out` integer NOT NULL,
	PRIMARY KEY(`import_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `directory_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`directory_id` text NOT NULL,
	`display_name` text NOT NULL,
	`name_key` text NOT NULL,
	`external_id` text,
	`resource` text NOT NULL,
	`team_id` text,
	`rank` integer,
	`channels` text,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`directory_id`) REFERENCES `directories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `directory_groups_by_name` ON `directory_groups` (`directory_id`,`name_key`);--> statement-breakpoint
CREATE TABLE `directory_members` (
	`group_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`group_id`, `user_id`),
	FOREIGN KEY (`group_id`) REFERENCES `directory_groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `directory_users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `directory_members_by_user` ON `directory_members` (`user_id`);--> statement-breakpoint
CREATE TABLE `directory_users` (
	`id` text PRIMARY KEY NOT NULL,
	`directory_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`user_name` text NOT NULL,
	`user_name_key` text NOT NULL,
	`external_id` text,
	`email_key` text,
	`resource` text NOT NULL,
	`refused_roles` text,
	`number_from` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`left_at` integer,
	`held_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`directory_id`) REFERENCES `directories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `directory_users_employeeId_unique` ON `directory_users` (`employee_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `directory_users_by_name` ON `directory_users` (`directory_id`,`user_name_key`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `directory_users_deleted` ON `directory_users` (`directory_id`,`user_name_key`) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX `directory_users_by_external_id` ON `directory_users` (`directory_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `directory_users_by_email` ON `directory_users` (`directory_id`,`email_key`);--> statement-breakpoint
CREATE INDEX `directory_users_in_order` ON `directory_users` (`directory_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `directory_users_who_left` ON `directory_users` (`directory_id`,`left_at`);--> statement-breakpoint
CREATE INDEX `directory_users_held` ON `directory_users` (`directory_id`,`held_at`);--> statement-breakpoint
CREATE TABLE `guesses` (
	`counted` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guesses_by_end` ON `guesses` (`ends_at`);--> statement-breakpoint
CREATE TABLE `known_devices` (
	`device_hash` text NOT NULL,
	`employee_id` text NOT NULL,
	`last_used_at` integer NOT NULL,
	PRIMARY KEY(`device_hash`, `employee_id`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `known_devices_by_employee` ON `known_devices` (`employee_id`,`last_used_at`);--> statement-breakpoint
CREATE INDEX `known_devices_by_use` ON `known_devices` (`last_used_at`);--> statement-breakpoint
CREATE TABLE `slips` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`batch_hash` text NOT NULL,
	`made_by` text,
	`made_at` integer NOT NULL,
	`valid_until` integer NOT NULL,
	`used_at` integer,
	`used_with` text,
	`replaced_at` integer,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `slips_by_employee` ON `slips` (`employee_id`,`made_at`);--> statement-breakpoint
CREATE INDEX `slips_by_batch` ON `slips` (`batch_hash`);--> statement-breakpoint
ALTER TABLE `assignment_changes` ADD `before` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `method` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device_id` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `agent` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proven_at` integer;--> statement-breakpoint
ALTER TABLE `employees` ADD `roles_set_at` integer;--> statement-breakpoint
ALTER TABLE `employees` ADD `anonymised_at` integer;--> statement-breakpoint
CREATE INDEX `employees_by_name` ON `employees` ("name" collate nocase,`id`);--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit_entries` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_object` ON `audit_entries` (`object_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_kind` ON `audit_entries` (`object_type`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_action` ON `audit_entries` (`action`,`at`);