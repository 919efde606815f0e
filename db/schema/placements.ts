import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees, sites, teams, vendors } from './people.ts';

/**
 * Who worked where, and when: a row for each time that somebody's team, site, vendor, job or
 * channels were others. Rows are ended, never changed; the one without an end is where she is now.
 */
export const placements = sqliteTable(
	'placements',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		since: integer().notNull(),
		/** Null while it holds. */
		until: integer(),
		teamId: text()
			.notNull()
			.references(() => teams.id),
		siteId: text()
			.notNull()
			.references(() => sites.id),
		/** Null for our own payroll. */
		vendorId: text().references(() => vendors.id),
		job: text().notNull(),
		/** The one she works in most comes first. */
		channels: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
		/** Null for the product itself. */
		by: text(),
	},
	(t) => [
		primaryKey({ columns: [t.employeeId, t.since] }),
		index('placements_by_team').on(t.teamId, t.since),
		// Of everybody the few who moved lately are found at once.
		index('placements_ended')
			.on(t.until)
			.where(sql`until is not null`),
	],
);

/** Who sees and does a manager's work while she is away: what she leads, the deputy leads too. */
export const deputies = sqliteTable(
	'deputies',
	{
		id: text().primaryKey(),
		managerId: text()
			.notNull()
			.references(() => employees.id),
		deputyId: text()
			.notNull()
			.references(() => employees.id),
		since: integer().notNull(),
		/** The first moment at which it no longer holds. */
		until: integer().notNull(),
		namedBy: text()
			.notNull()
			.references(() => employees.id),
		namedAt: integer().notNull(),
	},
	(t) => [
		index('deputies_by_deputy').on(t.deputyId, t.until),
		index('deputies_by_manager').on(t.managerId),
	],
);
