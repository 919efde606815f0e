import { syllablesIn } from './syllables.ts';

/**
 * The Flesch-Kincaid grade of English text: the school year in which it can be read.
 * 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid, Fishburne, Rogers and
 * Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel", 1975).
 * A sentence ends at its full stop and at the end of a line. 0 for a text without words.
 */
export function readingGrade(text: string): number {
	const sentences = sentencesIn(text).filter((sentence) => wordsIn(sentence).length > 0);
	const words = wordsIn(text);
	if (words.length === 0) return 0;
	const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
	return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** The words of a text; a number is one, and so is "don't", while "same-day" is two. */
export function wordsIn(text: string): string[] {
	return (
		text.replaceAll('’', "'").match(/\d+(?:[.,:]\d+)*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu) ?? []
	);
}

function sentencesIn(text: string): string[] {
	// What goes on in small letters is the same sentence: "Is it here?" she asks, at 2 p.m. sharp.
	return text.split(/\n+|(?<=[.!?…]["'”’)\]]*)\s+(?=[^\p{Ll}\s])/u);
}
