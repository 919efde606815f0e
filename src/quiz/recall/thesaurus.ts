import { type Found, findAll, type IdeaPlaces } from './match.ts';
import type { Pattern } from './pattern.ts';
import type { Word } from './words.ts';

/** Ideas that all recalls share, by name: `customer`, `customer-chooses`, each with its wordings. */
export type Thesaurus = ReadonlyMap<string, readonly Pattern[]>;

/** Where the ideas of a thesaurus stand in an answer; each is looked for once, when it is asked for. */
export function placesOf(words: readonly Word[], thesaurus: Thesaurus): IdeaPlaces {
	const known = new Map<string, ReadonlyMap<number, readonly Found[]>>();
	return function ideas(name) {
		const before = known.get(name);
		if (before) return before;
		// An idea that is made of itself is found nowhere in itself.
		known.set(name, new Map());
		const patterns = thesaurus.get(name) ?? [];
		const found = byFirstWord(patterns.flatMap((pattern) => findAll(words, pattern, ideas)));
		known.set(name, found);
		return found;
	};
}

/** What several wordings read alike counts once. */
function byFirstWord(found: readonly Found[]): ReadonlyMap<number, readonly Found[]> {
	const alike = new Map(found.map((place) => [place.words.join(), place]));
	return Map.groupBy(alike.values(), ({ words: [first = -1] }) => first);
}
