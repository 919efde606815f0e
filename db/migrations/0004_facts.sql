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
ALTER TABLE `sites` ADD `market` text;