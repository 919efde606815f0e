CREATE TABLE `lesson_revisions` (
	`lesson_id` text NOT NULL,
	`revision` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `policy_texts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`policy_id` text NOT NULL,
	`number` integer NOT NULL,
	`language` text NOT NULL,
	`edition` integer NOT NULL,
	`title` text NOT NULL,
	`statement` text NOT NULL,
	`why` text NOT NULL,
	`how` text NOT NULL,
	`source_hashes` text NOT NULL,
	`written_by` text,
	`written_at` integer NOT NULL,
	`hash` text NOT NULL,
	`previous_hash` text,
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`written_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_texts_by_edition` ON `policy_texts` (`policy_id`,`language`,`edition`);--> statement-breakpoint
DROP INDEX `completions_by_policy`;--> statement-breakpoint
ALTER TABLE `completions` ADD `revision` integer;--> statement-breakpoint
CREATE INDEX `completions_by_policy` ON `completions` (`policy_id`,`employee_id`,`lesson_id`,`policy_version`,`completed_at`,`renewed_at`,`revision`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `revision` integer;