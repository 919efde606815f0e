import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';
import { policies } from './policies.ts';

/** Several drafts that are published together or not at all: "The golden quarter". */
export const packages = sqliteTable('packages', {
	id: text().primaryKey(),
	title: text().notNull(),
	createdBy: text()
		.notNull()
		.references(() => employees.id),
	createdAt: integer().notNull(),
	publishedAt: integer(),
	/** Set when the package was given up; its drafts stay. */
	discardedAt: integer(),
});

/** The policies of a package. A policy is in one open package at most. */
export const packagePolicies = sqliteTable(
	'package_policies',
	{
		packageId: text()
			.notNull()
			.references(() => packages.id),
		policyId: text()
			.notNull()
			.references(() => policies.id),
		/** The version that its draft became; null until the package is published. */
		number: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.packageId, t.policyId] }),
		index('package_policies_by_policy').on(t.policyId),
	],
);

/** The parts of the company that policies concern, each with the channels it answers for. */
export const functions = sqliteTable('functions', {
	id: text().primaryKey(),
	name: text().notNull(),
	channels: text({ mode: 'json' }).$type<string[]>().notNull(),
	/** Who agrees in its name; null until an administrator has chosen somebody. */
	ownerId: text().references(() => employees.id),
	/** Its place in lists. */
	rank: integer().notNull(),
});

/** A function's owner is asked to agree to one revision of a draft, and what she said. */
export const agreements = sqliteTable(
	'agreements',
	{
		id: text().primaryKey(),
		policyId: text()
			.notNull()
			.references(() => policies.id),
		revision: integer().notNull(),
		functionId: text()
			.notNull()
			.references(() => functions.id),
		askedOf: text()
			.notNull()
			.references(() => employees.id),
		askedBy: text()
			.notNull()
			.references(() => employees.id),
		askedAt: integer().notNull(),
		decision: text({ enum: ['agreed', 'objected'] }),
		comment: text().notNull().default(''),
		decidedAt: integer(),
		/** When the draft was published; until then the matter is open. */
		settledAt: integer(),
		/** The version under which this agreement stands. */
		number: integer(),
	},
	(t) => [
		uniqueIndex('agreements_by_revision').on(t.policyId, t.revision, t.functionId),
		index('agreements_by_person').on(t.askedOf),
	],
);

/** Another leader is asked to approve one revision of a draft, and what she said. */
export const approvals = sqliteTable(
	'approvals',
	{
		id: text().primaryKey(),
		policyId: text()
			.notNull()
			.references(() => policies.id),
		revision: integer().notNull(),
		askedOf: text()
			.notNull()
			.references(() => employees.id),
		askedBy: text()
			.notNull()
			.references(() => employees.id),
		askedAt: integer().notNull(),
		decision: text({ enum: ['approved', 'refused'] }),
		comment: text().notNull().default(''),
		decidedAt: integer(),
		/** When the draft was published; until then the matter is open. */
		settledAt: integer(),
		/** The version under which this approval stands. */
		number: integer(),
	},
	(t) => [
		uniqueIndex('approvals_by_revision').on(t.policyId, t.revision, t.askedOf),
		index('approvals_by_person').on(t.askedOf),
	],
);
