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
ALTER TABLE `policy_drafts` ADD `typed` text;