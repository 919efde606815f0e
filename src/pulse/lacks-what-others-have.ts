import type { Group, GroupKind } from './by-group.ts';
import { type Estimate, differenceOf } from './estimate.ts';
import { type Graded, type IdeaCount, ideasIn } from './missing-ideas.ts';
import type { Answered } from './read-asked.ts';
import { quantile } from './weighted.ts';
import { wilson } from './wilson.ts';

/** A group that lacks an idea which the others have, with what it does know. */
export type Finding = {
	readonly group: Group;
	readonly idea: number;
	readonly here: IdeaCount;
	readonly elsewhere: IdeaCount;
	/** Places of the ideas that three quarters of the group say. */
	readonly known: readonly number[];
};

/**
 * Where an idea is missing more than among all others, beyond what chance explains: the greatest
 * difference of each group, the greatest group difference first.
 */
export function findingsOf(
	groups: readonly Group[],
	all: readonly Answered[],
	gradings: ReadonlyMap<number, Graded>,
	{ ideas, confidence }: { readonly ideas: number; readonly confidence: number },
): Finding[] {
	const found = groups.flatMap((group) => {
		const own = new Set(group.answers.map(({ id }) => id));
		const others = all.filter(({ id }) => !own.has(id));
		const here = ideasIn(group.answers, gradings, ideas);
		const there = ideasIn(others, gradings, ideas);
		const [worst] = here
			.map((count, idea) => ({ idea, gap: gapOf(count, there[idea], confidence) }))
			.filter(({ gap }) => gap > 0)
			.toSorted((a, b) => b.gap - a.gap);
		const count = worst && here[worst.idea];
		const elsewhere = worst && there[worst.idea];
		if (!worst || !count || !elsewhere) return [];
		const known = here.flatMap((one, at) => (one.missing <= one.decided / 4 ? at : []));
		return [{ group, idea: worst.idea, here: count, elsewhere, known, gap: worst.gap }];
	});
	return distinct(found.toSorted((a, b) => b.gap - a.gap || rankOf(a.group) - rankOf(b.group)));
}

/** Missing here more often than there, surely: by how much, or 0. */
function gapOf(here: IdeaCount, there: IdeaCount | undefined, confidence: number): number {
	if (!there || here.missing * 2 < here.decided) return 0;
	const before = shareOf(there, confidence);
	const after = shareOf(here, confidence);
	if (!before || !after) return 0;
	const { points, low } = differenceOf(before, after);
	return low > 0 ? points : 0;
}

/** Many shares are held against each other here: the plain interval is near enough, and quick. */
function shareOf({ decided, missing }: IdeaCount, confidence: number): Estimate | undefined {
	if (decided === 0) return undefined;
	const share = missing / decided;
	const interval = wilson(share, decided, quantile(confidence));
	return { share, ...interval, confidence, method: 'wilson', range: null, effective: decided };
}

/** Of groups that are the same people this one is named. */
const namedFirst: readonly GroupKind[] = ['vendor', 'team', 'site', 'channel', 'employment'];

function rankOf({ kind }: Group): number {
	return namedFirst.indexOf(kind);
}

/** A vendor, its site and its team may be the same people, or mostly: an idea is missing there once. */
function distinct<T extends Finding>(findings: readonly T[]): T[] {
	const named: T[] = [];
	for (const finding of findings) {
		const ids = finding.group.answers.map(({ id }) => id);
		const before = named.filter(({ idea }) => idea === finding.idea);
		const known = new Set(before.flatMap(({ group }) => group.answers.map(({ id }) => id)));
		const again = ids.filter((id) => known.has(id)).length;
		if (again * 4 <= ids.length) named.push(finding);
	}
	return named;
}
