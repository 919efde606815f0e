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
ALTER TABLE `outbox` ADD `not_before` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `expanded_up_to` text;--> statement-breakpoint
ALTER TABLE `employees` ADD `email` text;