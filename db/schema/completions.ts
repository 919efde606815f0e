import { sql } from 'drizzle-orm';
import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** One sitting with a lesson's questions, with those of a changed policy, or with the daily minute's. */
export const attempts = sqliteTable(
	'attempts',
	{
		/** Made by the page that showed the first question, so that a retry finds the same attempt. */
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		kind: text({ enum: ['lesson', 'update', 'practice'] }).notNull(),
		/** The lesson, for an update the policy, for practice the day. */
		subject: text().notNull(),
		/** The versions in force at this moment are the ones the attempt is graded under. */
		beganAt: integer().notNull(),
		contentHash: text().notNull(),
		/** The lesson's revision when the attempt began; null for an update, and before it was kept. */
		revision: integer(),
		finishedAt: integer(),
		/** What the daily minute chose to ask, in this order; null for lessons and updates. */
		asked: text({ mode: 'json' }).$type<string[]>(),
		/** Set when a newer version made the attempt begin again; the new one took over what still holds. */
		replacedBy: text(),
	},
	(t) => [
		uniqueIndex('one_open_attempt')
			.on(t.employeeId, t.kind, t.subject)
			.where(sql`finished_at is null and replaced_by is null`),
		// What somebody was asked lately, and the minutes of her week.
		index('attempts_by_employee').on(t.employeeId, t.kind, t.subject),
	],
);

/** Every answer ever given. `round` 1 is the first answer, the one that counts for the score. */
export const answers = sqliteTable(
	'answers',
	{
		attemptId: text()
			.notNull()
			.references(() => attempts.id),
		questionId: text().notNull(),
		round: integer().notNull(),
		/** 1, except in a scenario. */
		step: integer().notNull(),
		policyId: text().notNull(),
		policyVersion: integer().notNull(),
		/** The author's numbers of the chosen answers, from 0; for an order question in the learner's order. */
		choice: text({ mode: 'json' }).$type<number[]>().notNull(),
		right: integer({ mode: 'boolean' }).notNull(),
		/** In a scenario: the step that comes next; null ends the question. */
		nextStep: integer(),
		/** Of what was said in one's own words; null where answers are chosen. A reader may change it. */
		verdict: text({ enum: ['knows', 'not yet', 'unsure'] }),
		/** How it was sent in the daily minute: "I'm sure", "I think so", "I don't know". */
		confidence: text({ enum: ['sure', 'think', 'unknown'] }),
		answeredAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.attemptId, t.questionId, t.round, t.step] }),
		// What has yet to become a review is found by its moment.
		index('answers_by_time').on(t.answeredAt),
	],
);

/** An employee finished a lesson: a row per policy of the lesson and version. */
export const completions = sqliteTable(
	'completions',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		lessonId: text().notNull(),
		policyId: text().notNull(),
		policyVersion: integer().notNull(),
		completedAt: integer().notNull(),
		/** The last time the same version was passed again; what expires is counted from here. */
		renewedAt: integer(),
		attemptId: text()
			.notNull()
			.references(() => attempts.id),
		contentHash: text().notNull(),
		/** First answers that were right, of how many. */
		rightFirst: integer().notNull(),
		questions: integer().notNull(),
		/** The lesson's revision; null is the first that was ever taught here. */
		revision: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.employeeId, t.lessonId, t.policyId, t.policyVersion] }),
		// Everything that a policy's standing is counted from, so that the rows need not be read.
		index('completions_by_policy').on(
			t.policyId,
			t.employeeId,
			t.lessonId,
			t.policyVersion,
			t.completedAt,
			t.renewedAt,
			t.revision,
		),
	],
);

/** Somebody signed a version of a policy, in these words. Rows are added, never changed. */
export const acknowledgements = sqliteTable(
	'acknowledgements',
	{
		/** Made by the page that asked, so that a double tap signs once. */
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		version: integer().notNull(),
		/** The statement as it read, and what was signed beneath it. */
		wording: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		uniqueIndex('one_signature').on(t.employeeId, t.policyId, t.version),
		index('acknowledgements_by_policy').on(t.policyId, t.version),
	],
);
