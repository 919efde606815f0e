import { stemmer as stemEnglish } from '@orama/stemmers/english';

type Stemmer = (word: string) => string;

/**
 * The languages whose answers are graded. Another one needs its stemmer here (@orama/stemmers has
 * some thirty), its words in `words-known.ts`, its small words and negators in `words.ts`, its
 * clauses in `negation.ts`, `denied.ts`, `voice.ts` and `restriction.ts`, its numbers and units, and
 * `content/thesaurus/<language>.md`. Until then whatever is answered in it is read by a person.
 */
const stemmers: ReadonlyMap<string, Stemmer> = new Map([['en', (word) => stemEnglish(word)]]);

export function isGraded(language: string): boolean {
	return stemmers.has(language);
}

/** What words of a language are compared by; the words themselves where nothing is graded. */
export function stemIn(language: string): Stemmer {
	return stemmers.get(language) ?? ((word) => word);
}
