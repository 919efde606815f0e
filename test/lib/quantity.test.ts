import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareQuantities, formatQuantity, kindOf, quantityProblem } from '#lib/quantity.ts';

const nbsp = '\u00a0';

test.each([
	[30, 'day', '30 days'],
	[1, 'day', '1 day'],
	[0, 'day', '0 days'],
	[1.5, 'hour', '1.5 hours'],
	[3, 'working-day', '3 working days'],
	[1, 'working-day', '1 working day'],
	[50, 'EUR', '€50'],
	[49.5, 'EUR', '€49.50'],
	[1000, 'EUR', '€1,000'],
	[50, 'GBP', '£50'],
	[5, 'percent', '5%'],
	[2.5, 'percent', '2.5%'],
	['14:00', 'time', '14:00'],
	[1, 'person', '1 person'],
	[2, 'person', '2 people'],
	[5, 'question', '5 questions'],
	[2, 'box', '2 boxes'],
	[2, 'delivery', '2 deliveries'],
	[2, 'day-pass', '2 day passes'],
	[2, 'relay', '2 relays'],
])('%s %s is read as %s', (value, unit, expected) => {
	expect(formatQuantity({ value, unit })).toBe(expected.replaceAll(' ', nbsp));
});

test('another language writes it in its own way', () => {
	expect(formatQuantity({ value: 30, unit: 'day' }, 'es')).toBe(`30${nbsp}días`);
	expect(formatQuantity({ value: 50, unit: 'EUR' }, 'de')).toBe(`50${nbsp}€`);
});

const unit = fc.oneof(
	fc.constantFrom('day', 'minute', 'month', 'working-day', 'EUR', 'percent', 'time', 'person'),
	fc.constantFrom('constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'),
	fc.string({ maxLength: 12 }),
);
const value = fc.oneof(fc.double(), fc.integer({ min: -5, max: 100 }), fc.string({ maxLength: 6 }));

test('whatever passes the check can be shown, without a break and without HTML', () => {
	fc.assert(
		fc.property(value, unit, fc.constantFrom('en', 'es', 'de', 'pl'), (given, of, locale) => {
			const quantity = { value: given, unit: of };
			fc.pre(quantityProblem(quantity) === undefined);
			const shown = formatQuantity(quantity, locale);
			expect(shown).toMatch(/^[^\s<>&"']|\u00a0/);
			expect(shown).not.toMatch(/ |[<>&"']|NaN|undefined/);
		}),
		{ numRuns: 2000 },
	);
});

test.each([
	[30, '', 'Choose a unit.'],
	[30, '<b>', 'Choose a unit.'],
	['30', 'day', 'Write a number, like 30.'],
	[Number.POSITIVE_INFINITY, 'day', 'Write a number, like 30.'],
	[-1, 'day', 'Write a number that is not below zero.'],
	[2e9, 'EUR', 'This number is too large to be meant.'],
	['24:00', 'time', 'Write the time with hours and minutes, like 14:00.'],
	['9:00', 'time', 'Write the time with hours and minutes, like 14:00.'],
])('%s %s: %s', (value, unit, sentence) => {
	expect(quantityProblem({ value, unit })).toBe(sentence);
});

test('durations compare across units, money only with its own kind', () => {
	const order = (a: [number | string, string], b: [number | string, string]) =>
		Math.sign(
			compareQuantities({ value: a[0], unit: a[1] }, { value: b[0], unit: b[1] }) ?? Number.NaN,
		);
	expect(order([3, 'week'], [21, 'day'])).toBe(0);
	expect(order([1, 'month'], [30, 'day'])).toBe(1);
	expect(order([23, 'hour'], [1, 'day'])).toBe(-1);
	expect(order(['09:30', 'time'], ['14:00', 'time'])).toBe(-1);
	expect(order([5, 'EUR'], [5, 'GBP'])).toBeNaN();
	expect(order([5, 'day'], [5, 'working-day'])).toBeNaN();
	expect(order(['14:00', 'time'], [14, 'hour'])).toBeNaN();
	expect(order(['noon', 'time'], ['14:00', 'time'])).toBeNaN();
});

test('a unit that nobody knows is a thing counted', () => {
	expect(kindOf('constructor')).toBe('count');
	expect(kindOf('item')).toBe('count');
	expect(kindOf('EUR')).toBe('money');
	expect(kindOf('eur')).toBe('count');
});
