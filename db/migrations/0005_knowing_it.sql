CREATE TABLE `huddle_topics` (
	`id` text PRIMARY KEY NOT NULL,
	`policy_id` text NOT NULL,
	`day` text NOT NULL,
	`team_ids` text,
	`idea` text DEFAULT '' NOT NULL,
	`put_by` text NOT NULL,
	`put_at` integer NOT NULL,
	`taken_back_at` integer,
	FOREIGN KEY (`put_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `huddle_topics_by_day` ON `huddle_topics` (`day`);--> statement-breakpoint
CREATE TABLE `huddles_held` (
	`team_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`day` text NOT NULL,
	`held_by` text NOT NULL,
	`held_at` integer NOT NULL,
	PRIMARY KEY(`team_id`, `day`, `policy_id`),
	FOREIGN KEY (`held_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `practice_cards` (
	`employee_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`format` text NOT NULL,
	`stability` real NOT NULL,
	`difficulty` real NOT NULL,
	`reviewed_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`reviews` integer NOT NULL,
	`lapses` integer NOT NULL,
	`policy_version` integer NOT NULL,
	`question_id` text NOT NULL,
	PRIMARY KEY(`employee_id`, `policy_id`, `format`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_cards_by_policy` ON `practice_cards` (`policy_id`,`format`,`employee_id`,`stability`,`reviewed_at`,`policy_version`);--> statement-breakpoint
CREATE TABLE `practice_folding` (
	`id` integer PRIMARY KEY NOT NULL,
	`folded_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `practice_parameters` (
	`id` text PRIMARY KEY NOT NULL,
	`made_at` integer NOT NULL,
	`parameters` text NOT NULL,
	`fitted` integer NOT NULL,
	`held_back` integer NOT NULL,
	`log_loss` real NOT NULL,
	`log_loss_before` real NOT NULL,
	`used` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `practice_reviews` (
	`employee_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`format` text NOT NULL,
	`day` text NOT NULL,
	`question_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`right` integer NOT NULL,
	`confidence` text,
	`predicted` real,
	`elapsed_days` real,
	`source` text NOT NULL,
	`attempt_id` text NOT NULL,
	`reviewed_at` integer NOT NULL,
	PRIMARY KEY(`employee_id`, `policy_id`, `format`, `day`),
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_reviews_by_time` ON `practice_reviews` (`reviewed_at`);--> statement-breakpoint
CREATE INDEX `practice_reviews_by_policy` ON `practice_reviews` (`policy_id`,`reviewed_at`);--> statement-breakpoint
CREATE TABLE `practice_summaries` (
	`kind` text NOT NULL,
	`group_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`format` text NOT NULL,
	`people` integer NOT NULL,
	`known` integer NOT NULL,
	`recall` real NOT NULL,
	`sure` integer NOT NULL,
	`sure_wrong` integer NOT NULL,
	`sure_people` integer NOT NULL,
	`counted_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `group_id`, `policy_id`, `format`)
);
--> statement-breakpoint
CREATE INDEX `practice_summaries_by_policy` ON `practice_summaries` (`policy_id`,`format`);--> statement-breakpoint
CREATE TABLE `pulse_answers` (
	`id` integer PRIMARY KEY NOT NULL,
	`pulse_id` text NOT NULL,
	`employee_id` text,
	`answered_at` integer,
	`way` text,
	`stratum` text NOT NULL,
	`site_id` text,
	`team_id` text,
	`vendor_id` text,
	`employment` text,
	`channel` text,
	`language` text NOT NULL,
	`said` text NOT NULL,
	`verdict` text NOT NULL,
	`grading` text NOT NULL,
	`grader` text NOT NULL,
	`to_read` text,
	FOREIGN KEY (`pulse_id`) REFERENCES `pulses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pulse_answers_by_pulse` ON `pulse_answers` (`pulse_id`);--> statement-breakpoint
CREATE TABLE `pulse_lists` (
	`pulse_id` text NOT NULL,
	`stratum` text NOT NULL,
	`list` text NOT NULL,
	PRIMARY KEY(`pulse_id`, `stratum`),
	FOREIGN KEY (`pulse_id`) REFERENCES `pulses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pulse_people` (
	`pulse_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`stratum` text NOT NULL,
	`place` integer NOT NULL,
	`site_id` text NOT NULL,
	`team_id` text NOT NULL,
	`vendor_id` text,
	`channel` text,
	`language` text NOT NULL,
	`predicted` real,
	`took_part` integer DEFAULT false NOT NULL,
	`gone_at` integer,
	PRIMARY KEY(`pulse_id`, `employee_id`),
	FOREIGN KEY (`pulse_id`) REFERENCES `pulses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pulse_people_by_employee` ON `pulse_people` (`employee_id`);--> statement-breakpoint
CREATE TABLE `pulse_readings` (
	`answer_id` integer NOT NULL,
	`reader_id` text NOT NULL,
	`mark` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`answer_id`, `reader_id`),
	FOREIGN KEY (`answer_id`) REFERENCES `pulse_answers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reader_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pulse_strata` (
	`pulse_id` text NOT NULL,
	`stratum` text NOT NULL,
	`name` text NOT NULL,
	`population` integer NOT NULL,
	`drawn` integer NOT NULL,
	`away` integer NOT NULL,
	`asked_lately` integer NOT NULL,
	`predicted_people` integer NOT NULL,
	`predicted_recall` real NOT NULL,
	PRIMARY KEY(`pulse_id`, `stratum`),
	FOREIGN KEY (`pulse_id`) REFERENCES `pulses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pulses` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`audience` text NOT NULL,
	`strata` text NOT NULL,
	`anonymous` integer NOT NULL,
	`margin` real,
	`confidence` real NOT NULL,
	`size` integer NOT NULL,
	`population` integer NOT NULL,
	`seed` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`until` integer NOT NULL,
	`asked_by` text NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	FOREIGN KEY (`asked_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `recall_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`question_id` text NOT NULL,
	`round` integer NOT NULL,
	`employee_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`language` text NOT NULL,
	`said` text NOT NULL,
	`verdict` text NOT NULL,
	`grading` text NOT NULL,
	`grader` text NOT NULL,
	`answered_at` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_recall_answer` ON `recall_answers` (`attempt_id`,`question_id`,`round`);--> statement-breakpoint
CREATE INDEX `recall_answers_by_employee` ON `recall_answers` (`employee_id`,`answered_at`);--> statement-breakpoint
CREATE INDEX `recall_answers_by_question` ON `recall_answers` (`question_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `recall_reviews` (
	`answer_id` text PRIMARY KEY NOT NULL,
	`cause` text NOT NULL,
	`asked_at` integer NOT NULL,
	`why` text DEFAULT '' NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	`reply` text DEFAULT '' NOT NULL,
	`seen_at` integer,
	FOREIGN KEY (`answer_id`) REFERENCES `recall_answers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recall_reviews_by_decision` ON `recall_reviews` (`decided_at`,`asked_at`);--> statement-breakpoint
CREATE TABLE `recall_wordings` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`idea` integer NOT NULL,
	`idea_name` text NOT NULL,
	`wording` text NOT NULL,
	`answer_id` text,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`answer_id`) REFERENCES `recall_answers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recall_wordings_by_question` ON `recall_wordings` (`question_id`,`decided_at`);--> statement-breakpoint
CREATE TABLE `walk_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`asked_by` text NOT NULL,
	`employee_id` text,
	`site_id` text,
	`language` text NOT NULL,
	`said` text NOT NULL,
	`verdict` text NOT NULL,
	`grading` text NOT NULL,
	`grader` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`asked_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `walk_answers_by_leader` ON `walk_answers` (`asked_by`,`at`);--> statement-breakpoint
ALTER TABLE `answers` ADD `verdict` text;--> statement-breakpoint
ALTER TABLE `answers` ADD `confidence` text;--> statement-breakpoint
CREATE INDEX `answers_by_time` ON `answers` (`answered_at`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `asked` text;--> statement-breakpoint
CREATE INDEX `attempts_by_employee` ON `attempts` (`employee_id`,`kind`,`subject`);--> statement-breakpoint
ALTER TABLE `nudges` ADD `pulse_id` text;