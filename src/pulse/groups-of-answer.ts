import type { pulseAnswers } from '#db/schema/pulses.ts';
import type { Drawn, Pulse } from './asked-of.ts';

// What an answer says about where it comes from. With a name that is all; without one it is only as
// much as at least ten of those drawn have in common, and nobody can be told apart by what is missing.

/** So many of those drawn have to share all that an answer without a name says. */
export const fewestAlike = 10;

/** The strata in which fewer were drawn: their answers are stored, and weighted, as of one. */
export const mergedStratum = '(together)';

/** The language of an answer whose language would say too much; people read it. */
export const anyLanguage = 'und';

export type Groups = Pick<
	typeof pulseAnswers.$inferSelect,
	'stratum' | 'siteId' | 'teamId' | 'vendorId' | 'employment' | 'channel' | 'language'
>;

type Dimension = Exclude<keyof Groups, 'stratum'>;

/** What is left out first comes first: it tells the most, and results can best do without it. */
const leftOutFirst: readonly Dimension[] = [
	...(['teamId', 'siteId', 'channel', 'language'] as const),
	...(['vendorId', 'employment'] as const),
];

const dimensionOf = {
	site: 'siteId',
	channel: 'channel',
	vendor: 'vendorId',
	team: 'teamId',
} as const satisfies Record<Pulse['strata'], Dimension>;

/** Where an answer with a name comes from: where she was drawn, though she may have moved since. */
export function groupsOf(drawn: Drawn, language: string): Groups {
	const { stratum, siteId, teamId, vendorId, channel } = drawn;
	const employment = vendorId === null ? 'own' : 'vendor';
	return { stratum, siteId, teamId, vendorId, employment, channel, language };
}

/** By stratum as drawn, the one that answers without a name are stored and weighted under. */
export function strataStored(drawn: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
	const bySize = [...drawn].toSorted(([a, many], [b, more]) => many - more || (a < b ? -1 : 1));
	const small = bySize.filter(([, people]) => people < fewestAlike).length;
	let merged = small;
	const together = () => bySize.slice(0, merged).reduce((sum, [, people]) => sum + people, 0);
	while (merged > 0 && merged < bySize.length && together() < fewestAlike) merged += 1;
	return new Map(bySize.map(([id], place) => [id, place < merged ? mergedStratum : id]));
}

/**
 * What the answer of each of those drawn says without her name, by her id. `languageIn` is the
 * language that somebody who reads another one is asked in. It depends on the draw alone, not on
 * who has answered.
 */
export function groupsUnnamed(
	{ strata }: Pick<Pulse, 'strata'>,
	everybody: readonly Drawn[],
	languageIn: (language: string) => string,
): ReadonlyMap<string, Groups> {
	const counts = Map.groupBy(everybody, ({ stratum }) => stratum);
	const stored = strataStored(new Map([...counts].map(([id, people]) => [id, people.length])));
	const said = everybody.map((drawn) => ({
		employeeId: drawn.employeeId,
		groups: {
			...groupsOf(drawn, languageIn(drawn.language)),
			stratum: stored.get(drawn.stratum) ?? mergedStratum,
		},
	}));
	const beside = Map.groupBy(said, ({ groups }) => groups.stratum);
	const crowds = [...beside.values()].flatMap((people) => crowdsOf(people, orderFor(strata)));
	return new Map(
		crowds.flatMap(({ groups, people }) => people.map(({ employeeId }) => [employeeId, groups])),
	);
}

/** What the strata are made of tells nothing that the stratum does not: it is left out last. */
function orderFor(strata: Pulse['strata']): Dimension[] {
	const own = dimensionOf[strata];
	return [...leftOutFirst.filter((dimension) => dimension !== own), own];
}

type Said = { readonly employeeId: string; readonly groups: Groups };
type Crowd = { readonly groups: Groups; readonly people: readonly Said[] };

/**
 * Those who say the same are a crowd if they are ten; the others say less and are looked at again.
 * If fewer than ten are left of whom nothing is said, the smallest crowds join them.
 */
function crowdsOf(people: readonly Said[], order: readonly Dimension[]): Crowd[] {
	let left = people;
	const crowds: Crowd[] = [];
	for (let dropped = 0; dropped < order.length; dropped += 1) {
		const found = alike(left, order.slice(0, dropped));
		crowds.push(...found.filter(isCrowd));
		left = found.filter((crowd) => !isCrowd(crowd)).flatMap((crowd) => crowd.people);
	}
	const bySize = crowds.toSorted(
		(a, b) => a.people.length - b.people.length || (keyOf(a.groups) < keyOf(b.groups) ? -1 : 1),
	);
	while (left.length > 0 && left.length < fewestAlike && bySize.length > 0) {
		left = [...left, ...(bySize.shift()?.people ?? [])];
	}
	return [...bySize, ...alike(left, order)];
}

function isCrowd({ people }: Crowd): boolean {
	return people.length >= fewestAlike;
}

function alike(people: readonly Said[], without: readonly Dimension[]): Crowd[] {
	const nothing = Object.fromEntries(
		without.map((dimension) => [dimension, dimension === 'language' ? anyLanguage : null]),
	);
	const less = people.map((each) => ({ each, groups: { ...each.groups, ...nothing } }));
	return [...Map.groupBy(less, ({ groups }) => keyOf(groups)).values()].flatMap((same) => {
		const [first] = same;
		return first ? [{ groups: first.groups, people: same.map(({ each }) => each) }] : [];
	});
}

function keyOf(groups: Groups): string {
	return JSON.stringify(Object.entries(groups).toSorted());
}
