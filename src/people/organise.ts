import { eq } from 'drizzle-orm';
import { sites, teams, vendors } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { type Deed, recordDeed, unknownTeam } from './employee-rules.ts';
import { type NewSite, siteProblem } from './places.ts';

export type { NewSite };
export type NewVendor = typeof vendors.$inferSelect;

export type NewTeam = Omit<typeof teams.$inferSelect, 'path'> & {
	/** The team above; null for the company itself. */
	readonly parentId: string | null;
};

/** A place with a clock of its own. */
export async function addSite(tx: Transaction, site: NewSite, deed: Deed): Promise<void> {
	const problem = siteProblem(site);
	if (problem) throw new Invalid(problem);
	const added = await tx.insert(sites).values(site).onConflictDoNothing().returning();
	if (added.length === 0) throw taken('site', site.id);
	await recordDeed(tx, deed, { action: 'site.added', objectType: 'site', objectId: site.id });
}

/** An outside company whose people do our work. */
export async function addVendor(tx: Transaction, vendor: NewVendor, deed: Deed): Promise<void> {
	const added = await tx.insert(vendors).values(vendor).onConflictDoNothing().returning();
	if (added.length === 0) throw taken('vendor', vendor.id);
	await recordDeed(tx, deed, { action: 'vendor.added', objectType: 'vendor', objectId: vendor.id });
}

/** A team below another one; its path is the other's with its own id at the end. */
export async function addTeam(tx: Transaction, team: NewTeam, deed: Deed): Promise<void> {
	const { parentId, ...columns } = team;
	const above = parentId === null ? '/' : await pathOf(tx, parentId);
	await refuseUnknownPlace(tx, team);
	const row = { ...columns, path: `${above}${team.id}/` };
	const added = await tx.insert(teams).values(row).onConflictDoNothing().returning();
	if (added.length === 0) throw taken('team', team.id);
	await recordDeed(tx, deed, { action: 'team.added', objectType: 'team', objectId: team.id });
}

async function pathOf(tx: Transaction, teamId: string): Promise<string> {
	const [team] = await tx.select({ path: teams.path }).from(teams).where(eq(teams.id, teamId));
	if (!team) throw unknownTeam(teamId);
	return team.path;
}

/** A path is searched with LIKE, where % and _ stand for anything and case for nothing. */
async function refuseUnknownPlace(tx: Transaction, team: NewTeam): Promise<void> {
	const { id, siteId, vendorId } = team;
	if (!/^[a-z0-9-]+$/.test(id)) {
		throw new Invalid({ id: `A team's id has small letters, digits and hyphens only: not ${id}.` });
	}
	const [site] = await tx.select().from(sites).where(eq(sites.id, siteId));
	if (!site) throw new Invalid({ site: `There is no site ${siteId}. Add it first.` });
	if (vendorId === null) return;
	const [vendor] = await tx.select().from(vendors).where(eq(vendors.id, vendorId));
	if (!vendor) throw new Invalid({ vendor: `There is no vendor ${vendorId}. Add it first.` });
}

function taken(what: string, id: string): Invalid {
	return new Invalid({ id: `There is a ${what} ${id} already. Choose another id.` });
}
