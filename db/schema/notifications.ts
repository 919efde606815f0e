import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { News } from '../../src/notifications/announce.ts';
import { employees } from './people.ts';

/** A manager's friendly word about one policy; the employee sees it on Today until it is done. */
export const nudges = sqliteTable(
	'nudges',
	{
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		sentBy: text()
			.notNull()
			.references(() => employees.id),
		sentAt: integer().notNull(),
	},
	(t) => [index('nudges_by_employee').on(t.employeeId)],
);

/**
 * What has happened that somebody is to be told. The row is written in the transaction of the deed;
 * a job works out later whom it concerns and sends it.
 */
export const outbox = sqliteTable(
	'outbox',
	{
		id: text().primaryKey(),
		news: text({ mode: 'json' }).$type<News>().notNull(),
		at: integer().notNull(),
		/** Set once the messages that follow from it are rows of their own. */
		expandedAt: integer(),
	},
	(t) => [index('outbox_by_expansion').on(t.expandedAt, t.at)],
);
