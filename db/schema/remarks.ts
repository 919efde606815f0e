import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/**
 * What somebody said about a policy. Rows are added, never changed. Without a name there is nothing
 * here that leads to her: see docs/decisions/2026-11-22-a-remark-without-a-name.md.
 */
export const remarks = sqliteTable(
	'remarks',
	{
		/** SHA-256 of the key that the page made: whoever has the key finds the remark, not the other way. */
		id: text().primaryKey(),
		policyId: text().notNull(),
		/** The version that she was reading. */
		policyVersion: integer().notNull(),
		/** The lesson that she was reading, and the file as it was then. */
		lessonId: text(),
		lessonHash: text(),
		kind: text({ enum: ['unclear', 'wrong', 'impossible'] }).notNull(),
		words: text().notNull(),
		saidAt: integer().notNull(),
		/** Only if she put her name to it. */
		employeeId: text().references(() => employees.id),
		/** Without a name, channel and site are as coarse as five people need to share them. */
		channel: text(),
		siteId: text(),
	},
	(t) => [
		index('remarks_by_policy').on(t.policyId, t.saidAt),
		index('remarks_by_time').on(t.saidAt),
	],
);

/** What became of a remark; the newest row counts. */
export const remarkAnswers = sqliteTable(
	'remark_answers',
	{
		/** Made from the form's key and the remark, so that a double tap answers once. */
		id: text().primaryKey(),
		remarkId: text()
			.notNull()
			.references(() => remarks.id),
		/** Published is what follows from folded: the version came out. */
		kind: text({ enum: ['answered', 'folded', 'noted', 'published'] }).notNull(),
		words: text().notNull(),
		/** The version it is in, once published. */
		version: integer(),
		by: text()
			.notNull()
			.references(() => employees.id),
		at: integer().notNull(),
	},
	(t) => [index('remark_answers_by_remark').on(t.remarkId, t.at)],
);

/** Whose remark it is, for her own list alone: nothing that a leader opens reads this table. */
export const remarkSenders = sqliteTable(
	'remark_senders',
	{
		/** Its SHA-256 is the remark's id. */
		key: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** The day and no more: the moment would say as much as a name. */
		day: text().notNull(),
		/** Answers up to this moment have been seen. */
		seenAt: integer().notNull(),
	},
	(t) => [index('remark_senders_by_employee').on(t.employeeId, t.day)],
);
