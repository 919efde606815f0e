import distance from 'damerau-levenshtein';

/** A word that a reader knows, with how it was typed mended; 0 where nothing had to be. */
export type Mended = {
	readonly text: string;
	readonly mended: number;
	/** Whether it is a word after that. */
	readonly known: boolean;
};

/** Mends what was mistyped. Never touches a word that is a word. */
export type Speller = (typed: string) => Mended;

/** Letters; shorter words have too many neighbours. */
const shortestMended = 4;
/** From so many letters on two slips are mended, before one. */
const longWord = 7;
/** Words that are kept in mind; whoever types nonsense for hours fills no more. */
const mostKept = 5000;

/**
 * A speller that knows all words of a language and mends to those that the question is about. The
 * first letter of a short word is trusted.
 */
export function createSpeller(
	isWord: (text: string) => boolean,
	wanted: readonly string[],
): Speller {
	const right = new Set(wanted);
	const shortened = indexByShortened(right);
	const known = new Map<string, Mended>();

	function mend(typed: string): Mended {
		const known = right.has(typed) || isWord(typed);
		const asTyped = { text: typed, mended: 0, known };
		if (known || typed.length < shortestMended || /\d/.test(typed)) return asTyped;
		const reach = reachOf(typed);
		const near = new Set(shortenings(typed, reach).flatMap((key) => shortened.get(key) ?? []));
		const [best] = [...near]
			.filter((word) => typed.length >= 6 || word[0] === typed[0])
			.map((text) => ({ text, mended: distance(typed, text).steps, known: true }))
			.filter(({ text, mended }) => mended <= Math.min(reach, reachOf(text)))
			.toSorted((a, b) => a.mended - b.mended);
		return best ?? asTyped;
	}

	return (typed) => {
		const mended = known.get(typed) ?? mend(typed);
		if (known.size < mostKept) known.set(typed, mended);
		return mended;
	};
}

function reachOf({ length }: string): number {
	return length >= longWord ? 2 : 1;
}

/**
 * Two words that differ by few slips share a word that both become when few letters are left out:
 * looking that up takes no longer for many words than for few.
 */
function indexByShortened(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
	const index = new Map<string, string[]>();
	for (const word of words) {
		for (const key of shortenings(word, reachOf(word))) {
			const there = index.get(key);
			if (there) there.push(word);
			else index.set(key, [word]);
		}
	}
	return index;
}

/** A word with up to so many letters left out, itself among them. */
function shortenings(word: string, most: number): string[] {
	const all = new Set([word]);
	let last = [word];
	for (let left = 0; left < most; left += 1) {
		last = last.flatMap((one) =>
			Array.from({ length: one.length }, (_, at) => one.slice(0, at) + one.slice(at + 1)),
		);
		for (const one of last) all.add(one);
	}
	return [...all];
}
