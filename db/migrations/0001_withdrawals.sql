CREATE TABLE `policy_withdrawals` (
	`policy_id` text NOT NULL,
	`number` integer NOT NULL,
	`withdrawn_at` integer NOT NULL,
	`withdrawn_by` text NOT NULL,
	PRIMARY KEY(`policy_id`, `number`),
	FOREIGN KEY (`policy_id`) REFERENCES `policies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `employees`(`id`) ON UPDATE no action ON DELETE no action
);
