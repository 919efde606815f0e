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
ALTER TABLE `assignment_changes` ADD `before` text;--> statement-breakpoint
CREATE INDEX `placements_ended` ON `placements` (`until`) WHERE until is not null;