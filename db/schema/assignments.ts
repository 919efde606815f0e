import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Audience } from '../../src/assignments/audience.ts';
import type { DueRule } from '../../src/assignments/due.ts';
import { employees } from './people.ts';

/** Which lessons an audience has to do, by when. */
export const assignments = sqliteTable('assignments', {
	id: text().primaryKey(),
	title: text().notNull(),
	audience: text({ mode: 'json' }).$type<Audience>().notNull(),
	lessons: text({ mode: 'json' }).$type<string[]>().notNull(),
	due: text({ mode: 'json' }).$type<DueRule>().notNull(),
	beginsAt: integer().notNull(),
	endedAt: integer(),
});

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
