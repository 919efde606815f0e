import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees, teams } from './people.ts';

/** On which days somebody looked at another person's record: a day has one audit row, not fifty. */
export const personViews = sqliteTable(
	'person_views',
	{
		viewerId: text()
			.notNull()
			.references(() => employees.id),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** `2026-03-18`, by the organisation's clock. */
		day: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.viewerId, t.employeeId, t.day] })],
);

/** Teams that are no more: nobody is put there, and what happened there stays. */
export const teamClosings = sqliteTable('team_closings', {
	teamId: text()
		.primaryKey()
		.references(() => teams.id),
	closedAt: integer().notNull(),
	/** Null for the product itself. */
	closedBy: text().references(() => employees.id),
});
