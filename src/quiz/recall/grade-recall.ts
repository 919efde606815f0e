import type { FactLookup, Quantity } from '#lib/quantity.ts';
import { type Found, findAll, type IdeaPlaces } from './match.ts';
import { denials, isDenied } from './negation.ts';
import { quantitySaid } from './quantity-said.ts';
import { type Reading, readAnswer } from './read-answer.ts';
import type { Graded, Idea, IdeaOutcome, Marked, Recall } from './recall.ts';
import { placesOf, type Thesaurus } from './thesaurus.ts';
import { verdictOf } from './verdict.ts';
import type { Word } from './words.ts';

/** Letters; more is not read. */
export const longestAnswer = 300;

/** What a language brings to grading. */
export type Language = Reading & { readonly thesaurus: Thesaurus };

/** What the grading of one answer looks at. */
export type Ground = {
	readonly words: readonly Word[];
	readonly denied: readonly (readonly number[])[];
	readonly ideas: IdeaPlaces;
	readonly fact: FactLookup;
	/** The policy's other quantities: whoever says them contradicts nothing. */
	readonly others: readonly Quantity[];
};

/**
 * Grades an answer to a recall: which required ideas it has and which words show them, what it says
 * that makes it wrong, and the verdict. Depends on nothing but what it is handed.
 */
export function gradeRecall(
	recall: Recall,
	facts: ReadonlyMap<string, Quantity>,
	answer: string,
	language: Language,
): Graded {
	const words = readAnswer(answer.slice(0, longestAnswer), language);
	const ground: Ground = {
		words,
		denied: denials(words),
		ideas: placesOf(words, language.thesaurus),
		fact: (name) => facts.get(name),
		others: [...facts.values()],
	};
	const required = recall.required.map((idea) => requiredIn(idea, ground));
	const forbidden = recall.forbidden.flatMap((idea) => forbiddenIn(idea, ground));
	return verdictOf(ground, { recall, required, forbidden, language });
}

function requiredIn(idea: Idea, ground: Ground): IdeaOutcome {
	const wanted = idea.fact === undefined ? undefined : ground.fact(idea.fact);
	if (wanted) {
		const others = ground.others.filter((other) => other !== wanted);
		const { outcome, words } = quantitySaid(ground.words, wanted, others);
		if (outcome !== 'missing') return { name: idea.name, outcome, shownBy: marked(words, ground) };
	}
	const said = placesFound(idea, ground);
	const held = said.filter(({ holds }) => holds);
	if (held.length > 0) {
		const shownBy = held.flatMap(({ found }) => marked(found.words, ground));
		return { name: idea.name, outcome: 'found', shownBy };
	}
	const shownBy = said.flatMap(({ found }) => marked(found.words, ground));
	return { name: idea.name, outcome: said.length > 0 ? 'denied' : 'missing', shownBy };
}

function forbiddenIn(idea: Idea, ground: Ground) {
	const held = placesFound(idea, ground).filter(
		({ holds, found }) => holds && !crossesClause(found, ground),
	);
	if (held.length === 0) return [];
	return [{ name: idea.name, shownBy: held.flatMap(({ found }) => marked(found.words, ground)) }];
}

/** Every place where a wording of an idea stands, and whether it is meant there. */
function placesFound({ patterns }: Idea, { words, denied, ideas }: Ground) {
	return patterns.flatMap((pattern) =>
		findAll(words, pattern, ideas).map((found) => ({
			found,
			holds: isDenied(words, found.words, denied) === pattern.negatedOnly,
		})),
	);
}

function crossesClause({ words: read }: Found, { words }: Ground): boolean {
	const [first = 0] = read;
	return words.slice(first + 1, (read.at(-1) ?? first) + 1).some(({ afterBreak }) => afterBreak);
}

function marked(read: readonly number[], { words }: Ground): Marked[] {
	return read.flatMap((at) => {
		const word = words[at];
		return word ? [{ from: word.from, to: word.to }] : [];
	});
}
