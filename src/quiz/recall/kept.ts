import { fillTemplate } from '#lib/template.ts';
import type { Graded, IdeaOutcome, Marked, Note, Verdict } from './recall.ts';

/** A grading as it is kept: ideas by the names they had, with the values of that day in them. */
export type KeptGrading = {
	readonly verdict: Verdict;
	readonly required: readonly {
		readonly name: string;
		readonly outcome: IdeaOutcome['outcome'];
		readonly shownBy: readonly Marked[];
	}[];
	readonly forbidden: readonly { readonly name: string; readonly shownBy: readonly Marked[] }[];
	readonly notes: readonly Note[];
};

/** `show` gives a fact as the learner sees it, as plain text. */
export function keepGrading(graded: Graded, show: (fact: string) => string): KeptGrading {
	const named = <Idea extends { readonly name: Graded['required'][number]['name'] }>(
		idea: Idea,
	) => ({
		...idea,
		name: fillTemplate(idea.name, show),
	});
	return {
		...graded,
		required: graded.required.map(named),
		forbidden: graded.forbidden.map(named),
	};
}

/** A stretch of an answer, and what was found in it. */
export type Piece = { readonly text: string; readonly found: 'idea' | 'wrong' | null };

/** The answer cut where something was found; what makes it wrong goes before what is right. */
export function piecesOf(said: string, { required, forbidden }: KeptGrading): Piece[] {
	const ideas = required
		.filter(({ outcome }) => outcome === 'found' || outcome === 'weak')
		.flatMap(({ shownBy }) => shownBy);
	const wrong = [...forbidden, ...required.filter(({ outcome }) => outcome === 'denied')].flatMap(
		({ shownBy }) => shownBy,
	);
	const isIn = (marks: readonly Marked[], at: number) =>
		marks.some(({ from, to }) => from <= at && at < to);
	const foundAt = (at: number): Piece['found'] => {
		if (isIn(wrong, at)) return 'wrong';
		return isIn(ideas, at) ? 'idea' : null;
	};
	const pieces: { text: string; found: Piece['found'] }[] = [];
	for (let at = 0; at < said.length; at += 1) {
		const found = foundAt(at);
		const last = pieces.at(-1);
		if (last?.found === found) last.text += said[at];
		else pieces.push({ text: said[at] ?? '', found });
	}
	return pieces;
}
