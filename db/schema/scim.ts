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
import { directories } from './directories.ts';
import { employees, teams } from './people.ts';

/** What a directory sent, as far as it is kept: names as in RFC 7643. */
export type Resource = { readonly [attribute: string]: Json };

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
