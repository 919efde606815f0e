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
CREATE INDEX `remarks_by_time` ON `remarks` (`said_at`);