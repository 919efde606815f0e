import { sql } from 'drizzle-orm';
import { sites, teams, vendors } from '#db/schema/people.ts';
import type { Counting, Group } from './eligible.ts';
import { ours, type StrataKind } from './strata.ts';
import { strataOfTeams } from './team-strata.ts';

export type NamedGroup = {
	readonly id: string;
	readonly name: string;
	readonly lists: readonly (readonly string[])[];
};

type TeamRow = Readonly<Record<'id' | 'name' | 'path' | 'siteId' | 'siteName', string>> & {
	readonly vendorId: string | null;
	readonly vendorName: string | null;
};

/** The people of teams by site, by vendor, or by the team that is large enough. */
export async function readTeamGroups(
	counting: Counting,
	kind: StrataKind,
	groups: readonly Group[],
): Promise<NamedGroup[]> {
	const all = await readTeams(counting);
	const strata = keyOf(kind, all, groups);
	const byStratum = Map.groupBy(groups, ({ id }) => strata.of(id));
	return [...byStratum].map(([id, some]) => ({
		id,
		name: strata.nameOf(id),
		lists: some.map(({ people }) => people),
	}));
}

function keyOf(kind: StrataKind, all: readonly TeamRow[], groups: readonly Group[]) {
	const byId = new Map(all.map((team) => [team.id, team]));
	if (kind === 'site') {
		const names = new Map(all.map(({ siteId, siteName }) => [siteId, siteName]));
		return {
			of: (team: string) => byId.get(team)?.siteId ?? '',
			nameOf: (site: string) => names.get(site) ?? site,
		};
	}
	if (kind === 'vendor') {
		const names = new Map(all.map(({ vendorId, vendorName }) => [vendorId, vendorName]));
		return {
			of: (team: string) => byId.get(team)?.vendorId ?? ours,
			nameOf: (vendor: string) => names.get(vendor) ?? 'Our own people',
		};
	}
	const counts = new Map(groups.map(({ id, people }) => [id, people.length]));
	const counted = all.map((team) => ({ ...team, people: counts.get(team.id) ?? 0 }));
	const { stratumOf, nameOf } = strataOfTeams(counted);
	return { of: (team: string) => stratumOf.get(team) ?? team, nameOf };
}

async function readTeams({ aggregate }: Counting): Promise<TeamRow[]> {
	const rows = await aggregate(sql`
		select ${teams.id} as id, ${teams.name} as name, ${teams.path} as path,
			${sites.id} as site_id, ${sites.name} as site_name,
			${vendors.id} as vendor_id, ${vendors.name} as vendor_name
		from ${teams} inner join ${sites} on ${sites.id} = ${teams.siteId}
			left join ${vendors} on ${vendors.id} = ${teams.vendorId}`);
	return rows.map((row) => ({
		id: String(row['id']),
		name: String(row['name']),
		path: String(row['path']),
		siteId: String(row['site_id']),
		siteName: String(row['site_name']),
		vendorId: row['vendor_id'] == null ? null : String(row['vendor_id']),
		vendorName: row['vendor_name'] == null ? null : String(row['vendor_name']),
	}));
}
