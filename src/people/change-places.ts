import { count, eq, like, or, sql } from 'drizzle-orm';
import { assignments } from '#db/schema/assignments.ts';
import { sites, teams, vendors } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { policyDrafts, policyVersions } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { sameJson } from '#lib/hash.ts';
import { type Deed, recordDeed } from './employee-rules.ts';
import { siteProblem } from './places.ts';

export type Site = typeof sites.$inferSelect;
export type Vendor = typeof vendors.$inferSelect;

/** Changes a site, if it still is as the form showed it. False if nothing is other than before. */
export async function changeSite(
	tx: Transaction,
	{ seen, site }: { readonly seen: Site; readonly site: Site },
	deed: Deed,
): Promise<boolean> {
	const [before] = await tx.select().from(sites).where(eq(sites.id, site.id));
	if (!before) throw new NotFound('There is no such site.');
	if (!sameJson(before, seen)) throw new Invalid({ overtaken: 'site' });
	if (sameJson(before, site)) return false;
	if (site.name.trim() === '') throw new Invalid({ name: 'Write the name of the site.' });
	const problem = siteProblem(site);
	if (problem) throw new Invalid(problem);
	await tx.update(sites).set(site).where(eq(sites.id, site.id));
	const what = { action: 'site.changed', objectType: 'site', objectId: site.id };
	await recordDeed(tx, deed, what, { before, after: site });
	return true;
}

/** Gives a vendor another name, if it still is as the form showed it. */
export async function renameVendor(
	tx: Transaction,
	{ seen, vendor }: { readonly seen: Vendor; readonly vendor: Vendor },
	deed: Deed,
): Promise<boolean> {
	const [before] = await tx.select().from(vendors).where(eq(vendors.id, vendor.id));
	if (!before) throw new NotFound('There is no such vendor.');
	if (!sameJson(before, seen)) throw new Invalid({ overtaken: 'vendor' });
	if (before.name === vendor.name) return false;
	if (vendor.name.trim() === '') throw new Invalid({ name: 'Write the name of the vendor.' });
	await tx.update(vendors).set(vendor).where(eq(vendors.id, vendor.id));
	const what = { action: 'vendor.changed', objectType: 'vendor', objectId: vendor.id };
	await recordDeed(tx, deed, what, { before, after: vendor });
	return true;
}

/** Takes away a site that nothing ever happened at: one that was added by mistake. */
export async function removeSite(tx: Transaction, id: string, deed: Deed): Promise<void> {
	const [site] = await tx.select().from(sites).where(eq(sites.id, id));
	if (!site) throw new NotFound('There is no such site.');
	await refuseWithHistory(tx, { column: 'siteId', id, name: site.name });
	const fact = `%"site:${id}"%`;
	const [said] = await tx
		.select({ n: count() })
		.from(policyVersions)
		.where(like(sql`cast(${policyVersions.body} as text)`, fact));
	const [drafted] = await tx
		.select({ n: count() })
		.from(policyDrafts)
		.where(like(sql`cast(${policyDrafts.body} as text)`, fact));
	if ((said?.n ?? 0) + (drafted?.n ?? 0) > 0) {
		throw new Invalid({ remove: `A policy has a fact of its own for ${site.name}. It stays.` });
	}
	await tx.delete(sites).where(eq(sites.id, id));
	const what = { action: 'site.removed', objectType: 'site', objectId: id };
	await recordDeed(tx, deed, what, { before: site });
}

/** The same for a vendor. */
export async function removeVendor(tx: Transaction, id: string, deed: Deed): Promise<void> {
	const [vendor] = await tx.select().from(vendors).where(eq(vendors.id, id));
	if (!vendor) throw new NotFound('There is no such vendor.');
	await refuseWithHistory(tx, { column: 'vendorId', id, name: vendor.name });
	await tx.delete(vendors).where(eq(vendors.id, id));
	const what = { action: 'vendor.removed', objectType: 'vendor', objectId: id };
	await recordDeed(tx, deed, what, { before: vendor });
}

type Named = { readonly column: 'siteId' | 'vendorId'; readonly id: string; readonly name: string };

async function refuseWithHistory(tx: Transaction, { column, id, name }: Named): Promise<void> {
	const on = await tx.select({ name: teams.name }).from(teams).where(eq(teams[column], id));
	if (on.length > 0) {
		const names = on.map((team) => team.name).join(', ');
		throw new Invalid({
			remove: `${name} has teams, open or closed: ${names}. It stays, or they go elsewhere first.`,
		});
	}
	const [once] = await tx.select({ n: count() }).from(placements).where(eq(placements[column], id));
	if (once && once.n > 0) {
		throw new Invalid({
			remove: `People have worked for ${name}, and that is on record. It stays.`,
		});
	}
	const named = like(sql`cast(${assignments.audience} as text)`, `%${JSON.stringify(id)}%`);
	const [rule] = await tx.select({ title: assignments.title }).from(assignments).where(or(named));
	if (!rule) return;
	throw new Invalid({ remove: `The assignment “${rule.title}” names ${name}. It stays.` });
}
