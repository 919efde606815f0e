import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** The kinds of record that are kept for a time of their own after somebody left. */
export const keptKinds = ['access', 'messages', 'answers', 'record'] as const;
export type KeptKind = (typeof keptKinds)[number];

/** When a kind of somebody's record was made nobody's. It counts for the last time that she left. */
export const endings = sqliteTable(
	'endings',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		kind: text().$type<KeptKind>().notNull(),
		at: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.employeeId, t.kind] })],
);

/** What the job that keeps the law did, and when; no names. */
export const lawRuns = sqliteTable('law_runs', {
	id: text().primaryKey(),
	beganAt: integer().notNull(),
	/** Null while it works, and for ever if it was broken off. */
	finishedAt: integer(),
	/** The administrator who asked for it; null for the job itself. */
	by: text().references(() => employees.id),
	/** Of how many people each kind has ended. */
	ended: text({ mode: 'json' }).$type<Readonly<Record<KeptKind, number>>>().notNull(),
	/** Audit entries whose payloads were erased. */
	erased: integer().notNull(),
});

/** When the chained record was walked, and what was found. */
export const auditChecks = sqliteTable('audit_checks', {
	id: text().primaryKey(),
	beganAt: integer().notNull(),
	finishedAt: integer(),
	by: text()
		.notNull()
		.references(() => employees.id),
	/** Entries that hold. */
	links: integer().notNull(),
	/** Those of them whose payload the law took. */
	erased: integer().notNull(),
	/** The first link that does not hold, as a sentence. */
	broken: text(),
});
