CREATE TABLE `audit_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`began_at` integer NOT NULL,
	`finished_at` integer,
	`by` text NOT NULL,
	`links` integer NOT NULL,
	`erased` integer NOT NULL,
	`broken` text,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `endings` (
	`employee_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`employee_id`, `kind`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `law_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`began_at` integer NOT NULL,
	`finished_at` integer,
	`by` text,
	`ended` text NOT NULL,
	`erased` integer NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit_entries` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_object` ON `audit_entries` (`object_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_kind` ON `audit_entries` (`object_type`,`at`);--> statement-breakpoint
CREATE INDEX `audit_by_action` ON `audit_entries` (`action`,`at`);