import type { Quantity } from '#lib/quantity.ts';
import { isNegator, type Word } from './words.ts';

const beyond = new Set(['over', 'above', 'beyond', 'than', 'past', 'after', 'bigger', 'exceeds']);

/**
 * For each word whether its clause is about what lies beyond a quantity: "the manager only if it is
 * over 50" says nothing of what is below.
 */
export function isBeyond(words: readonly Word[], facts: readonly Quantity[]): readonly boolean[] {
	const values = new Set(facts.map(({ value }) => value));
	let clause = 0;
	const clauseOf = words.map(({ afterBreak, text }, at) => {
		if (at > 0 && (afterBreak || text === 'but')) clause += 1;
		return clause;
	});
	const there = words.flatMap(({ text }, at) => {
		const near = words.slice(at + 1, at + 4);
		if (!beyond.has(text) || words[at - 1]?.text === 'less' || isAfterNot(words, at)) return [];
		return near.some(({ number }) => number !== undefined && values.has(number))
			? [clauseOf[at]]
			: [];
	});
	return clauseOf.map((own) => there.includes(own));
}

function isAfterNot(words: readonly Word[], at: number): boolean {
	return words.slice(Math.max(0, at - 2), at).some(isNegator);
}
