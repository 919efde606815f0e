import { type Counted, type Estimate, estimateOf } from './estimate.ts';
import { groupsShown } from './hidden-groups.ts';
import type { Answered, Asked, Drawn } from './read-asked.ts';
import { countOutcomes, fewestOf } from './result.ts';

/** What people are grouped by, in the order in which it is shown. */
export const groupKinds = ['employment', 'vendor', 'site', 'channel', 'team'] as const;
export type GroupKind = (typeof groupKinds)[number];

export type Group = {
	readonly kind: GroupKind;
	readonly key: string;
	/** Those who answered. */
	readonly people: number;
	readonly drawn: number;
	/** People of the audience, as far as the draw tells. */
	readonly population: number;
	readonly estimate: Estimate | undefined;
	/** What practice predicted for those drawn who had a card, as a share; null where that is not known. */
	readonly predicted: number | null;
	readonly answers: readonly Answered[];
};

export type Groups = {
	readonly kind: GroupKind;
	readonly shown: readonly Group[];
	/** How many are not shown, because too few answered. */
	readonly hidden: number;
};

type Place = {
	readonly siteId: string | null;
	readonly teamId: string | null;
	readonly vendorId: string | null;
	readonly channel: string | null;
	readonly employment?: string | null;
};

/** The key of somebody's group; null where she is in none, or too few share it to say. */
function keyOf(kind: GroupKind, place: Place): string | null {
	if (kind === 'site') return place.siteId;
	if (kind === 'team') return place.teamId;
	if (kind === 'vendor') return place.vendorId;
	if (kind === 'channel') return place.channel;
	return place.employment ?? null;
}

/** Each kind of group with those that enough people answered in, the largest first. */
export function groupsOf(asked: Asked): Groups[] {
	return groupKinds.flatMap((kind) => {
		const all = groupsOfKind(asked, kind);
		// One group of a kind is everybody once more.
		if (all.length < 2 && kind !== 'vendor') return [];
		const { shown, hidden } = groupsShown(all, fewestOf(asked.pulse));
		const groups = shown
			.map(({ counted, ...group }) => ({
				...group,
				estimate: estimateOf(counted, asked.error, asked.pulse.confidence),
			}))
			.toSorted((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
		return groups.length + hidden === 0 ? [] : [{ kind, shown: groups, hidden }];
	});
}

type Unmeasured = Omit<Group, 'estimate'> & { readonly counted: readonly Counted[] };

function groupsOfKind(asked: Asked, kind: GroupKind): Unmeasured[] {
	const drawn = grouped(asked.people.map(withEmployment), kind);
	const came = grouped(asked.answers, kind);
	return [...drawn].map(([key, people]) => {
		const answers = came.get(key) ?? [];
		const counted = countedIn(asked, people, answers);
		const population = counted.reduce((sum, stratum) => sum + stratum.population, 0);
		return {
			...{ kind, key, answers, counted, population, people: answers.length },
			...{ drawn: people.filter(stayed).length, predicted: predictedOf(people) },
		};
	});
}

function grouped<T extends Place>(list: readonly T[], kind: GroupKind): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const key = keyOf(kind, one);
		if (key === null) continue;
		const known = groups.get(key);
		if (known) known.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}

function withEmployment(person: Drawn) {
	return { ...person, employment: person.vendorId === null ? 'own' : 'vendor' };
}

function stayed({ goneAt, tookPart }: Drawn): boolean {
	return goneAt === null || tookPart;
}

/**
 * A group's answers by stratum. How many people a stratum has of the group is told by the draw: it
 * is random, so the group's share of those drawn stands for its share of all.
 */
function countedIn(
	{ strata, people }: Asked,
	drawn: readonly Drawn[],
	answers: readonly Answered[],
): Counted[] {
	const drawnBy = Map.groupBy(drawn, ({ stratum }) => stratum);
	const cameBy = Map.groupBy(answers, ({ stratum }) => stratum);
	const allBy = Map.groupBy(people, ({ stratum }) => stratum);
	return strata.flatMap(({ stratum, population }) => {
		const some = drawnBy.get(stratum)?.length ?? 0;
		const all = allBy.get(stratum)?.length ?? 0;
		if (some === 0 || all === 0) return [];
		const share = Math.max(some, Math.round((population * some) / all));
		return [countOutcomes(cameBy.get(stratum) ?? [], share)];
	});
}

/** Known of each one, unless the pulse is anonymous. */
function predictedOf(people: readonly Drawn[]): number | null {
	const known = people.flatMap(({ predicted }) => predicted ?? []);
	if (known.length < 5) return null;
	return known.reduce((sum, predicted) => sum + predicted, 0) / known.length;
}
