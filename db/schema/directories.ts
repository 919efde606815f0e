import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees, teams } from './people.ts';

/** A directory, like Entra ID or Okta, that says who works here. */
export const directories = sqliteTable('directories', {
	id: text().primaryKey(),
	name: text().notNull(),
	/** Where its new people begin; whose people they are, ours or a vendor's, says the team. */
	teamId: text()
		.notNull()
		.references(() => teams.id),
	/** The ones that new people work in, most important first. */
	channels: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
	/** Whether the same work e-mail makes somebody the same person. */
	linksByEmail: integer({ mode: 'boolean' }).notNull(),
	createdAt: integer().notNull(),
	createdBy: text()
		.notNull()
		.references(() => employees.id),
	/** Set when it was disconnected. */
	endedAt: integer(),
	/** Until then any number of people may leave by it. */
	leaversUntil: integer(),
});

/** What a directory shows to be let in. The token itself is nowhere at rest. */
export const directoryTokens = sqliteTable(
	'directory_tokens',
	{
		id: text().primaryKey(),
		/** SHA-256 of the token. */
		hash: text().notNull().unique(),
		directoryId: text()
			.notNull()
			.references(() => directories.id),
		createdAt: integer().notNull(),
		createdBy: text()
			.notNull()
			.references(() => employees.id),
		expiresAt: integer().notNull(),
		revokedAt: integer(),
		/** To within five minutes. */
		lastUsedAt: integer(),
	},
	(t) => [index('directory_tokens_by_directory').on(t.directoryId)],
);

/** The newest requests of a directory that failed, and why; no names, no addresses. */
export const directoryProblems = sqliteTable(
	'directory_problems',
	{
		seq: integer().primaryKey({ autoIncrement: true }),
		directoryId: text()
			.notNull()
			.references(() => directories.id),
		at: integer().notNull(),
		/** `PATCH Users`. */
		request: text().notNull(),
		status: integer().notNull(),
		detail: text().notNull(),
	},
	(t) => [index('directory_problems_by_directory').on(t.directoryId, t.seq)],
);
