import { inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers } from '#db/schema/pulses.ts';
import type { KeptGrading } from '#quiz/recall/kept.ts';
import type { Answered } from './read-asked.ts';

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
