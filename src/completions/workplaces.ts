import { eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { sites, teams, vendors } from '#db/schema/people.ts';

/** Where somebody works, by her team. */
export type Workplace = {
	readonly team: { readonly id: string; readonly name: string; readonly path: string };
	readonly shift: string | null;
	readonly siteId: string;
	readonly siteName: string;
	readonly market: string | null;
	readonly timeZone: string;
	readonly vendorId: string | null;
	readonly vendorName: string | null;
};

export async function readWorkplaces(db: Reader): Promise<ReadonlyMap<string, Workplace>> {
	const rows = await db
		.select({
			id: teams.id,
			name: teams.name,
			path: teams.path,
			shift: teams.shift,
			siteId: sites.id,
			siteName: sites.name,
			market: sites.market,
			timeZone: sites.timeZone,
			vendorId: vendors.id,
			vendorName: vendors.name,
		})
		.from(teams)
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId));
	return new Map(
		rows.map(({ id, name, path, ...place }) => [id, { team: { id, name, path }, ...place }]),
	);
}
