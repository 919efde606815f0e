import {
	type AlikeOverview,
	type Counting,
	overviewsAlike,
	readAlikeGround,
} from '#completions/alike.ts';
import { narrowToPolicies } from '#completions/alike-narrow.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';

/** Whom several changes reach in all, and who has them: each person counted once. */
export type TogetherReach = TogetherGroup & {
	/** Minutes of practice for all of them together, at a minute a change. */
	readonly minutes: number;
	readonly bySite: readonly TogetherGroup[];
	/** By the channel that people work in most, so that nobody stands there twice. */
	readonly byChannel: readonly TogetherGroup[];
	/** Our own people under one name, each vendor's under its own. */
	readonly byVendor: readonly TogetherGroup[];
};

export type TogetherGroup = {
	readonly name: string;
	readonly people: number;
	/** Who knows one of the policies now and would be asked about it again. */
	readonly askedAgain: number;
	/** Who is up to date on every one of the policies that concern her. */
	readonly have: number;
};

export const ownPeople = 'Our own people';

/** Everybody, counted by those who are alike as concerns the policies. */
export async function peopleTogether(
	db: Counting,
	catalogue: Catalogue,
	policyIds: readonly string[],
	at: number,
): Promise<readonly AlikeOverview[]> {
	const ground = await readAlikeGround(db, catalogue, at);
	return overviewsAlike(db, narrowToPolicies(ground, policyIds));
}

/** `asking` has the policies whose change is material; the others ask nobody. */
export function countTogether(
	policyIds: readonly string[],
	asking: ReadonlySet<string>,
	groups: readonly Pick<AlikeOverview, 'person' | 'overview' | 'people'>[],
): TogetherReach {
	const reached = groups.flatMap(({ person, overview, people }) => {
		const own = overview.policies.filter(
			({ policyId, standing, exemption }) =>
				policyIds.includes(policyId) && standing.state !== 'not due' && !exemption,
		);
		if (own.length === 0) return [];
		const again = own.filter(
			({ policyId, knownVersion }) => asking.has(policyId) && knownVersion !== undefined,
		);
		const has = own.every(({ standing }) => standing.state === 'current');
		return [{ person, people, minutes: again.length, has }];
	});
	const by = (nameOf: (person: Person) => string) => groupsOf(reached, nameOf);
	return {
		...tally('', reached),
		minutes: reached.reduce((sum, { minutes, people }) => sum + minutes * people, 0),
		bySite: by(({ siteName }) => siteName),
		byChannel: by(({ channels }) => channels[0] ?? ''),
		byVendor: by(({ vendorName }) => vendorName ?? ownPeople),
	};
}

type Reached = {
	readonly person: Person;
	readonly people: number;
	/** For each of them. */
	readonly minutes: number;
	readonly has: boolean;
};

function groupsOf(
	reached: readonly Reached[],
	nameOf: (person: Person) => string,
): TogetherGroup[] {
	const groups = Map.groupBy(reached, ({ person }) => nameOf(person));
	return [...groups]
		.map(([name, members]) => tally(name, members))
		.toSorted((a, b) => b.people - a.people);
}

function tally(name: string, reached: readonly Reached[]): TogetherGroup {
	return {
		name,
		people: count(reached),
		askedAgain: count(reached.filter(({ minutes }) => minutes > 0)),
		have: count(reached.filter(({ has }) => has)),
	};
}

function count(some: readonly Reached[]): number {
	return some.reduce((sum, { people }) => sum + people, 0);
}
