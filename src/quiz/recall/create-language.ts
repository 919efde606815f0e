import type { Language } from './grade-recall.ts';
import { isGraded, stemIn } from './languages.ts';
import { numberWords } from './numbers.ts';
import { unitWords } from './numbers-said.ts';
import { beginningsOf, wordsOf } from './pattern-words.ts';
import type { Recall } from './recall.ts';
import { createSpeller } from './spelling.ts';
import type { Thesaurus } from './thesaurus.ts';
import { smallWords } from './words.ts';
import { isWordOf } from './words-known.ts';

/**
 * What a language brings to the grading of some recalls; undefined if it is not graded. What was
 * mistyped is mended to their words and to the shared ones, in every form that there is.
 */
export function createLanguage(
	language: string,
	thesaurus: Thesaurus,
	recalls: readonly Recall[],
): Language | undefined {
	if (!isGraded(language)) return undefined;
	const isWord = isWordOf(language);
	const ideas = recalls.flatMap(({ required, forbidden }) => [...required, ...forbidden]);
	const patterns = [...thesaurus.values(), ...ideas.map((idea) => idea.patterns)].flat();
	const spelled = patterns.flatMap(({ parts }) => parts.flatMap(wordsOf));
	const forms = spelled.flatMap(formsOf).filter(isWord);
	const wanted = [...numberWords, ...unitWords, ...smallWords, ...spelled, ...forms];
	const begun = new Set(patterns.flatMap(({ parts }) => parts.flatMap(beginningsOf)));
	// "Sussing" is in no list of words, and right all the same where a wording has suss*.
	const isRight = (text: string) => isWord(text) || [...begun].some((one) => text.startsWith(one));
	return { stem: stemIn(language), thesaurus, spell: createSpeller(isRight, wanted) };
}

/** What English may make of a word; only some of it is a word. */
function formsOf(word: string): string[] {
	const short = word.replace(/[ey]$/, '');
	return [
		...['s', 'es', 'd', 'ed', 'ing'].map((ending) => word + ending),
		...['ing', 'ies', 'ied'].map((ending) => short + ending),
	];
}
