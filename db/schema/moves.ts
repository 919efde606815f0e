import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees, teams } from './people.ts';

/** Somebody goes to another team on a day to come. Rows are closed, never changed. */
export const plannedMoves = sqliteTable(
	'planned_moves',
	{
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** The day on which she works there first, `2026-12-01`. */
		day: text().notNull(),
		/** The moment at which that day begins at the site she goes to. */
		movesAt: integer().notNull(),
		teamId: text()
			.notNull()
			.references(() => teams.id),
		/** Null leaves what she is then. */
		job: text(),
		/** The one she will work in most comes first; null leaves those she has then. */
		channels: text({ mode: 'json' }).$type<readonly string[]>(),
		plannedBy: text()
			.notNull()
			.references(() => employees.id),
		plannedAt: integer().notNull(),
		/** Null while it is to come. */
		closedAt: integer(),
		/** Null for the product itself. */
		closedBy: text().references(() => employees.id),
		outcome: text({ enum: ['done', 'changed', 'taken back', 'impossible'] }),
		/** Why it could not be. */
		reason: text(),
	},
	(t) => [
		index('planned_moves_by_employee').on(t.employeeId),
		index('planned_moves_to_come')
			.on(t.movesAt)
			.where(sql`closed_at is null`),
	],
);
