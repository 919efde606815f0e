import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Audience } from '../../src/assignments/audience.ts';
import type { DueRule } from '../../src/assignments/due.ts';
import type { ListEntry } from '../../src/assignments/lesson-list.ts';
import { employees } from './people.ts';

/** Which lessons an audience has to do, by when. */
export const assignments = sqliteTable('assignments', {
	id: text().primaryKey(),
	title: text().notNull(),
	audience: text({ mode: 'json' }).$type<Audience>().notNull(),
	/** In their order; a list may stand in another one's place. */
	lessons: text({ mode: 'json' }).$type<readonly ListEntry[]>().notNull(),
	due: text({ mode: 'json' }).$type<DueRule>().notNull(),
	beginsAt: integer().notNull(),
	endedAt: integer(),
	/** Grows with every change: whoever saves from an older one has not seen the newest. */
	revision: integer().notNull().default(1),
});

/** Who changed an assignment, when, from what to what. Rows are added, never changed. */
export const assignmentChanges = sqliteTable(
	'assignment_changes',
	{
		assignmentId: text()
			.notNull()
			.references(() => assignments.id),
		/** The revision that the change made. */
		revision: integer().notNull(),
		deed: text({ enum: ['begun', 'changed', 'ended', 'taken back'] }).notNull(),
		at: integer().notNull(),
		by: text()
			.notNull()
			.references(() => employees.id),
		/** What it said from then on. */
		said: text({ mode: 'json' }).$type<AssignmentWords>().notNull(),
		/** How it stood until then; null where it began, and in rows from before this was kept. */
		before: text({ mode: 'json' }).$type<AssignmentBefore>(),
	},
	(t) => [primaryKey({ columns: [t.assignmentId, t.revision] })],
);

/** All that an assignment says. */
export type AssignmentWords = {
	readonly title: string;
	readonly audience: Audience;
	readonly lessons: readonly ListEntry[];
	readonly due: DueRule;
};

export type AssignmentBefore = AssignmentWords & {
	readonly beginsAt: number;
	readonly endedAt: number | null;
};

/** A person need not know a policy for a while, and why. */
export const exemptions = sqliteTable(
	'exemptions',
	{
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		reason: text().notNull(),
		grantedBy: text()
			.notNull()
			.references(() => employees.id),
		grantedAt: integer().notNull(),
		/** The moment from which the person is asked again. */
		endsAt: integer().notNull(),
	},
	(t) => [index('exemptions_by_employee').on(t.employeeId)],
);
