CREATE TABLE `roster_headings` (
	`heading` text PRIMARY KEY NOT NULL,
	`field` text NOT NULL,
	`set_by` text,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `roster_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`by` text,
	`created_at` integer NOT NULL,
	`status` text NOT NULL,
	`file` text NOT NULL,
	`choices` text,
	`seen_seq` integer,
	`digest` text,
	`counts` text,
	`places` text,
	`previewed_at` integer,
	`overtaken_at` integer,
	`applied_at` integer,
	`applied_by` text
);
--> statement-breakpoint
CREATE INDEX `roster_imports_by_time` ON `roster_imports` (`created_at`);--> statement-breakpoint
CREATE TABLE `roster_lines` (
	`import_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`row` integer,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`import_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `roster_lines_by_kind` ON `roster_lines` (`import_id`,`kind`,`seq`);--> statement-breakpoint
CREATE TABLE `roster_problems` (
	`import_id` text NOT NULL,
	`seq` integer NOT NULL,
	`row` integer,
	`column` text NOT NULL,
	`value` text NOT NULL,
	`problem` text NOT NULL,
	`remedy` text NOT NULL,
	`left_out` integer NOT NULL,
	PRIMARY KEY(`import_id`, `seq`)
);
