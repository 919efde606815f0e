import type { Template } from '#lib/template.ts';
import type { Wording } from '#quiz/question.ts';
import type { Pattern } from './pattern.ts';

/** Something that an answer says, or must not say, with its wordings. */
export type Idea = {
	/** As it is named to the learner: "any channel", "within {30 days}". */
	readonly name: Template;
	/** The fact whose value it is, if it is a quantity: `returns.window`. */
	readonly fact: string | undefined;
	readonly patterns: readonly Pattern[];
	readonly line: number;
};

/** An answer that the author wrote, and what she says of it: the recall's own test. */
export type Example = { readonly text: Template; readonly knows: boolean; readonly line: number };

/** A question that is answered in one's own words, as `<Recall>` has it. */
export type Recall = {
	readonly id: string;
	readonly policyId: string;
	readonly line: number;
	/** The question itself. */
	readonly stem: Wording;
	readonly required: readonly Idea[];
	readonly forbidden: readonly Idea[];
	readonly examples: readonly Example[];
};

/** `unsure` is read by a person and blocks nobody. */
export type Verdict = 'knows' | 'not yet' | 'unsure';

/** Letters of the answer from … to, which the learner sees marked. */
export type Marked = { readonly from: number; readonly to: number };

export type IdeaOutcome = {
	readonly name: Template;
	/** `denied`: said, and the opposite of it. `weak`: a person should look. */
	readonly outcome: 'found' | 'weak' | 'missing' | 'denied';
	/** The words that showed it. */
	readonly shownBy: readonly Marked[];
};

export type Graded = {
	readonly verdict: Verdict;
	readonly required: readonly IdeaOutcome[];
	/** What was said that makes the answer wrong. */
	readonly forbidden: readonly { readonly name: Template; readonly shownBy: readonly Marked[] }[];
	/** What else a reviewer should know of the answer. */
	readonly notes: readonly Note[];
};

/** Nothing was said: such an answer is never right, whatever was found in it. */
export const sayingNothing = [
	'empty',
	'the question itself',
	'a list of words',
	'does not know',
] as const;

/** Reasons for a person to look before an answer counts as right. */
export const doubts = [
	'too long',
	'no sentence',
	'a restriction that was not read',
	'what may be wrong',
	'words that were not read',
	'another language',
	'a language that is not graded',
] as const;

/** `from the policy` says that it was pasted, and changes nothing else. */
export type Note = (typeof sayingNothing)[number] | (typeof doubts)[number] | 'from the policy';
