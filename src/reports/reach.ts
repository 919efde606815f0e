import {
	type Alike,
	type AlikeGround,
	type Counting,
	peopleAlike,
	readAlikeGround,
} from '#completions/alike.ts';
import { type Division, placesOf } from '#completions/places.ts';
import type { Catalogue } from '#lessons/catalogue.ts';

/** How far a policy has come: of those who have to know it, who is current. */
export type Reach = {
	readonly policyId: string;
	readonly concerned: number;
	readonly current: number;
	readonly stale: number;
	readonly overdue: number;
	readonly exempt: number;
	/** Of those concerned, who has signed it in a version that still holds. */
	readonly signed: number;
	/** A person in several channels counts in each of them. */
	readonly groups: Readonly<Record<Division, readonly ReachGroup[]>>;
};

export type ReachGroup = {
	readonly name: string;
	readonly vendor: string | null;
	readonly concerned: number;
	readonly current: number;
};

/** The reach of one policy, whole company, counted now. */
export async function policyReach(
	db: Counting,
	catalogue: Catalogue,
	policyId: string,
	at: number,
): Promise<Reach> {
	return countReach(db, await readAlikeGround(db, catalogue, at), policyId);
}

export async function countReach(
	db: Counting,
	ground: AlikeGround,
	policyId: string,
): Promise<Reach> {
	return reachOf(await peopleAlike(db, ground, policyId), policyId, ground.catalogue);
}

export function reachOf(all: readonly Alike[], policyId: string, catalogue: Catalogue): Reach {
	const due = all.filter(({ policy }) => !policy.exemption && policy.standing.state !== 'not due');
	const inState = (state: string) => due.filter(({ policy }) => policy.standing.state === state);
	return {
		policyId,
		concerned: count(due),
		current: count(inState('current')),
		stale: count(inState('stale')),
		overdue: count(inState('overdue')),
		exempt: count(all.filter(({ policy }) => policy.exemption)),
		signed: count(due.filter(({ signed }) => signed)),
		groups: {
			site: groupsBy('site', due, catalogue),
			channel: groupsBy('channel', due, catalogue),
			vendor: groupsBy('vendor', due, catalogue),
			team: groupsBy('team', due, catalogue),
		},
	};
}

function groupsBy(division: Division, due: readonly Alike[], catalogue: Catalogue): ReachGroup[] {
	const groups = new Map<string, { -readonly [K in keyof ReachGroup]: ReachGroup[K] }>();
	for (const { person, policy, people } of due) {
		for (const { key, name, vendor } of placesOf(person, division, catalogue)) {
			const group = groups.get(key) ?? { name, vendor, concerned: 0, current: 0 };
			groups.set(key, group);
			group.concerned += people;
			if (policy.standing.state === 'current') group.current += people;
		}
	}
	return [...groups.values()];
}

function count(some: readonly Alike[]): number {
	return some.reduce((total, { people }) => total + people, 0);
}
