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
CREATE INDEX `employees_by_name` ON `employees` ("name" collate nocase,`id`);