import { and, eq, inArray } from 'drizzle-orm';
import { employees, teams } from '#db/schema/people.ts';
import { directoryMembers, directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { recordSync, type Sync } from './directory.ts';
import type { MemberChange } from './group-resource.ts';
import type { Group } from './group-rows.ts';
import { placeMembers } from './place-members.ts';
import { wrong } from './problem.ts';
import { foundBy } from './user-rows.ts';

/** So many rows go to the database at once. */
const atOnce = 400;

/** Does what is said of the members, in its order, and moves those who came. Returns how many came or went. */
export async function changeMembers(
	tx: Transaction,
	sync: Sync,
	group: Group,
	changes: readonly MemberChange[],
): Promise<number> {
	const before = await memberIds(tx, group.id);
	const now = new Set(before);
	for (const change of changes) applyChange(now, change);
	const came = [...now].filter((id) => !before.has(id));
	const went = [...before].filter((id) => !now.has(id));
	await refuseUnknown(tx, sync, came);
	for (const ids of chunks(went)) {
		const gone = and(eq(directoryMembers.groupId, group.id), inArray(directoryMembers.userId, ids));
		await tx.delete(directoryMembers).where(gone);
	}
	for (const ids of chunks(came)) {
		await tx.insert(directoryMembers).values(ids.map((userId) => ({ groupId: group.id, userId })));
	}
	// Who went may belong to another group with a team; who came may belong to this one's.
	if (came.length + went.length > 0) {
		await recordGroup(tx, sync, group, 'scim.group.members', {
			came: came.length,
			went: went.length,
		});
		await placeMembers(tx, sync, [...came, ...went]);
	}
	return came.length + went.length;
}

function applyChange(now: Set<string>, change: MemberChange): void {
	if (change.kind === 'remove all' || change.kind === 'replace') now.clear();
	if (change.kind === 'remove all') return;
	for (const id of change.ids) {
		if (change.kind === 'remove') now.delete(id);
		else now.add(id);
	}
}

async function memberIds(tx: Transaction, groupId: string): Promise<ReadonlySet<string>> {
	const rows = await tx
		.select({ userId: directoryMembers.userId })
		.from(directoryMembers)
		.where(eq(directoryMembers.groupId, groupId));
	return new Set(rows.map(({ userId }) => userId));
}

async function refuseUnknown(
	tx: Transaction,
	{ directory }: Sync,
	ids: readonly string[],
): Promise<void> {
	for (const some of chunks(ids)) {
		const known = await tx
			.select({ id: directoryUsers.id })
			.from(directoryUsers)
			.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
			.innerJoin(teams, eq(teams.id, employees.teamId))
			.where(and(foundBy(directory), inArray(directoryUsers.id, some)));
		if (known.length < some.length)
			throw wrong('invalidValue', 'A member is nobody whom this directory made a user here.');
	}
}

function* chunks(ids: readonly string[]): Generator<string[]> {
	for (let next = 0; next < ids.length; next += atOnce) yield ids.slice(next, next + atOnce);
}

/** Puts on record what a directory did to one of its groups. */
export function recordGroup(
	tx: Transaction,
	sync: Sync,
	{ id: objectId }: Group,
	action: string,
	more: Readonly<Record<string, string | number>>,
): Promise<void> {
	return recordSync(tx, sync, { action, objectType: 'directory group', objectId, more });
}
