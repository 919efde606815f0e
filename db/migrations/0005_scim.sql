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
CREATE INDEX `directory_users_held` ON `directory_users` (`directory_id`,`held_at`);