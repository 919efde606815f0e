import { expect, test } from 'vitest';
import { readingGrade, wordsIn } from '#lib/reading-grade.ts';
import { syllablesIn } from '#lib/syllables.ts';

test('the grade is the one of the formula', () => {
	// Six words of one syllable each.
	expect(readingGrade('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59);
	// One sentence of five words with eleven syllables.
	expect(readingGrade('Customers occasionally bring something back.')).toBeCloseTo(
		0.39 * 5 + 11.8 * (12 / 5) - 15.59,
	);
});

test('shorter sentences and shorter words lower the grade', () => {
	const long = readingGrade('She came to the shop and she took the lamp and she went home.');
	const short = readingGrade('She came to the shop. She took the lamp. She went home.');
	expect(short).toBeLessThan(long);
	expect(readingGrade('Notify the organisation immediately.')).toBeGreaterThan(
		readingGrade('Tell the shop at once.'),
	);
});

test('a sentence ends at its stop or with its line, not within a time or a quotation', () => {
	const one = 'She asks, “Is it here?” and we say no at 2 p.m. on most days.';
	expect(readingGrade(one)).toBeCloseTo(
		readingGrade(one.replace('?', '').replace('p.m.', 'pm')),
		0,
	);
	expect(readingGrade('Take the box\nOpen the lid')).toBe(
		readingGrade('Take the box. Open the lid.'),
	);
	expect(readingGrade('“Take the box.” “Open the lid!”')).toBe(
		readingGrade('Take the box. Open the lid.'),
	);
});

test('a text without words has grade 0', () => {
	expect(readingGrade('')).toBe(0);
	expect(readingGrade('… — !')).toBe(0);
});

test('a word may hold an apostrophe, and a number is one', () => {
	expect(wordsIn("We don’t sell same-day at 14:00 for €50, isn't it?")).toEqual([
		...['We', "don't", 'sell', 'same', 'day', 'at', '14:00', 'for', '50', "isn't", 'it'],
	]);
});

test.each([
	...[
		['she', 1],
		['gate', 1],
		['boxes', 2],
		['pages', 2],
		['asked', 1],
		['started', 2],
	],
	...[
		['table', 2],
		['settled', 2],
		['customer', 3],
		['delivery', 4],
		['question', 2],
	],
	...[
		['careful', 2],
		['something', 2],
		['everybody', 4],
		['business', 2],
		['quiet', 2],
	],
	...[
		['paying', 2],
		['influence', 3],
		['idea', 3],
		["doesn't", 2],
		["don't", 1],
		["you're", 1],
	],
	...[
		['centre', 2],
		['colleague', 2],
		['café', 2],
		['rhythm', 1],
		['30', 2],
	],
] as const)('%s has %i syllables', (word, syllables) => {
	expect(syllablesIn(word)).toBe(syllables);
});
