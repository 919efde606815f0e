import type { NewSite, NewVendor } from '#people/organise.ts';
import type { Company, KnownSite, KnownVendor } from './company.ts';
import { plainHeading } from './match-columns.ts';

/** The company's sites and vendors, with those that a file adds to them. */
export function createOutline(company: Company) {
	const sites: KnownSite[] = [...company.sites];
	const vendors: KnownVendor[] = [...company.vendors];
	const added = { sites: new Array<NewSite>(), vendors: new Array<NewVendor>() };

	function siteOf(text: string): KnownSite {
		const plain = plainHeading(text);
		const site = sites.find(
			({ id, name }) => plainHeading(name) === plain || plainHeading(id) === plain,
		);
		if (site) return site;
		const id = freeId(text, 'site', (taken) => sites.some((each) => each.id === taken));
		const row = { id, name: text, timeZone: company.timeZone, market: null };
		sites.push(row);
		added.sites.push(row);
		return row;
	}

	/** Null is our own payroll: exports name the company itself there. */
	function vendorOf(text: string): string | null {
		const plain = plainHeading(text);
		if (plain === plainHeading(company.name)) return null;
		const vendor = vendors.find(
			({ id, name }) => plainHeading(name) === plain || plainHeading(id) === plain,
		);
		if (vendor) return vendor.id;
		const row = {
			id: freeId(text, 'vendor', (taken) => vendors.some(({ id }) => id === taken)),
			name: text,
		};
		vendors.push(row);
		added.vendors.push(row);
		return row.id;
	}

	return {
		siteOf,
		vendorOf,
		added,
		zoneOf: (siteId: string) => sites.find(({ id }) => id === siteId)?.timeZone ?? company.timeZone,
		/** Where a team is at home of which nobody says it. */
		anySite: () => sites[0] ?? siteOf(company.name || 'Our company'),
	};
}

/** An id made of a name: small letters, digits and hyphens, and nobody else's. */
export function freeId(name: string, otherwise: string, isTaken: (id: string) => boolean): string {
	const plain = plainHeading(name)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 40);
	const base = plain || otherwise;
	for (let count = 1; ; count += 1) {
		const id = count === 1 ? base : `${base}-${count}`;
		if (!isTaken(id)) return id;
	}
}
