import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { employees, teams } from '#db/schema/people.ts';
import {
	directoryGroups,
	directoryMembers,
	directoryUsers,
	type Resource,
} from '#db/schema/scim.ts';
import type { Json } from '#lib/hash.ts';
import type { Directory } from './directory.ts';
import { userUrn } from './schema.ts';

type User = typeof directoryUsers.$inferSelect;

/** Somebody as a directory knows her, with what the product knows. */
export type UserRow = { readonly user: User; readonly leftAt: number | null };

/** Whom a directory finds: people of its own whom nobody moved to another company since. */
export function selectUsers(db: Reader, directory: Directory, condition?: SQL) {
	return db
		.select({ user: directoryUsers, leftAt: employees.leftAt })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(and(foundBy(directory), condition));
}

export function foundBy({ id, vendorId }: Directory): SQL | undefined {
	const theirs = vendorId === null ? isNull(teams.vendorId) : eq(teams.vendorId, vendorId);
	return and(eq(directoryUsers.directoryId, id), isNull(directoryUsers.deletedAt), theirs);
}

/** The same by one indexed name; what a directory asks before every change. */
export function usersByKey(
	db: Reader,
	directory: Directory,
	by: 'userName' | 'externalId' | 'email' | 'id',
	key: string,
): Promise<UserRow[]> {
	const { id, vendorId } = directory;
	return probes[by](db).execute({ directory: id, vendor: vendorId, key });
}

function probe(column: SQL) {
	return prepared((db) =>
		db
			.select({ user: directoryUsers, leftAt: employees.leftAt })
			.from(directoryUsers)
			.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
			.innerJoin(teams, eq(teams.id, employees.teamId))
			.where(
				and(
					eq(directoryUsers.directoryId, sql.placeholder('directory')),
					sql`${column} = ${sql.placeholder('key')}`,
					isNull(directoryUsers.deletedAt),
					sql`${teams.vendorId} is ${sql.placeholder('vendor')}`,
				),
			)
			.prepare(),
	);
}

const probes = {
	userName: probe(sql`${directoryUsers.userNameKey}`),
	externalId: probe(sql`${directoryUsers.externalId}`),
	email: probe(sql`${directoryUsers.emailKey}`),
	id: probe(sql`${directoryUsers.id}`),
} as const;

/** The groups of some users, by user. */
export async function groupsOf(
	db: Reader,
	userIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }[]>> {
	if (userIds.length === 0) return new Map();
	const rows = await db
		.select({
			userId: directoryMembers.userId,
			id: directoryGroups.id,
			name: directoryGroups.displayName,
		})
		.from(directoryMembers)
		.innerJoin(directoryGroups, eq(directoryGroups.id, directoryMembers.groupId))
		.where(inArray(directoryMembers.userId, [...userIds]));
	return Map.groupBy(rows, ({ userId }) => userId);
}

/** Changes whenever anything that is sent of her does. */
export function versionOf({ user, leftAt }: UserRow): string {
	return `W/"${user.version}${leftAt === null ? '' : '-left'}"`;
}

/** A user as RFC 7643 writes her. Whether she is active the product says. */
export function userBody(
	row: UserRow,
	groups: readonly { readonly id: string; readonly name: string }[],
	base: string,
): Resource {
	const { user, leftAt } = row;
	const extended = Object.keys(user.resource).filter((name) => name.startsWith('urn:'));
	return {
		schemas: [userUrn, ...extended.filter((urn) => urn !== userUrn)],
		id: user.id,
		...(user.externalId === null ? {} : { externalId: user.externalId }),
		...user.resource,
		active: leftAt === null,
		groups: groups.map(({ id, name }) => groupBody(id, name, base)),
		meta: {
			resourceType: 'User',
			created: new Date(user.createdAt).toISOString(),
			lastModified: new Date(user.changedAt).toISOString(),
			location: `${base}/Users/${user.id}`,
			version: versionOf(row),
		},
	};
}

function groupBody(id: string, name: string, base: string): Json {
	return { value: id, display: name, $ref: `${base}/Groups/${id}`, type: 'direct' };
}
