import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PolicyBody } from '../../src/policies/body.ts';
import type { KeptWords, Typed } from '../../src/policies/typed.ts';
import { employees } from './people.ts';

export const policies = sqliteTable('policies', {
	id: text().primaryKey(),
	/** The function that answers for the policy: "Customer experience". */
	owner: text().notNull(),
	/** Its place in lists. */
	rank: integer().notNull(),
});

/** What leadership published. Rows are added, never changed. */
export const policyVersions = sqliteTable(
	'policy_versions',
	{
		/** Grows with every publication of any policy: readers compare it to know whether theirs is the latest. */
		seq: integer().primaryKey({ autoIncrement: true }),
		policyId: text()
			.notNull()
			.references(() => policies.id),
		number: integer().notNull(),
		body: text({ mode: 'json' }).$type<PolicyBody>().notNull(),
		/** Material: people must be asked again. Editorial: nobody is bothered. */
		change: text({ enum: ['material', 'editorial'] }).notNull(),
		reason: text().notNull(),
		publishedAt: integer().notNull(),
		effectiveAt: integer().notNull(),
		/** Null for a first version that came with the content. */
		publishedBy: text().references(() => employees.id),
		hash: text().notNull(),
		previousHash: text(),
	},
	(t) => [uniqueIndex('policy_versions_by_number').on(t.policyId, t.number)],
);

/** The one draft of a policy that leadership is writing. */
export const policyDrafts = sqliteTable('policy_drafts', {
	policyId: text()
		.primaryKey()
		.references(() => policies.id),
	/** The version that the writing began from. */
	baseNumber: integer().notNull(),
	body: text({ mode: 'json' }).$type<PolicyBody>().notNull(),
	/** Grows with every save: whoever saves an older revision has not seen the newest. */
	revision: integer().notNull(),
	savedAt: integer().notNull(),
	savedBy: text()
		.notNull()
		.references(() => employees.id),
	/** Everybody who saved any revision of it: none of them may approve it. Null where nobody counted yet. */
	savers: text({ mode: 'json' }).$type<string[]>(),
	/** Set when the draft was thrown away; until somebody writes another, it can be had back. */
	discardedAt: integer(),
	/** The form as it was typed, finished or not; null if the draft came about in another way. */
	typed: text({ mode: 'json' }).$type<Typed>(),
});

/** Who has the draft of a policy open, and the words that somebody else's save overtook. */
export const draftWriters = sqliteTable(
	'draft_writers',
	{
		policyId: text()
			.notNull()
			.references(() => policies.id),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		seenAt: integer().notNull(),
		/** What she typed and could not save over somebody else's words; null once she has chosen. */
		kept: text({ mode: 'json' }).$type<KeptWords>(),
	},
	(t) => [primaryKey({ columns: [t.policyId, t.employeeId] })],
);

/** A version that was to come and will not. The version itself stays as it was published. */
export const policyWithdrawals = sqliteTable(
	'policy_withdrawals',
	{
		policyId: text()
			.notNull()
			.references(() => policies.id),
		number: integer().notNull(),
		withdrawnAt: integer().notNull(),
		withdrawnBy: text()
			.notNull()
			.references(() => employees.id),
	},
	(t) => [primaryKey({ columns: [t.policyId, t.number] })],
);

/** A fact that was given another name in a draft: whoever asks for either name finds it. */
export const factRenames = sqliteTable(
	'fact_renames',
	{
		policyId: text()
			.notNull()
			.references(() => policies.id),
		fromName: text().notNull(),
		toName: text().notNull(),
		at: integer().notNull(),
		/** Null for one that came with the content. */
		by: text().references(() => employees.id),
	},
	(t) => [primaryKey({ columns: [t.policyId, t.fromName, t.toName] })],
);
