import { and, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import { placements } from '#db/schema/placements.ts';
import type { Transaction } from '#db/writer.ts';
import type { Deed } from './employee-rules.ts';

type Place = { readonly teamId: string; readonly siteId: string; readonly vendorId: string | null };

/**
 * Writes down for everybody who works on a team that it is another place from now on: the same as
 * `notePlacement` for each of them, in three statements however many they are.
 */
export async function noteTeamPlace(
	tx: Transaction,
	teamId: string,
	place: Place,
	{ by, at }: Deed,
): Promise<void> {
	const here = and(isNull(placements.until), eq(placements.teamId, teamId));
	const began = and(here, lt(placements.since, at));
	// What began at this very moment, or has yet to begin, is put right instead of ended.
	await tx
		.update(placements)
		.set({ ...place, by })
		.where(and(here, gte(placements.since, at)));
	await tx.run(sql`insert into ${placements}
		(employee_id, since, until, team_id, site_id, vendor_id, job, channels, "by")
		select employee_id, ${at}, null, ${place.teamId}, ${place.siteId}, ${place.vendorId}, job, channels, ${by}
		from ${placements} where ${began}
		on conflict (employee_id, since) do update set until = null, team_id = excluded.team_id,
			site_id = excluded.site_id, vendor_id = excluded.vendor_id, job = excluded.job,
			channels = excluded.channels, "by" = excluded."by"`);
	await tx.update(placements).set({ until: at }).where(began);
}
