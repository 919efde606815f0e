import { and, isNull, lt, sql } from 'drizzle-orm';
import { among, insertRows, takeOver } from '#db/many-rows.ts';
import { placements } from '#db/schema/placements.ts';
import type { Transaction } from '#db/writer.ts';
import { isSame, type Place, type Placement } from './placement.ts';
import { readTeams } from './read-many.ts';

/** Somebody as she is now: what a placement says of her. */
export type Placed = Pick<Place, 'job' | 'channels' | 'teamId'> & { readonly id: string };

/** Writes down where people work from a moment on, as notePlacement does for one. */
export async function notePlacements(
	tx: Transaction,
	people: readonly Placed[],
	{ since, by }: { readonly since: number; readonly by: string | null },
): Promise<void> {
	const open = new Map(
		(
			await readOpen(
				tx,
				people.map(({ id }) => id),
			)
		).map((row) => [row.employeeId, row]),
	);
	const now = await withPlaces(tx, people);
	const moved = now.flatMap(({ employeeId, ...place }) => {
		const before = open.get(employeeId);
		if (before && isSame(before, place)) return [];
		return [{ employeeId, ...place, since: Math.max(since, before?.since ?? since), by }];
	});
	if (moved.length === 0) return;
	await endPlacements(
		tx,
		moved.map(({ employeeId }) => employeeId),
		since,
		{ begunBefore: since },
	);
	const { teamId, siteId, vendorId, job, channels, by: deedBy } = placements;
	const taken = takeOver(teamId, siteId, vendorId, job, channels, deedBy);
	await insertRows(
		tx,
		placements,
		moved,
		sql`on conflict (employee_id, since) do update set ${taken}, until = null`,
	);
}

/** The first placements of people who begin, each at her own start. */
export async function beginPlacements(
	tx: Transaction,
	people: readonly (Placed & { readonly startedAt: number })[],
	by: string | null,
): Promise<void> {
	const starts = new Map(people.map(({ id, startedAt }) => [id, startedAt]));
	const rows = (await withPlaces(tx, people)).map((row) => ({
		...row,
		since: starts.get(row.employeeId) ?? 0,
		by,
	}));
	await insertRows(tx, placements, rows);
}

/** They work there no longer. */
export async function endPlacements(
	tx: Transaction,
	ids: readonly string[],
	until: number,
	{ begunBefore }: { readonly begunBefore?: number } = {},
): Promise<void> {
	const begun = begunBefore === undefined ? undefined : lt(placements.since, begunBefore);
	const those = and(among(placements.employeeId, ids), isNull(placements.until), begun);
	await tx.update(placements).set({ until }).where(those);
}

async function readOpen(tx: Transaction, ids: readonly string[]): Promise<Placement[]> {
	const those = and(among(placements.employeeId, ids), isNull(placements.until));
	return tx.select().from(placements).where(those);
}

async function withPlaces(tx: Transaction, people: readonly Placed[]) {
	const teams = await readTeams(
		tx,
		people.map(({ teamId }) => teamId),
	);
	return people.flatMap(({ id: employeeId, teamId, job, channels }) => {
		const team = teams.get(teamId);
		if (!team) return [];
		const { siteId, vendorId } = team;
		return [{ employeeId, teamId, siteId, vendorId, job, channels }];
	});
}
