import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { employeeChannels, employees, teams } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import type { Transaction } from '#db/writer.ts';

/** Where and as what somebody works. */
export type Placement = typeof placements.$inferSelect;

type Noting = { readonly since: number; readonly by: string | null };

/**
 * Writes down where somebody works from a moment on, if that is another place, job or channel than
 * before: the placement that held ends then. Every verb that changes these calls it afterwards.
 */
export async function notePlacement(
	tx: Transaction,
	employeeId: string,
	{ since, by }: Noting,
): Promise<void> {
	const now = await placeNow(tx, employeeId);
	const [open] = await tx.select().from(placements).where(isOpen(employeeId));
	if (!now || (open && isSame(open, now))) return;
	const row = { employeeId, ...now, since: Math.max(since, open?.since ?? since), by };
	if (open && open.since < row.since) await endPlacement(tx, employeeId, row.since);
	// What began at this very moment never was: two changes in one deed are one move.
	const target = [placements.employeeId, placements.since];
	await tx
		.insert(placements)
		.values(row)
		.onConflictDoUpdate({ target, set: { ...row, until: null } });
}

/** Somebody works there no longer. */
export async function endPlacement(
	tx: Transaction,
	employeeId: string,
	until: number,
): Promise<void> {
	await tx.update(placements).set({ until }).where(isOpen(employeeId));
}

/**
 * People who came before placements were written down: where they are is where they were. One
 * statement, because a large company has a hundred thousand of them.
 */
export async function adoptPlacements(db: Database): Promise<void> {
	const channels = sql`(select json_group_array(channel) from
		(select channel from ${employeeChannels} where employee_id = ${employees.id} order by rank))`;
	const placed = sql`select 1 from ${placements} where ${placements.employeeId} = ${employees.id}`;
	await db.write((tx) =>
		tx.run(sql`insert into ${placements}
			(employee_id, since, until, team_id, site_id, vendor_id, job, channels, "by")
			select ${employees.id}, ${employees.startedAt}, ${employees.leftAt}, ${employees.teamId},
				${teams.siteId}, ${teams.vendorId}, ${employees.job}, ${channels}, null
			from ${employees} join ${teams} on ${teams.id} = ${employees.teamId}
			where not exists (${placed})`),
	);
}

function isOpen(employeeId: string) {
	return and(eq(placements.employeeId, employeeId), isNull(placements.until));
}

export type Place = Pick<Placement, 'teamId' | 'siteId' | 'vendorId' | 'job' | 'channels'>;

async function placeNow(tx: Transaction, employeeId: string): Promise<Place | undefined> {
	const [row] = await tx
		.select({
			teamId: employees.teamId,
			siteId: teams.siteId,
			vendorId: teams.vendorId,
			job: employees.job,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(eq(employees.id, employeeId));
	if (!row) return undefined;
	const channels = await tx
		.select({ channel: employeeChannels.channel })
		.from(employeeChannels)
		.where(eq(employeeChannels.employeeId, employeeId))
		.orderBy(employeeChannels.rank);
	return { ...row, channels: channels.map(({ channel }) => channel) };
}

export function isSame(before: Place, now: Place): boolean {
	return (
		before.teamId === now.teamId &&
		before.siteId === now.siteId &&
		before.vendorId === now.vendorId &&
		before.job === now.job &&
		before.channels.join() === now.channels.join()
	);
}
