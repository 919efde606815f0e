import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPeople } from '#people/person.ts';

/** How far a policy has come: of those who have to know it, who is current. */
export type Reach = {
	readonly policyId: string;
	readonly concerned: number;
	readonly current: number;
	readonly stale: number;
	readonly overdue: number;
	readonly exempt: number;
	readonly groups: readonly ReachGroup[];
};

export type ReachGroup = {
	readonly name: string;
	readonly vendor: string | null;
	readonly concerned: number;
	readonly current: number;
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Tally = Mutable<Omit<Reach, 'groups'>> & { groups: Map<string, Mutable<ReachGroup>> };

/** The reach of every policy, whole company, by team. */
export async function companyReach(
	db: Reader,
	catalogue: Catalogue,
	at: number,
): Promise<Map<string, Reach>> {
	const tallies = new Map<string, Tally>();
	const people = await readPeople(db, undefined);
	for (const { person, overview } of await readOverviews(db, catalogue, people, at)) {
		for (const { policyId, standing, exemption } of overview.policies) {
			const tally = tallies.get(policyId) ?? emptyTally(policyId);
			tallies.set(policyId, tally);
			if (exemption) tally.exempt += 1;
			if (exemption || standing.state === 'not due') continue;
			const group = tally.groups.get(person.team.id) ?? {
				name: person.team.name,
				vendor: person.vendorName,
				concerned: 0,
				current: 0,
			};
			tally.groups.set(person.team.id, group);
			const current = standing.state === 'current' ? 1 : 0;
			tally.concerned += 1;
			tally.current += current;
			group.concerned += 1;
			group.current += current;
			if (standing.state === 'stale') tally.stale += 1;
			if (standing.state === 'overdue') tally.overdue += 1;
		}
	}
	return new Map(
		[...tallies].map(([id, tally]) => [id, { ...tally, groups: [...tally.groups.values()] }]),
	);
}

function emptyTally(policyId: string): Tally {
	const none = { concerned: 0, current: 0, stale: 0, overdue: 0, exempt: 0 };
	return { policyId, ...none, groups: new Map() };
}
