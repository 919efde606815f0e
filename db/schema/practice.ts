import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** What somebody remembers of a policy, in one format: a card of the scheduler, derived from reviews. */
export const practiceCards = sqliteTable(
	'practice_cards',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		format: text({ enum: ['recognition', 'recall'] }).notNull(),
		/** Days until recall has fallen to 90 %. */
		stability: real().notNull(),
		/** From 1, easy, to 10. */
		difficulty: real().notNull(),
		reviewedAt: integer().notNull(),
		dueAt: integer().notNull(),
		reviews: integer().notNull(),
		lapses: integer().notNull(),
		/** The policy version that the last review was about: after a material change nothing is known. */
		policyVersion: integer().notNull(),
		/** What was asked last, so that it is not asked twice running. */
		questionId: text().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.employeeId, t.policyId, t.format] }),
		// Everything that predicted recall is counted from, so that the rows need not be read.
		index('practice_cards_by_policy').on(
			t.policyId,
			t.format,
			t.employeeId,
			t.stability,
			t.reviewedAt,
			t.policyVersion,
		),
	],
);

/**
 * The log: the first unaided answer of a person on a policy in a format on a day. Rows are added;
 * only a reader who decides on the answer changes one. Where nothing was predicted, memory begins.
 */
export const practiceReviews = sqliteTable(
	'practice_reviews',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		format: text({ enum: ['recognition', 'recall'] }).notNull(),
		/** The day where she works, beginning at 04:00. */
		day: text().notNull(),
		questionId: text().notNull(),
		policyVersion: integer().notNull(),
		right: integer({ mode: 'boolean' }).notNull(),
		confidence: text({ enum: ['sure', 'think', 'unknown'] }),
		/** What the scheduler predicted just before; null for a first review, and after a material change. */
		predicted: real(),
		/** Days since the review before; null for the first. */
		elapsedDays: real(),
		source: text({ enum: ['lesson', 'update', 'practice'] }).notNull(),
		attemptId: text().notNull(),
		reviewedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.employeeId, t.policyId, t.format, t.day] }),
		index('practice_reviews_by_time').on(t.reviewedAt),
		index('practice_reviews_by_policy').on(t.policyId, t.reviewedAt),
	],
);

/** Parameters of the scheduler that were fitted to the organisation's own log; the newest used one counts. */
export const practiceParameters = sqliteTable('practice_parameters', {
	id: text().primaryKey(),
	madeAt: integer().notNull(),
	parameters: text({ mode: 'json' }).$type<number[]>().notNull(),
	/** Reviews they were fitted to, and reviews they were held against. */
	fitted: integer().notNull(),
	heldBack: integer().notNull(),
	/** Log loss on the reviews held back: of these, and of the ones in use before. */
	logLoss: real().notNull(),
	logLossBefore: real().notNull(),
	/** Better, and so in use from that moment. */
	used: integer({ mode: 'boolean' }).notNull(),
});

/** How far answers have become reviews: everything answered before this moment has. */
export const practiceFolding = sqliteTable('practice_folding', {
	id: integer().primaryKey(),
	foldedUntil: integer().notNull(),
});

/** Predicted recall of a group, kept, with when it was counted. */
export const practiceSummaries = sqliteTable(
	'practice_summaries',
	{
		/** What the group is: 'all', 'site', 'team', 'vendor', 'channel'. */
		kind: text().notNull(),
		/** The site's, team's, vendor's or channel's id; '' for all. */
		groupId: text().notNull(),
		policyId: text().notNull(),
		format: text({ enum: ['recognition', 'recall'] }).notNull(),
		people: integer().notNull(),
		/** Those who have a card that counts under the version in force. */
		known: integer().notNull(),
		/** The sum of their retrievability at `countedAt`. */
		recall: real().notNull(),
		/** Answers of the last 28 days that were sure, and of them wrong; and the people who gave the sure ones. */
		sure: integer().notNull(),
		sureWrong: integer().notNull(),
		surePeople: integer().notNull(),
		countedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.kind, t.groupId, t.policyId, t.format] }),
		// A policy's page shows every group of it.
		index('practice_summaries_by_policy').on(t.policyId, t.format),
	],
);
