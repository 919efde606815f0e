import { inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers } from '#db/schema/pulses.ts';
import type { KeptGrading } from '#quiz/recall/kept.ts';
import type { Group, GroupKind } from './by-group.ts';
import { type Estimate, differenceOf } from './estimate.ts';
import type { Answered } from './read-asked.ts';
import { quantile } from './weighted.ts';
import { wilson } from './wilson.ts';

/** The grading of an answer, and the language that it was given in. */
export type Graded = { readonly grading: KeptGrading; readonly language: string };

/** How many of some answers that are decided left an idea out, or said the opposite. */
export type IdeaCount = { readonly decided: number; readonly missing: number };

/** Ideas by their place in the recall, each with how often it was missing. */
export type IdeasIn = readonly IdeaCount[];

export async function readGradings(
	db: Reader,
	pulseId: string,
): Promise<ReadonlyMap<number, Graded>> {
	const { id, grading, language } = pulseAnswers;
	const rows = await db
		.select({ id, grading, language })
		.from(pulseAnswers)
		.where(inArray(pulseAnswers.pulseId, [pulseId]));
	return new Map(rows.map((row) => [row.id, row]));
}

/** What the ideas are called: as most answers were told, those in the source language first. */
export function ideaNames(gradings: Iterable<Graded>, source: string): string[] {
	const all = [...gradings];
	const best = all.filter(({ language }) => language === source);
	const votes = new Map<string, number>();
	for (const { grading } of best.length > 0 ? best : all) {
		const names = JSON.stringify(grading.required.map(({ name }) => name));
		votes.set(names, (votes.get(names) ?? 0) + 1);
	}
	const [most] = [...votes].toSorted((a, b) => b[1] - a[1]);
	const names: unknown = JSON.parse(most?.[0] ?? '[]');
	return Array.isArray(names) ? names.map(String) : [];
}

/**
 * The places of the ideas that a decided answer lacks. Whoever readers say knows it lacks nothing;
 * of an answer that they say does not, ideas that were only weakly there are lacking if no other is.
 */
export function lacking(
	{ outcome }: Pick<Answered, 'outcome'>,
	{ required }: KeptGrading,
): ReadonlySet<number> {
	if (outcome !== 'not yet') return new Set();
	const places = (...wanted: readonly string[]) =>
		required.flatMap((idea, place) => (wanted.includes(idea.outcome) ? place : []));
	const gone = places('missing', 'denied');
	return new Set(gone.length > 0 ? gone : places('weak'));
}

export function ideasIn(
	answers: readonly Answered[],
	gradings: ReadonlyMap<number, Graded>,
	ideas: number,
): IdeasIn {
	const decided = answers.filter(({ outcome }) => outcome !== 'open');
	const lacks = decided.map((answer) => {
		const graded = gradings.get(answer.id);
		return graded ? lacking(answer, graded.grading) : new Set<number>();
	});
	return Array.from({ length: ideas }, (_, place) => ({
		decided: decided.length,
		missing: lacks.filter((some) => some.has(place)).length,
	}));
}

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
