import type { Quantity } from '#lib/quantity.ts';
import { isBeyond } from './beyond.ts';
import { requiredIn, wrongIn } from './ideas-found.ts';
import type { IdeaPlaces } from './match.ts';
import { denials } from './negation.ts';
import { type Reading, readAnswer } from './read-answer.ts';
import type { Graded, Recall } from './recall.ts';
import { placesOf, type Thesaurus } from './thesaurus.ts';
import { verdictOf } from './verdict.ts';
import { conceded, mentioned } from './voice.ts';
import type { Word } from './words.ts';

/**
 * Stands beside every grade that is kept. Raise it by hand whenever the same recall, thesaurus and
 * answer may be graded otherwise than before: a rule, a list of small words, a stemmer. Wordings of a
 * recall and the thesaurus are content, with versions of their own.
 */
export const graderVersion = '2';

/** Letters; more is not read. */
export const longestAnswer = 300;

/** What a language brings to grading. */
export type Language = Reading & { readonly thesaurus: Thesaurus };

/** The policy that a recall is about, as it was when the question was asked. */
export type PolicySaid = {
	/** By `returns.window`. */
	readonly facts: ReadonlyMap<string, Quantity>;
	/** Its sentences: whoever pastes them in has not said it in her own words. */
	readonly texts?: readonly string[];
};

/** What the grading of one answer looks at. */
export type Ground = {
	readonly words: readonly Word[];
	/** For each word what denies it. */
	readonly denied: readonly (readonly number[])[];
	/** For each word whether its clause is about what lies beyond a quantity of the policy. */
	readonly beyond: readonly boolean[];
	/** For each word whether it is mentioned rather than said: asked, told of and rejected, or past. */
	readonly mentioned: readonly boolean[];
	/** For each word whether it is conceded: "even if the chat was wrong". */
	readonly conceded: readonly boolean[];
	readonly ideas: IdeaPlaces;
	readonly facts: ReadonlyMap<string, Quantity>;
};

/**
 * Grades an answer to a recall: which required ideas it has and which words show them, what it says
 * that makes it wrong, and the verdict. Depends on nothing but what it is handed. In a language that
 * is not graded, whoever writes anything is read by a person.
 */
export function gradeRecall(
	recall: Recall,
	policy: PolicySaid,
	answer: string,
	language: Language | undefined,
): Graded {
	if (!language) return ungraded(recall, answer);
	const words = readAnswer(answer.slice(0, longestAnswer), language);
	const ground: Ground = {
		words,
		denied: denials(words),
		beyond: isBeyond(words, [...policy.facts.values()]),
		mentioned: mentioned(words),
		conceded: conceded(words),
		ideas: placesOf(words, language.thesaurus),
		facts: policy.facts,
	};
	const required = recall.required.map((idea) => requiredIn(idea, ground));
	const wrong = recall.forbidden.flatMap((idea) => wrongIn(idea, ground));
	const isSuspect = wrong.some(({ weak }) => weak);
	const forbidden = wrong.flatMap(({ weak, name, shownBy }) => (weak ? [] : [{ name, shownBy }]));
	return verdictOf(ground, { recall, policy, answer, required, forbidden, isSuspect, language });
}

function ungraded(recall: Recall, answer: string): Graded {
	const isEmpty = !/[\p{L}\d]/u.test(answer);
	return {
		verdict: isEmpty ? 'not yet' : 'unsure',
		required: recall.required.map(({ name }) => ({ name, outcome: 'missing', shownBy: [] })),
		forbidden: [],
		notes: [isEmpty ? 'empty' : 'a language that is not graded'],
	};
}
