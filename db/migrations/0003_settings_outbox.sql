CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`news` text NOT NULL,
	`at` integer NOT NULL,
	`expanded_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_by_expansion` ON `outbox` (`expanded_at`,`at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`set_at` integer NOT NULL,
	`set_by` text NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
