CREATE TABLE `assignment_changes` (
	`assignment_id` text NOT NULL,
	`revision` integer NOT NULL,
	`deed` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`said` text NOT NULL,
	PRIMARY KEY(`assignment_id`, `revision`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `acknowledgements` (
	`id` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`version` integer NOT NULL,
	`wording` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_signature` ON `acknowledgements` (`employee_id`,`policy_id`,`version`);--> statement-breakpoint
CREATE INDEX `acknowledgements_by_policy` ON `acknowledgements` (`policy_id`,`version`);--> statement-breakpoint
CREATE TABLE `lesson_revisions` (
	`lesson_id` text NOT NULL,
	`revision` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `mail_choices` (
	`employee_id` text PRIMARY KEY NOT NULL,
	`wanted` integer NOT NULL,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`outbox_id` text NOT NULL,
	`channel` text NOT NULL,
	`employee_id` text,
	`webhook_id` text,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`not_before` integer NOT NULL,
	`next_try_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`letter` text,
	`sent_at` integer,
	`last_error` text,
	FOREIGN KEY (`outbox_id`) REFERENCES `outbox`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `messages_by_next_try` ON `messages` (`state`,`channel`,`next_try_at`);--> statement-breakpoint
CREATE INDEX `messages_by_employee` ON `messages` (`employee_id`,`state`,`sent_at`);--> statement-breakpoint
CREATE INDEX `messages_by_webhook` ON `messages` (`webhook_id`,`state`);--> statement-breakpoint
CREATE INDEX `messages_by_sending` ON `messages` (`sent_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`news` text NOT NULL,
	`at` integer NOT NULL,
	`expanded_at` integer,
	`not_before` integer,
	`expanded_up_to` text
);
--> statement-breakpoint
CREATE INDEX `outbox_by_expansion` ON `outbox` (`expanded_at`,`at`);--> statement-breakpoint
CREATE TABLE `secrets` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`kind` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`set_at` integer NOT NULL,
	`set_by` text NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `draft_writers` (
	`policy_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	`kept` text,
	PRIMARY KEY(`policy_id`, `employee_id`),
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `fact_renames` (
	`policy_id` text NOT NULL,
	`from_name` text NOT NULL,
	`to_name` text NOT NULL,
	`at` integer NOT NULL,
	`by` text,
	PRIMARY KEY(`policy_id`, `from_name`, `to_name`),
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `policy_texts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`policy_id` text NOT NULL,
	`number` integer NOT NULL,
	`language` text NOT NULL,
	`edition` integer NOT NULL,
	`title` text NOT NULL,
	`statement` text NOT NULL,
	`why` text NOT NULL,
	`how` text NOT NULL,
	`source_hashes` text NOT NULL,
	`written_by` text,
	`written_at` integer NOT NULL,
	`hash` text NOT NULL,
	`previous_hash` text,
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`written_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_texts_by_edition` ON `policy_texts` (`policy_id`,`language`,`edition`);--> statement-breakpoint
CREATE TABLE `agreements` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`revision` integer NOT NULL,
	`function_id` text NOT NULL,
	`asked_of` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decision` text,
	`comment` text DEFAULT '' NOT NULL,
	`decided_at` integer,
	`settled_at` integer,
	`number` integer,
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`function_id`) REFERENCES `functions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_of`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agreements_by_revision` ON `agreements` (`policy_id`,`revision`,`function_id`);--> statement-breakpoint
CREATE INDEX `agreements_by_person` ON `agreements` (`asked_of`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`revision` integer NOT NULL,
	`asked_of` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decision` text,
	`comment` text DEFAULT '' NOT NULL,
	`decided_at` integer,
	`settled_at` integer,
	`number` integer,
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_of`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_by_revision` ON `approvals` (`policy_id`,`revision`,`asked_of`);--> statement-breakpoint
CREATE INDEX `approvals_by_person` ON `approvals` (`asked_of`);--> statement-breakpoint
CREATE TABLE `functions` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`channels` text NOT NULL,
	`owner_id` text,
	`rank` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `package_policies` (
	`package_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`number` integer,
	PRIMARY KEY(`package_id`, `policy_id`),
	FOREIGN KEY (`package_id`) REFERENCES `packages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `package_policies_by_policy` ON `package_policies` (`policy_id`);--> statement-breakpoint
CREATE TABLE `packages` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`published_at` integer,
	`discarded_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `remark_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`remark_id` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`version` integer,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`remark_id`) REFERENCES `remarks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `remark_answers_by_remark` ON `remark_answers` (`remark_id`,`at`);--> statement-breakpoint
CREATE TABLE `remark_senders` (
	`key` text PRIMARY KEY NOT NULL,
	`employee_id` text NOT NULL,
	`day` text NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `remark_senders_by_employee` ON `remark_senders` (`employee_id`,`day`);--> statement-breakpoint
CREATE TABLE `remarks` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`lesson_id` text,
	`lesson_hash` text,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`said_at` integer NOT NULL,
	`employee_id` text,
	`channel` text,
	`site_id` text,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `remarks_by_policy` ON `remarks` (`policy_id`,`said_at`);--> statement-breakpoint
CREATE INDEX `remarks_by_time` ON `remarks` (`said_at`);--> statement-breakpoint
DROP INDEX `completions_by_policy`;--> statement-breakpoint
ALTER TABLE `completions` ADD `revision` integer;--> statement-breakpoint
CREATE INDEX `completions_by_policy` ON `completions` (`policy_id`,`employee_id`,`lesson_id`,`policy_version`,`completed_at`,`renewed_at`,`revision`);--> statement-breakpoint
ALTER TABLE `assignments` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `attempts` ADD `revision` integer;--> statement-breakpoint
ALTER TABLE `employees` ADD `email` text;--> statement-breakpoint
CREATE INDEX `employees_with_mail` ON `employees` (`id`) WHERE email is not null and left_at is null;--> statement-breakpoint
ALTER TABLE `sites` ADD `market` text;--> statement-breakpoint
ALTER TABLE `policy_drafts` ADD `savers` text;--> statement-breakpoint
ALTER TABLE `policy_drafts` ADD `typed` text;--> statement-breakpoint
CREATE INDEX `channels_by_rank` ON `employee_channels` (`employee_id`,`rank`,`channel`);