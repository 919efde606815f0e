import { and, eq, type SQL, sql } from 'drizzle-orm';
import { audienceCondition, type Clock } from '#assignments/audience-condition.ts';
import type { Audience } from '#assignments/audience.ts';
import type { Reader } from '#db/connection.ts';
import { employees, sites, teams } from '#db/schema/people.ts';
import { type GroupKind, groupKinds } from './by-group.ts';

/** Everybody whom a question was about, or one group of them. */
export type Part = { readonly kind: GroupKind; readonly key: string } | 'all';

export function writePart(part: Part): string {
	return part === 'all' ? part : `${part.kind}:${part.key}`;
}

/** `vendor:northline`; undefined if it names no part. */
export function readPart(text: string): Part | undefined {
	if (text === 'all') return 'all';
	const [, name, key] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
	const kind = groupKinds.find((known) => known === name);
	return kind && key !== undefined ? { kind, key } : undefined;
}

const mainChannel = sql<
	string | null
>`(select channel from employee_channels where employee_id = ${employees.id} order by rank limit 1)`;

/** People of an audience who work here now, by the places that groups are made of. */
export type PeopleAt = {
	readonly siteId: string;
	readonly teamId: string;
	readonly teamPath: string;
	readonly vendorId: string | null;
	readonly channel: string | null;
	readonly people: number;
};

/** How many of an audience work where; `condition` leaves some out. */
export async function countWhere(
	db: Reader,
	audience: Audience,
	clock: Clock,
	condition?: SQL,
): Promise<PeopleAt[]> {
	return db
		.select({
			siteId: sites.id,
			teamId: teams.id,
			teamPath: teams.path,
			vendorId: teams.vendorId,
			channel: mainChannel.as('channel'),
			people: sql<number>`count(*)`,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.where(and(audienceCondition(audience, clock), condition))
		.groupBy(teams.id, sql`channel`);
}

/** Whether people who work there belong to a part. */
export function isPart(part: Part, at: Omit<PeopleAt, 'people' | 'teamPath'>): boolean {
	if (part === 'all') return true;
	const { kind, key } = part;
	if (kind === 'site') return at.siteId === key;
	if (kind === 'team') return at.teamId === key;
	if (kind === 'vendor') return at.vendorId === key;
	if (kind === 'channel') return at.channel === key;
	return (at.vendorId === null ? 'own' : 'vendor') === key;
}

/** The ids of everybody in a part of an audience: all who work there now, not only those drawn. */
export async function idsInPart(
	db: Reader,
	audience: Audience,
	part: Part,
	clock: Clock,
): Promise<string[]> {
	const rows = await db
		.select({ id: employees.id })
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.where(and(audienceCondition(audience, clock), inPart(part)))
		.orderBy(employees.id);
	return rows.map(({ id }) => id);
}

function inPart(part: Part): SQL | undefined {
	if (part === 'all') return undefined;
	const { kind, key } = part;
	if (kind === 'site') return eq(sites.id, key);
	if (kind === 'team') return eq(teams.id, key);
	if (kind === 'vendor') return eq(teams.vendorId, key);
	if (kind === 'channel') return sql`${mainChannel} = ${key}`;
	return key === 'own' ? sql`${teams.vendorId} is null` : sql`${teams.vendorId} is not null`;
}

/** The teams of a part, each with all below it; null means every team. */
export function teamsOf(part: Part, where: readonly PeopleAt[]): string[] | null {
	if (part === 'all') return null;
	const paths = new Map(
		where.filter((at) => isPart(part, at)).map(({ teamId, teamPath }) => [teamPath, teamId]),
	);
	// A team that stands below another one of them is reached with it.
	return [...paths].flatMap(([path, id]) =>
		[...paths.keys()].some((above) => above !== path && path.startsWith(above)) ? [] : id,
	);
}
