import { expect, test } from 'vitest';
import type { Quantity } from '#lib/quantity.ts';
import { denials } from '#quiz/recall/negation.ts';
import { quantitySaid } from '#quiz/recall/quantity-said.ts';
import { readAnswer } from '#quiz/recall/read-answer.ts';
import { english, thirtyDays } from './umbrellas.ts';

const fiftyEuros: Quantity = { value: 50, unit: 'EUR' };
const threeWorkingDays: Quantity = { value: 3, unit: 'working-day' };

function said(answer: string, wanted: Quantity, others: readonly Quantity[] = []): string {
	const words = readAnswer(answer, english);
	return quantitySaid({ words, denied: denials(words) }, wanted, others).outcome;
}

test.each([
	'30 days',
	'thirty days',
	'within thirty days',
	'up to the 30th day',
	'30days',
	'30',
	'not more than 30 days',
	'no later than 30 days',
	'only if it is not over 30 days',
	'not 14 but 30 days',
])('%s is thirty days', (answer) => expect(said(answer, thirtyDays)).toBe('found'));

test.each([
	['24 hours', { value: 1, unit: 'day' }],
	['twenty four hours', { value: 1, unit: 'day' }],
	['within an hour', { value: 1, unit: 'hour' }],
	['sixty minutes', { value: 1, unit: 'hour' }],
	['two weeks', { value: 14, unit: 'day' }],
	['nobody waits longer than 3 minutes', { value: 3, unit: 'minute' }],
	['twenty one days', { value: 21, unit: 'day' }],
	['up to 50 euros i just do it, over 50 euros i phone', fiftyEuros],
] as const)('%s is %o', (answer, wanted) => expect(said(answer, wanted)).toBe('found'));

test.each(['14 days', 'sixty days', 'after 30 days', 'more than 30 days'])(
	'%s is not within thirty days',
	(answer) => expect(said(answer, thirtyDays)).toBe('denied'),
);

test.each([
	'a month',
	'four weeks',
	'30 days, two weeks online',
	'30 days a year',
	'30 days, 14 online',
	'14 days online and 30 days in a store',
])('whether %s is thirty days, a person says', (answer) =>
	expect(said(answer, thirtyDays)).toBe('weak'),
);

test('another fact of the policy contradicts nothing', () => {
	expect(said('30 days, the money in 3 working days', thirtyDays, [threeWorkingDays])).toBe(
		'found',
	);
});

test.each(['€50', '50€', '50 euros', 'fifty euro', '50 eur', 'up to 50', '50.00 EUR'])(
	'%s is fifty euros',
	(answer) => expect(said(answer, fiftyEuros)).toBe('found'),
);

test('fifty of another currency is not fifty euros', () => {
	for (const answer of ['fifty quid', '£50', '50 dollars']) {
		expect(said(answer, fiftyEuros)).toBe('weak');
	}
	expect(said('500 euros', fiftyEuros)).toBe('denied');
	expect(said('50 percent', fiftyEuros)).toBe('missing');
});

test('what is asked beyond the limit turns nothing round, and an example is no other limit', () => {
	for (const answer of [
		'over 50 euros I need the boss',
		'the mug is 18 euros, my limit is 50 euros',
	]) {
		expect(said(answer, fiftyEuros)).toBe('found');
	}
	expect(said('I pay from 50 euros up', fiftyEuros)).toBe('weak');
	expect(said('over 50 euros I pay', fiftyEuros)).toBe('denied');
	expect(said('the limit is 18 euros', fiftyEuros)).toBe('denied');
	expect(said('50 items', fiftyEuros)).toBe('missing');
});

test('working days are not days', () => {
	expect(said('30 working days', thirtyDays)).toBe('weak');
	expect(said('3 working days', threeWorkingDays)).toBe('found');
});

test('nothing is made of other words', () => {
	expect(said('one of us takes it once', thirtyDays)).toBe('missing');
});
