import { type Catalogue, channelName } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';

/** By what people are counted. */
export const divisions = ['site', 'channel', 'vendor', 'team'] as const;
export type Division = (typeof divisions)[number];

export type Place = {
	readonly key: string;
	readonly name: string;
	/** The vendor of a team, where it has one. */
	readonly vendor: string | null;
};

/** Where somebody counts: in each of her channels, in one of everything else. */
export function placesOf(person: Person, division: Division, catalogue: Catalogue): Place[] {
	const { siteId, siteName, team, vendorId, vendorName, channels } = person;
	const one = (key: string, name: string) => [{ key, name, vendor: null }];
	if (division === 'site') return one(siteId, siteName);
	if (division === 'vendor') return one(vendorId ?? '', vendorName ?? 'Our own people');
	if (division === 'team') return [{ key: team.id, name: team.name, vendor: vendorName }];
	return channels.flatMap((id) => one(id, channelName(catalogue, id)));
}
