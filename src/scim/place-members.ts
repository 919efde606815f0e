import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { employees, teams } from '#db/schema/people.ts';
import { directoryGroups, directoryMembers, directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { recordSync, type Sync } from './directory.ts';
import { foundBy } from './user-rows.ts';

/** So many users are looked up at once. */
const atOnce = 400;

/**
 * Moves people to the team of their group: of several groups with a team the one that the
 * administrator put first. Whoever is in none stays where she is, because directories take somebody
 * out of one group before they put her into the next.
 */
export async function placeMembers(
	tx: Transaction,
	sync: Sync,
	userIds: readonly string[],
): Promise<void> {
	for (let next = 0; next < userIds.length; next += atOnce) {
		const rows = await placesOf(tx, sync, userIds.slice(next, next + atOnce));
		const seen = new Set<string>();
		for (const row of rows) {
			if (seen.has(row.employeeId)) continue;
			seen.add(row.employeeId);
			await place(tx, sync, row);
		}
	}
}

/** The groups with a team of some users who work here, the first of them first. */
function placesOf(tx: Transaction, { directory }: Sync, userIds: readonly string[]) {
	return tx
		.select({
			employeeId: directoryUsers.employeeId,
			group: directoryGroups.displayName,
			teamId: directoryGroups.teamId,
			channels: directoryGroups.channels,
			teamNow: employees.teamId,
		})
		.from(directoryMembers)
		.innerJoin(directoryGroups, eq(directoryGroups.id, directoryMembers.groupId))
		.innerJoin(directoryUsers, eq(directoryUsers.id, directoryMembers.userId))
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(
			and(
				foundBy(directory),
				inArray(directoryMembers.userId, [...userIds]),
				isNotNull(directoryGroups.teamId),
				isNull(employees.leftAt),
			),
		)
		.orderBy(asc(directoryGroups.rank), asc(directoryGroups.id));
}

type Row = Awaited<ReturnType<typeof placesOf>>[number];

async function place(tx: Transaction, sync: Sync, row: Row): Promise<void> {
	const { employeeId, group, teamId, channels, teamNow } = row;
	if (teamId === null || (teamId === teamNow && channels === null)) return;
	const change = { teamId, channels: channels ?? undefined };
	const changed = await changeEmployee(tx, employeeId, change, {
		by: sync.by ?? null,
		at: sync.at,
	});
	if (changed.length === 0) return;
	const what = { action: 'scim.person.moved', objectType: 'employee', objectId: employeeId };
	await recordSync(tx, sync, { ...what, more: { group, team: teamId } });
}
