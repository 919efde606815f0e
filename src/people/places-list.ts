import { eq } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { sites, vendors } from '#db/schema/people.ts';
import { NotFound } from '#lib/errors.ts';
import type { Site, Vendor } from './change-places.ts';
import { countOnTeams, readTeams } from './teams.ts';

export async function readSites(db: Reader): Promise<Site[]> {
	return db.select().from(sites).orderBy(sites.name);
}

export async function readVendors(db: Reader): Promise<Vendor[]> {
	return db.select().from(vendors).orderBy(vendors.name);
}

export async function readSite(db: Reader, id: string): Promise<Site> {
	const [site] = await db.select().from(sites).where(eq(sites.id, id));
	if (!site) throw new NotFound('There is no such site.');
	return site;
}

export async function readVendor(db: Reader, id: string): Promise<Vendor> {
	const [vendor] = await db.select().from(vendors).where(eq(vendors.id, id));
	if (!vendor) throw new NotFound('There is no such vendor.');
	return vendor;
}

/** How many people work at each site, and for each vendor. */
export async function countAtPlaces(
	db: Database,
): Promise<{ sites: ReadonlyMap<string, number>; vendors: ReadonlyMap<string, number> }> {
	const onTeams = await countOnTeams(db);
	const atSites = new Map<string, number>();
	const forVendors = new Map<string, number>();
	for (const { id, siteId, vendorId } of await readTeams(db.read)) {
		const people = onTeams.get(id) ?? 0;
		atSites.set(siteId, (atSites.get(siteId) ?? 0) + people);
		if (vendorId !== null) forVendors.set(vendorId, (forVendors.get(vendorId) ?? 0) + people);
	}
	return { sites: atSites, vendors: forVendors };
}
