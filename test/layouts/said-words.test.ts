import { expect, test } from 'vitest';
import { joined, notesInWords, shownIn, standingOf } from '../../src/layouts/quiz/said-words.ts';

const review = { answerId: 'a', askedAt: 1, why: '', reply: '', seenAt: null } as const;
const open = {
	...review,
	cause: 'appeal',
	decision: null,
	decidedBy: null,
	decidedAt: null,
} as const;

test('words side by side are one mark, and what lies between two kinds of marks stays plain', () => {
	const pieces = [
		{ text: '30', found: 'idea' },
		{ text: ' ', found: null },
		{ text: 'days', found: 'idea' },
		{ text: ' ', found: null },
		{ text: 'manager', found: 'wrong' },
		{ text: ' decides', found: null },
	] as const;
	expect(joined(pieces)).toEqual([
		{ text: '30 days', found: 'idea' },
		{ text: ' ', found: null },
		{ text: 'manager', found: 'wrong' },
		{ text: ' decides', found: null },
	]);
	expect(joined([])).toEqual([]);
});

test('the words that showed an idea are named once, whole, in the order in which they were said', () => {
	const said = 'any shop or online, any shop';
	const mark = (from: number, to: number) => ({ from, to });
	expect(shownIn(said, [mark(4, 8), mark(0, 3)])).toBe('“any shop”');
	expect(shownIn(said, [mark(0, 8), mark(12, 18), mark(20, 28)])).toBe('“any shop” … “online”');
	expect(shownIn(said, [])).toBe('');
});

test('a decision goes before the grader, and an appeal before a decision is nobody’s "not yet"', () => {
	expect(standingOf({ verdict: 'not yet', review: null })).toBe('not yet');
	expect(standingOf({ verdict: 'not yet', review: open })).toBe('unsure');
	const decided = { ...open, decision: 'knows', decidedBy: 'e1', decidedAt: 2 } as const;
	expect(standingOf({ verdict: 'not yet', review: decided })).toBe('knows');
});

test('what else there is to say is said in plain words, and doubts only where somebody reads', () => {
	expect(notesInWords({ verdict: 'knows', notes: ['from the policy'] })).toEqual([
		'You pasted the policy’s words. It counts, but try your own next time.',
	]);
	expect(notesInWords({ verdict: 'not yet', notes: ['too long', 'a list of words'] })).toEqual([
		expect.stringContaining('not a sentence yet'),
	]);
	expect(notesInWords({ verdict: 'unsure', notes: ['another language'] })).toEqual([
		'It seems to be in another language.',
	]);
});
