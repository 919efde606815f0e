import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Facts about this installation: which company, since when, from which content. */
export const organisation = sqliteTable('organisation', {
	id: integer().primaryKey(),
	name: text().notNull(),
	timeZone: text().notNull(),
	createdAt: integer().notNull(),
	/** `demonstration` or `real`. */
	origin: text({ enum: ['demonstration', 'real'] }).notNull(),
});
