import { sql } from 'drizzle-orm';
import type { Aggregate } from '#db/aggregate.ts';
import type { Database } from '#db/connection.ts';
import type { Person } from '#people/person.ts';

/** Where an unnamed remark may say that it comes from; null says nothing. */
export type PlaceShown = { readonly channel: string | null; readonly siteId: string | null };

/** How many people work mostly in one channel at one site. */
export type Crew = {
	readonly channel: string | null;
	readonly siteId: string;
	readonly count: number;
};

/** So many people have to share what a remark says about its place. */
export const fewest = 5;

const placesOf = [
	({ channel, siteId }: Crew): PlaceShown => ({ channel, siteId }),
	({ channel }: Crew): PlaceShown => ({ channel, siteId: null }),
	({ siteId }: Crew): PlaceShown => ({ channel: null, siteId }),
	(): PlaceShown => ({ channel: null, siteId: null }),
] as const;

/**
 * The most that may be said for each crew, so that at least five people could have said it: channel
 * and site, else the channel, else the site, else nothing. What counts are those who are shown
 * alike, not all who work there: otherwise "warehouse" would point at the two in its office, whose
 * colleagues are shown more closely. Undefined for a crew that the list does not have.
 */
export function placeShown(
	crews: readonly Crew[],
	of: Pick<Crew, 'channel' | 'siteId'>,
): PlaceShown | undefined {
	const crew = crews.find(({ channel, siteId }) => channel === of.channel && siteId === of.siteId);
	if (!crew) return undefined;
	const level = levels(crews).get(crew) ?? placesOf.length - 1;
	return placesOf[level]?.(crew);
}

/** For each crew, how coarse its place is: 0 is channel and site, 3 is nothing. */
function levels(crews: readonly Crew[]): ReadonlyMap<Crew, number> {
	const found = new Map<Crew, number>(crews.map((crew) => [crew, 0]));
	for (const [level, place] of placesOf.slice(0, -1).entries()) {
		const here = crews.filter((crew) => found.get(crew) === level);
		for (const group of shownAlike(here, place)) {
			if (sizeOf(group) < fewest) for (const crew of group) found.set(crew, level + 1);
		}
	}
	return withEnoughUnplaced(crews, found);
}

/** If fewer than five are left of whom nothing is said, the next smallest crowd joins them. */
function withEnoughUnplaced(crews: readonly Crew[], found: Map<Crew, number>) {
	const last = placesOf.length - 1;
	const nowhere = () => crews.filter((crew) => found.get(crew) === last);
	while (nowhere().length > 0 && sizeOf(nowhere()) < fewest) {
		const crowds = placesOf
			.slice(0, -1)
			.flatMap((place, level) =>
				shownAlike(
					crews.filter((crew) => found.get(crew) === level),
					place,
				),
			)
			.toSorted((a, b) => sizeOf(a) - sizeOf(b));
		const [smallest] = crowds;
		if (!smallest) return found;
		for (const crew of smallest) found.set(crew, last);
	}
	return found;
}

function shownAlike(crews: readonly Crew[], place: (crew: Crew) => PlaceShown): Crew[][] {
	const groups = Map.groupBy(crews, (crew) => JSON.stringify(place(crew)));
	return [...groups.values()];
}

function sizeOf(crews: readonly Crew[]): number {
	return crews.reduce((total, crew) => total + crew.count, 0);
}

/** What counts: everybody, in a thread of its own. */
type Counting = Pick<Database, 'aggregate'>;

/** The place that a person's unnamed remark may say. */
export async function readPlaceShown(
	db: Counting,
	person: Person,
	at: number,
): Promise<PlaceShown> {
	const nothing = { channel: null, siteId: null };
	const of = { channel: person.channels[0] ?? null, siteId: person.siteId };
	return placeShown(await crewsAt(db, at), of) ?? nothing;
}

/** Counting everybody takes half a second with 100,000 people, so the crews are kept for a while. */
const keptFor = 15 * 60_000;
const remembered = new WeakMap<object, { readonly at: number; readonly crews: readonly Crew[] }>();

async function crewsAt({ aggregate }: Counting, at: number): Promise<readonly Crew[]> {
	const known = remembered.get(aggregate);
	if (known && Math.abs(at - known.at) < keptFor) return known.crews;
	const crews = await readCrews(aggregate);
	remembered.set(aggregate, { at, crews });
	return crews;
}

async function readCrews(aggregate: Aggregate): Promise<Crew[]> {
	const rows = await aggregate(sql`
		select channel, site_id as site, count(*) as people
		from (select team_id, (select channel from employee_channels
			where employee_id = employees.id and rank = 0) as channel
			from employees where left_at is null)
		inner join teams on teams.id = team_id group by 1, 2`);
	return rows.map(({ channel, site, people }) => ({
		channel: channel == null ? null : String(channel),
		siteId: String(site),
		count: Number(people),
	}));
}
