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
CREATE INDEX `slips_by_batch` ON `slips` (`batch_hash`);