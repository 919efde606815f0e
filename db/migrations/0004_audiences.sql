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
ALTER TABLE `assignments` ADD `revision` integer DEFAULT 1 NOT NULL;