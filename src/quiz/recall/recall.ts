import type { Pattern } from './pattern.ts';

/** Something that an answer says, or must not say, with its wordings. */
export type Idea = {
	/** As it is named to the learner: "any channel". */
	readonly name: string;
	/** The fact whose value it is, if it is a quantity: `returns.window`. */
	readonly fact: string | undefined;
	readonly patterns: readonly Pattern[];
};

/** A question that is answered in one's own words, as `<Recall>` has it. */
export type Recall = {
	readonly id: string;
	readonly policyId: string;
	/** The question itself. */
	readonly stem: string;
	readonly required: readonly Idea[];
	readonly forbidden: readonly Idea[];
};

/** `unsure` is read by a person and blocks nobody. */
export type Verdict = 'knows' | 'not yet' | 'unsure';

/** Letters of the answer from … to, which the learner sees marked. */
export type Marked = { readonly from: number; readonly to: number };

export type IdeaOutcome = {
	readonly name: string;
	/** `denied`: said, and the opposite of it. `weak`: a person should look. */
	readonly outcome: 'found' | 'weak' | 'missing' | 'denied';
	/** The words that showed it. */
	readonly shownBy: readonly Marked[];
};

export type Graded = {
	readonly verdict: Verdict;
	readonly required: readonly IdeaOutcome[];
	/** What was said that makes the answer wrong. */
	readonly forbidden: readonly { readonly name: string; readonly shownBy: readonly Marked[] }[];
	/** Why a person should look, or why it was not graded: for reviewers. */
	readonly notes: readonly Note[];
};

export type Note =
	| 'empty'
	| 'too long'
	| 'the question itself'
	| 'a list of words'
	| 'does not know'
	| 'a restriction that was not read'
	| 'words that were not read'
	| 'another number';
