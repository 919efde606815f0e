import type { NewSite, NewTeam, NewVendor } from '#people/organise.ts';

export const companyName = 'Halden & Lund';
export const companyTimeZone = 'Europe/Berlin';

const lisbon = 'Europe/Lisbon';

export const castSites: readonly NewSite[] = [
	{ id: 'store-altona', name: 'Store Hamburg Altona', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'store-bremen', name: 'Store Bremen', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'store-leipzig', name: 'Store Leipzig', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'store-cologne', name: 'Store Cologne', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'contact-centre', name: 'Contact centre', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'head-office', name: 'Head office', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'warehouse', name: 'Warehouse', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'depot', name: 'Delivery depot', timeZone: companyTimeZone, market: 'DE' },
	{ id: 'northline-lisbon', name: 'Northline, Lisbon', timeZone: lisbon, market: 'PT' },
	{ id: 'swiftway-hub', name: 'Swiftway hub', timeZone: companyTimeZone, market: 'DE' },
];

export const castVendors: readonly NewVendor[] = [
	{ id: 'northline', name: 'Northline' },
	{ id: 'swiftway', name: 'Swiftway' },
];

/** A team always stands below the one above it in this list. */
export const castTeams: readonly NewTeam[] = [
	team('halden-lund', companyName, null, 'head-office'),
	team('stores', 'Stores', 'halden-lund', 'head-office'),
	team('store-1', 'Store 1, Hamburg Altona', 'stores', 'store-altona'),
	team('store-2', 'Store 2, Bremen', 'stores', 'store-bremen'),
	team('store-3', 'Store 3, Leipzig', 'stores', 'store-leipzig'),
	team('store-4', 'Store 4, Cologne', 'stores', 'store-cologne'),
	team('contact-centre', 'Contact centre', 'halden-lund', 'contact-centre'),
	team('contact-team', 'Contact centre, our own team', 'contact-centre', 'contact-centre'),
	team('northline', 'Call centre, Northline', 'contact-centre', 'northline-lisbon', {
		vendorId: 'northline',
	}),
	team('web', 'Web team', 'halden-lund', 'head-office'),
	team('logistics', 'Logistics', 'halden-lund', 'warehouse'),
	team('warehouse-day', 'Warehouse, day shift', 'logistics', 'warehouse', { shift: 'day' }),
	team('warehouse-night', 'Warehouse, night shift', 'logistics', 'warehouse', { shift: 'night' }),
	team('delivery-depot', 'Delivery depot', 'logistics', 'depot'),
	team('swiftway', 'Courier, Swiftway', 'logistics', 'swiftway-hub', {
		vendorId: 'swiftway',
	}),
	team('head-office', 'Head office', 'halden-lund', 'head-office'),
	team('purchasing', 'Purchasing', 'head-office', 'head-office'),
	team('marketing', 'Marketing', 'head-office', 'head-office'),
	team('manufacturing', 'Manufacturing', 'head-office', 'head-office'),
];

function team(
	id: string,
	name: string,
	parentId: string | null,
	siteId: string,
	more: Partial<Pick<NewTeam, 'vendorId' | 'shift'>> = {},
): NewTeam {
	return { id, name, parentId, siteId, vendorId: null, shift: null, ...more };
}
