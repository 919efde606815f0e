import type { Quantity } from '#lib/quantity.ts';
import { type IdeaPlaces, findAll } from './match.ts';
import { crossesClause, denials, isBeyond, isDenied, isDeniedAfter, isTorn } from './negation.ts';
import { quantitySaid } from './quantity-said.ts';
import { type Reading, readAnswer } from './read-answer.ts';
import type { Graded, Idea, IdeaOutcome, Marked, Recall } from './recall.ts';
import { placesOf, type Thesaurus } from './thesaurus.ts';
import { verdictOf } from './verdict.ts';
import { conceded, mentioned } from './voice.ts';
import type { Word } from './words.ts';

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

function requiredIn(idea: Idea, ground: Ground): IdeaOutcome {
	const { name } = idea;
	const wanted = idea.fact === undefined ? undefined : ground.facts.get(idea.fact);
	if (wanted) {
		const others = [...ground.facts.values()].filter((other) => other !== wanted);
		const { outcome, words } = quantitySaid(ground, wanted, others);
		const isMeant = outcome !== 'found' || !words.every((at) => ground.mentioned[at]);
		if (outcome !== 'missing') {
			return { name, outcome: isMeant ? outcome : 'weak', shownBy: marked(words, ground) };
		}
	}
	const said = withoutDenied(placesFound(idea, ground));
	const held = said.filter(({ holds }) => holds);
	const shown = held.length > 0 ? held : said;
	return {
		name,
		outcome: outcomeOf(said),
		shownBy: shown.flatMap(({ read }) => marked(read, ground)),
	};
}

type Place = { readonly read: readonly number[]; readonly holds: boolean; readonly weak: boolean };

/** "We do not keep that promise": what else is read into those very words does not hold either. */
function withoutDenied(said: readonly Place[]): readonly Place[] {
	const denied = new Set(said.flatMap(({ read, holds }) => (holds ? [] : read)));
	return said.map((place) => ({
		...place,
		holds: place.holds && !place.read.every((at) => denied.has(at)),
	}));
}

function outcomeOf(said: readonly Place[]) {
	const held = said.filter(({ holds }) => holds);
	if (held.length > 0) return held.every(({ weak }) => weak) ? 'weak' : 'found';
	return said.some(({ weak }) => !weak) ? 'denied' : 'missing';
}

/** What an answer says of an idea that makes it wrong; `weak` where only a weak wording says so. */
function wrongIn(idea: Idea, ground: Ground) {
	const { words } = ground;
	const aside = conceded(words);
	const isNotMeant = (at: number) => ground.beyond[at] || ground.mentioned[at] || aside[at];
	const held = placesFound(idea, ground).filter(
		({ holds, read, weak }) =>
			holds &&
			!crossesClause(words, read) &&
			!read.some(isNotMeant) &&
			!(weak && isDeniedAfter(words, read)),
	);
	if (held.length === 0) return [];
	const shownBy = held.flatMap(({ read }) => marked(read, ground));
	return [{ name: idea.name, shownBy, weak: held.every(({ weak }) => weak) }];
}

/** Every place where a wording of an idea stands, and whether it is meant there. */
function placesFound({ patterns }: Idea, { words, denied, ideas, mentioned }: Ground): Place[] {
	return patterns.flatMap((pattern) =>
		findAll(words, pattern, ideas)
			.filter(({ words: read }) => !isTorn(words, read, denied))
			.map(({ words: read }) => ({
				read,
				weak: pattern.weak || read.some((at) => mentioned[at]),
				holds: isDenied(words, read, denied) === pattern.negatedOnly,
			})),
	);
}

function marked(read: readonly number[], { words }: Pick<Ground, 'words'>): Marked[] {
	return read.flatMap((at) => {
		const word = words[at];
		return word ? [{ from: word.from, to: word.to }] : [];
	});
}
