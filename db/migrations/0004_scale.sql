CREATE TABLE `lesson_revisions` (
	`lesson_id` text NOT NULL,
	`revision` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `revision`)
);
--> statement-breakpoint
DROP INDEX `completions_by_policy`;--> statement-breakpoint
ALTER TABLE `completions` ADD `revision` integer;--> statement-breakpoint
CREATE INDEX `completions_by_policy` ON `completions` (`policy_id`,`employee_id`,`lesson_id`,`policy_version`,`completed_at`,`renewed_at`,`revision`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `revision` integer;