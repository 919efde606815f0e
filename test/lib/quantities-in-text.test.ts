import { expect, test } from 'vitest';
import { quantitiesIn } from '#lib/quantities-in-text.ts';

function found(text: string, counted?: string[]): string[] {
	return quantitiesIn(text, counted).map(({ quantity }) => `${quantity.value} ${quantity.unit}`);
}

test.each([
	['30 days', '30 day'],
	['30-day', '30 day'],
	['30days', '30 day'],
	['thirty days', '30 day'],
	['thirty-day', '30 day'],
	['Twenty-one days', '21 day'],
	['twenty one days', '21 day'],
	['a week', '1 week'],
	['an hour', '1 hour'],
	['three weeks', '3 week'],
	['two weeks’ notice', '2 week'],
	['a fortnight', '2 week'],
	['half an hour', '0.5 hour'],
	['a quarter of an hour', '0.25 hour'],
	['an hour and a half', '1.5 hour'],
	['two and a half hours', '2.5 hour'],
	['1½ hours', '1.5 hour'],
	['a couple of days', '2 day'],
	['a dozen days', '12 day'],
	['30 calendar days', '30 day'],
	['a whole day', '1 day'],
	['3 working days', '3 working-day'],
	['three business days', '3 working-day'],
	['24h', '24 hour'],
	['24 hrs', '24 hour'],
	['10 min', '10 minute'],
	['90 seconds', '1.5 minute'],
	['6 months', '6 month'],
	['2 years', '2 year'],
])('a length of time is found: %s', (text, quantity) => {
	expect(found(text)).toEqual([quantity]);
});

test.each([
	['€50', '50 EUR'],
	['50 €', '50 EUR'],
	['50€', '50 EUR'],
	['EUR 50', '50 EUR'],
	['50 EUR', '50 EUR'],
	['50 euros', '50 EUR'],
	['fifty euros', '50 EUR'],
	['a fifty-euro voucher', '50 EUR'],
	['two hundred and fifty euros', '250 EUR'],
	['€1,250.50', '1250.5 EUR'],
	['1 000 euros', '1000 EUR'],
	['three thousand euros', '3000 EUR'],
	['£20', '20 GBP'],
	['$5', '5 USD'],
	['CHF 20', '20 CHF'],
	['5 %', '5 percent'],
	['5%', '5 percent'],
	['5 percent', '5 percent'],
	['five per cent', '5 percent'],
])('money and percentages are found: %s', (text, quantity) => {
	expect(found(text)).toEqual([quantity]);
});

test.each([
	['14:00', '14:00 time'],
	['2 pm', '14:00 time'],
	['2pm', '14:00 time'],
	['2 p.m.', '14:00 time'],
	['two pm', '14:00 time'],
	['2.30 pm', '14:30 time'],
	['2:30 PM', '14:30 time'],
	['9:05', '09:05 time'],
	['12 am', '00:00 time'],
	['12 pm', '12:00 time'],
	['2 o’clock', '14:00 time'],
	["nine o'clock", '09:00 time'],
	['half past two', '14:30 time'],
	['quarter to three', '14:45 time'],
	['by 14.00', '14:00 time'],
	['14h30', '14:30 time'],
	['at noon', '12:00 time'],
	['midnight', '00:00 time'],
])('a time of day is found: %s', (text, quantity) => {
	expect(found(text)).toEqual([quantity]);
});

test('both ends of a range are found', () => {
	expect(found('30 to 45 days')).toEqual(['30 day', '45 day']);
	expect(found('30–45 days')).toEqual(['30 day', '45 day']);
	expect(found('two or three days')).toEqual(['2 day', '3 day']);
	expect(found('between 2 and 4 pm')).toEqual(['14:00 time', '16:00 time']);
});

test('several quantities are found in their order, with their place and their words', () => {
	const text = 'Within thirty\u00a0days, or €50 by 2 p.m. on the day.';
	expect(quantitiesIn(text)).toEqual([
		{ quantity: { value: 30, unit: 'day' }, at: 7, text: 'thirty\u00a0days' },
		{ quantity: { value: 50, unit: 'EUR' }, at: 23, text: '€50' },
		{ quantity: { value: '14:00', unit: 'time' }, at: 30, text: '2 p.m.' },
	]);
});

test('a no-break space, a no-break hyphen and the end of a line are spaces and hyphens', () => {
	expect(found('30\u00a0days')).toEqual(['30 day']);
	expect(found('30\u202fdays')).toEqual(['30 day']);
	expect(found('30\u2011day')).toEqual(['30 day']);
	expect(found('thirty\ndays')).toEqual(['30 day']);
});

test('things are counted only where their unit is asked for', () => {
	expect(found('five questions, 3 parcels and a question')).toEqual([]);
	expect(found('five questions, 3 parcels and a question', ['question'])).toEqual(['5 question']);
	expect(found('two people', ['person'])).toEqual(['2 person']);
	expect(found('three gift boxes', ['gift-box'])).toEqual(['3 gift-box']);
});

test.each([
	'a second trip, a second van and the second day',
	'24/7, 16:9 and version 2.30',
	'every day, the same day, that day and day 30',
	'twice a day, three times a week',
	'what a day',
	'the top 50 of 100 people in aisle 4',
	'Tell me now, not one by one',
	'may 30, min 5, all 50',
	'a daypack, 12 daylight lamps',
	'for 30, days later',
	'the 1st day',
	'',
])('what is no quantity is left alone: %s', (text) => {
	expect(found(text)).toEqual([]);
});

test('a rate names only what is had each time', () => {
	expect(found('10 minutes a day')).toEqual(['10 minute']);
	expect(found('€5 a month')).toEqual(['5 EUR']);
});

test('a number that is part of a longer one is not found', () => {
	expect(found('1.30 days')).toEqual(['1.3 day']);
	expect(found('A30 days')).toEqual([]);
});
