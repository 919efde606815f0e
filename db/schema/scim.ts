import { sql } from 'drizzle-orm';
import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Json } from '../../src/lib/hash.ts';
import { employees, teams } from './people.ts';

/** What a directory sent, as far as it is kept: names as in RFC 7643. */
export type Resource = { readonly [attribute: string]: Json };

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

/** Somebody as a directory knows her. A person belongs to one directory at most. */
export const directoryUsers = sqliteTable(
	'directory_users',
	{
		/** What the directory calls her from then on. */
		id: text().primaryKey(),
		directoryId: text()
			.notNull()
			.references(() => directories.id),
		employeeId: text()
			.notNull()
			.unique()
			.references(() => employees.id),
		userName: text().notNull(),
		/** In small letters: case means nothing in it. */
		userNameKey: text().notNull(),
		externalId: text(),
		/** Her work e-mail in small letters. */
		emailKey: text(),
		resource: text({ mode: 'json' }).$type<Resource>().notNull(),
		/** Roles and the like that she was not given; kept so that each is put on record once. */
		refusedRoles: text(),
		/** Where her employee number comes from; `before` for somebody who was here already. */
		numberFrom: text({ enum: ['directory', 'user name', 'made up', 'before'] }).notNull(),
		version: integer().notNull(),
		createdAt: integer().notNull(),
		changedAt: integer().notNull(),
		/** When this directory last had her leave. */
		leftAt: integer(),
		/** Set while she ought to leave and waits for somebody's yes. */
		heldAt: integer(),
		/** Set when the directory deleted her: it finds her no more; her record stays. */
		deletedAt: integer(),
	},
	(t) => [
		uniqueIndex('directory_users_by_name')
			.on(t.directoryId, t.userNameKey)
			.where(sql`deleted_at is null`),
		// Who was deleted may come back by the same name.
		index('directory_users_deleted')
			.on(t.directoryId, t.userNameKey)
			.where(sql`deleted_at is not null`),
		index('directory_users_by_external_id').on(t.directoryId, t.externalId),
		index('directory_users_by_email').on(t.directoryId, t.emailKey),
		index('directory_users_in_order').on(t.directoryId, t.createdAt, t.id),
		index('directory_users_who_left').on(t.directoryId, t.leftAt),
		index('directory_users_held').on(t.directoryId, t.heldAt),
	],
);

/** A group of a directory. With a team its members work there; without one it is only kept. */
export const directoryGroups = sqliteTable(
	'directory_groups',
	{
		id: text().primaryKey(),
		directoryId: text()
			.notNull()
			.references(() => directories.id),
		displayName: text().notNull(),
		/** In small letters. */
		nameKey: text().notNull(),
		externalId: text(),
		resource: text({ mode: 'json' }).$type<Resource>().notNull(),
		teamId: text().references(() => teams.id),
		/** Of several groups with a team the lowest rank counts. */
		rank: integer(),
		/** What its members work in; null leaves everybody hers. */
		channels: text({ mode: 'json' }).$type<readonly string[]>(),
		version: integer().notNull(),
		createdAt: integer().notNull(),
		changedAt: integer().notNull(),
	},
	(t) => [uniqueIndex('directory_groups_by_name').on(t.directoryId, t.nameKey)],
);

export const directoryMembers = sqliteTable(
	'directory_members',
	{
		groupId: text()
			.notNull()
			.references(() => directoryGroups.id),
		userId: text()
			.notNull()
			.references(() => directoryUsers.id),
	},
	(t) => [
		primaryKey({ columns: [t.groupId, t.userId] }),
		index('directory_members_by_user').on(t.userId),
	],
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
