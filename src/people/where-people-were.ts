import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { sites, teams, vendors } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import type { Placement } from './placement.ts';

export type PlacementShown = Placement & {
	readonly teamName: string;
	readonly siteName: string;
	readonly vendorName: string | null;
};

/** Where somebody worked and as what, the latest first. */
export async function readPlacements(db: Reader, employeeId: string): Promise<PlacementShown[]> {
	const rows = await db
		.select({
			placement: placements,
			teamName: teams.name,
			siteName: sites.name,
			vendorName: vendors.name,
		})
		.from(placements)
		.innerJoin(teams, eq(teams.id, placements.teamId))
		.innerJoin(sites, eq(sites.id, placements.siteId))
		.leftJoin(vendors, eq(vendors.id, placements.vendorId))
		.where(eq(placements.employeeId, employeeId))
		.orderBy(desc(placements.since));
	return rows.map(({ placement, ...names }) => ({ ...placement, ...names }));
}
