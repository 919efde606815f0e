import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** Facts about this installation: which company, since when, from which content. */
export const organisation = sqliteTable('organisation', {
	id: integer().primaryKey(),
	name: text().notNull(),
	timeZone: text().notNull(),
	createdAt: integer().notNull(),
	/** `demonstration` or `real`. */
	origin: text({ enum: ['demonstration', 'real'] }).notNull(),
});

/** What the organisation decided otherwise than the product proposes; see src/people/settings.ts. */
export const settings = sqliteTable('settings', {
	key: text().primaryKey(),
	value: text({ mode: 'json' }).$type<string | number | boolean>().notNull(),
	setAt: integer().notNull(),
	setBy: text()
		.notNull()
		.references(() => employees.id),
});
