import type { Ground, Language, PolicySaid } from './grade-recall.ts';
import { notesOn } from './notes.ts';
import { doubts, type Graded, type Note, type Recall, sayingNothing } from './recall.ts';

export type Findings = Pick<Graded, 'required' | 'forbidden'> & {
	readonly recall: Recall;
	/** Whether it says, in words that may be meant otherwise, what makes an answer wrong. */
	readonly isSuspect: boolean;
	readonly policy: PolicySaid;
	/** As it was typed. */
	readonly answer: string;
	readonly language: Language;
};

/** What everything that was found comes to. */
export function verdictOf(ground: Ground, findings: Findings): Graded {
	const { required, forbidden } = findings;
	const notes = notesOn(ground, findings);
	return { verdict: decide(findings, notes), required, forbidden, notes };
}

function decide(
	{ recall, required, forbidden }: Findings,
	notes: readonly Note[],
): Graded['verdict'] {
	if (forbidden.length > 0 || hasOneOf(notes, sayingNothing)) return 'not yet';
	const count = (wanted: string) => required.filter(({ outcome }) => outcome === wanted).length;
	if (count('denied') > 0) return 'not yet';
	if (notes.includes('another language')) return 'unsure';
	if (count('missing') === 0) {
		return count('weak') > 0 || hasOneOf(notes, doubts) ? 'unsure' : 'knows';
	}
	// One idea is open, and there are words that nobody has read: it may be said in them. A quantity
	// is not: all ways of saying one are read.
	const [open, ...others] = required.flatMap(({ outcome }, at) =>
		outcome === 'missing' ? (recall.required[at] ?? []) : [],
	);
	const isNearlyThere = others.length === 0 && !open?.fact && required.length > 1;
	return isNearlyThere && notes.includes('words that were not read') ? 'unsure' : 'not yet';
}

function hasOneOf(notes: readonly Note[], some: readonly Note[]): boolean {
	return notes.some((note) => some.includes(note));
}
