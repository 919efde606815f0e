import type { Overview } from '#completions/overview.ts';
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

/** `asking` has the policies whose change is material; the others ask nobody. */
export function countTogether(
	policyIds: readonly string[],
	asking: ReadonlySet<string>,
	people: readonly { readonly person: Person; readonly overview: Overview }[],
): TogetherReach {
	const reached = people.flatMap(({ person, overview }) => {
		const own = overview.policies.filter(
			({ policyId, standing, exemption }) =>
				policyIds.includes(policyId) && standing.state !== 'not due' && !exemption,
		);
		if (own.length === 0) return [];
		const again = own.filter(
			({ policyId, knownVersion }) => asking.has(policyId) && knownVersion !== undefined,
		);
		const has = own.every(({ standing }) => standing.state === 'current');
		return [{ person, minutes: again.length, has }];
	});
	const by = (nameOf: (person: Person) => string) => groupsOf(reached, nameOf);
	return {
		...tally('', reached),
		minutes: reached.reduce((sum, { minutes }) => sum + minutes, 0),
		bySite: by(({ siteName }) => siteName),
		byChannel: by(({ channels }) => channels[0] ?? ''),
		byVendor: by(({ vendorName }) => vendorName ?? ownPeople),
	};
}

type Reached = { readonly person: Person; readonly minutes: number; readonly has: boolean };

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
		people: reached.length,
		askedAgain: reached.filter(({ minutes }) => minutes > 0).length,
		have: reached.filter(({ has }) => has).length,
	};
}
