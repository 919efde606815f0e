import type { Reader } from '#db/connection.ts';
import { sites, teams, vendors } from '#db/schema/people.ts';
import type { GroupKind } from './by-group.ts';

/** What a group is called; what is gone keeps its id. */
export type GroupName = (group: { readonly kind: GroupKind; readonly key: string }) => string;

export async function readGroupNames(
	db: Reader,
	channel: (id: string) => string,
): Promise<GroupName> {
	const [atSites, inTeams, ofVendors] = await Promise.all(
		[sites, teams, vendors].map(async (table) => {
			const rows = await db.select({ id: table.id, name: table.name }).from(table);
			return new Map(rows.map(({ id, name }) => [id, name]));
		}),
	);
	return ({ kind, key }) => {
		if (kind === 'employment') return key === 'own' ? 'Our own people' : 'Vendors’ people';
		if (kind === 'channel') return channel(key);
		const names = { site: atSites, team: inTeams, vendor: ofVendors }[kind];
		return names?.get(key) ?? key;
	};
}
