import { and, asc, count, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { directoryGroups, directoryMembers, type Resource } from '#db/schema/scim.ts';
import type { Directory } from './directory.ts';
import { groupsWhere } from './filter-sql.ts';
import { missing } from './problem.ts';
import { asksFor, listBody, type Query, selectAttributes } from './query.ts';
import { groupUrn } from './schema.ts';

export type Group = typeof directoryGroups.$inferSelect;

export async function requireGroup(db: Reader, directory: Directory, id: string): Promise<Group> {
	const [group] = await db
		.select()
		.from(directoryGroups)
		.where(ofDirectory(directory, eq(directoryGroups.id, id)));
	if (!group) throw missing('group');
	return group;
}

/** A page of the groups that a filter asks for. Members are read only if they are asked for. */
export async function listGroups(
	db: Reader,
	{ directory, base }: { readonly directory: Directory; readonly base: string },
	query: Query,
): Promise<Resource> {
	const where = ofDirectory(directory, query.filter && groupsWhere(query.filter));
	const [all] = await db.select({ count: count() }).from(directoryGroups).where(where);
	const way = query.descending ? desc : asc;
	const rows = await db
		.select()
		.from(directoryGroups)
		.where(where)
		.orderBy(
			way(query.sortBy === 'displayname' ? directoryGroups.nameKey : directoryGroups.createdAt),
			way(directoryGroups.id),
		)
		.limit(query.count)
		.offset(query.startIndex - 1);
	const members = asksFor(query, 'members')
		? await membersOf(
				db,
				rows.map(({ id }) => id),
			)
		: undefined;
	const bodies = rows.map((group) =>
		selectAttributes(groupBody(group, members && (members.get(group.id) ?? []), base), query),
	);
	return listBody(bodies, { total: all?.count ?? 0, startIndex: query.startIndex });
}

function ofDirectory({ id }: Directory, condition: SQL | undefined): SQL | undefined {
	return and(eq(directoryGroups.directoryId, id), condition);
}

/** One group as it is sent. */
export async function showGroup(
	db: Reader,
	base: string,
	group: Group,
	query: Query,
): Promise<Resource> {
	const asked = asksFor(query, 'members');
	const members = asked ? ((await membersOf(db, [group.id])).get(group.id) ?? []) : undefined;
	return selectAttributes(groupBody(group, members, base), query);
}

async function membersOf(
	db: Reader,
	groupIds: readonly string[],
): Promise<ReadonlyMap<string, { userId: string }[]>> {
	if (groupIds.length === 0) return new Map();
	const rows = await db
		.select({ groupId: directoryMembers.groupId, userId: directoryMembers.userId })
		.from(directoryMembers)
		.where(inArray(directoryMembers.groupId, [...groupIds]))
		.orderBy(directoryMembers.userId);
	return Map.groupBy(rows, ({ groupId }) => groupId);
}

export function groupVersion({ version }: Group): string {
	return `W/"${version}"`;
}

function groupBody(
	group: Group,
	members: readonly { readonly userId: string }[] | undefined,
	base: string,
): Resource {
	const shown = members?.map(({ userId }) => ({
		value: userId,
		$ref: `${base}/Users/${userId}`,
		type: 'User',
	}));
	return {
		schemas: [groupUrn],
		id: group.id,
		...(group.externalId === null ? {} : { externalId: group.externalId }),
		...group.resource,
		displayName: group.displayName,
		...(shown ? { members: shown } : {}),
		meta: {
			resourceType: 'Group',
			created: new Date(group.createdAt).toISOString(),
			lastModified: new Date(group.changedAt).toISOString(),
			location: `${base}/Groups/${group.id}`,
			version: groupVersion(group),
		},
	};
}
