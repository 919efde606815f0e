import type { Word } from './words.ts';

/** A number in an answer, and what it counts. */
export type Said = {
	readonly at: number;
	readonly value: number;
	readonly unit: string | undefined;
};

const unitOf: Readonly<Record<string, string>> = {
	...{ day: 'day', week: 'week', month: 'month', year: 'year', hour: 'hour', minute: 'minute' },
	...{ d: 'day', wk: 'week', hr: 'hour', min: 'minute', e: 'EUR' },
	...{ item: 'item', piece: 'item', parcel: 'item', cent: 'cent', point: 'point' },
	...{ euro: 'EUR', pound: 'GBP', quid: 'GBP', dollar: 'USD', buck: 'USD', percent: 'percent' },
};

/** The words that are units: what a speller may mend to. */
export const unitWords: readonly string[] = Object.keys(unitOf).flatMap((unit) =>
	unit.length > 2 ? [unit, `${unit}s`] : [],
);

/** Every number of an answer, with the unit that stands after it. */
export function numbersIn(words: readonly Word[]): Said[] {
	const article = words.flatMap((word, at) => {
		const unit = unitNamed(words[at + 1]);
		return /^(a|an|one)$/.test(word.text) && unit && !isOnesOf(words, at)
			? [{ at, value: 1, unit }]
			: [];
	});
	const numbers = words.flatMap(({ number, text }, at) => {
		if (number === undefined || text === 'one' || isOnesOf(words, at)) return [];
		const ones = isOnesOf(words, at + 1) ? (words[at + 1]?.number ?? 0) : 0;
		return [{ at, value: number + ones, unit: unitAt(words, at + (ones ? 2 : 1)) }];
	});
	return [...numbers, ...article];
}

/** The "four" of "twenty four". */
function isOnesOf(words: readonly Word[], at: number): boolean {
	const [tens, ones] = [words[at - 1], words[at]];
	const isSpelled = /^[a-z]+$/.test(`${tens?.text ?? ''}${ones?.text ?? ''}`);
	const [ten = 0, one = 0] = [tens?.number, ones?.number];
	return isSpelled && ten >= 20 && ten < 100 && ten % 10 === 0 && one >= 1 && one <= 9;
}

function unitAt(words: readonly Word[], at: number): string | undefined {
	const [next, later] = [words[at], words[at + 1]];
	if (!next || next.afterBreak) return undefined;
	if (/^calendar/.test(next.text)) return unitNamed(later);
	if (!/^(work|business)/.test(next.text)) return unitNamed(next);
	return unitNamed(later) === 'day' ? 'working-day' : undefined;
}

function unitNamed(word: Word | undefined): string | undefined {
	return word && (unitOf[word.text] ?? unitOf[word.text.replace(/s$/, '')]);
}
