import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMet, parseConditions } from '#lib/condition.ts';
import { datesIn } from '#lib/dates-in-text.ts';
import { quantitiesIn } from '#lib/quantities-in-text.ts';
import {
	compareQuantities,
	formatQuantity,
	type Quantity,
	quantityProblem,
} from '#lib/quantity.ts';

function spaced(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}

test.each([
	['2026-12-24', 'date', 'en', '24 December 2026'],
	['2026-12-24', 'date', 'de', '24. Dezember 2026'],
	['2026-12-24', 'date', 'es', '24 de diciembre de 2026'],
	['2026-03-01', 'date', 'pl', '1 marca 2026'],
	['yes', 'yes-no', 'en', 'yes'],
	['no', 'yes-no', 'pl', 'nie'],
	['yes', 'yes-no', 'xx', 'yes'],
	['Swiftway, by van', 'text', 'de', 'Swiftway, by van'],
	[1, 'day', 'de', '1 Tag'],
	[30, 'day', 'de', '30 Tage'],
	[1, 'working-day', 'de', '1 Arbeitstag'],
	[3, 'working-day', 'de', '3 Arbeitstage'],
	[1, 'working-day', 'pl', '1 dzień roboczy'],
	[3, 'working-day', 'pl', '3 dni robocze'],
	[5, 'working-day', 'pl', '5 dni roboczych'],
	[1.5, 'working-day', 'pl', '1,5 dnia roboczego'],
	[0, 'working-day', 'fr', '0 jour ouvré'],
	[3, 'working-day', 'tr', '3 iş günü'],
	[3, 'working-day', 'ro', '3 zile lucrătoare'],
	[20, 'working-day', 'ro', '20 de zile lucrătoare'],
	[3, 'working-day', 'pt-BR', '3 dias úteis'],
	[3, 'working-day', 'fi', '3 working days'],
	[5, 'question', 'de', '5 question'],
])('%s %s in %s is read as %s', (value, unit, locale, expected) => {
	expect(spaced(formatQuantity({ value, unit }, locale))).toBe(expected);
});

test('a text may break at the end of a line, and every other value stays whole', () => {
	expect(formatQuantity({ value: 'by van', unit: 'text' })).toContain(' ');
	expect(formatQuantity({ value: '2026-12-24', unit: 'date' })).not.toContain(' ');
});

test.each([
	['2026-02-30', 'date', 'like 2026-12-24'],
	['24.12.2026', 'date', 'like 2026-12-24'],
	['', 'text', 'plain words'],
	[' padded', 'text', 'plain words'],
	['two\nlines', 'text', 'plain words'],
	['a {brace}', 'text', 'plain words'],
	['<b>bold</b>', 'text', 'plain words'],
	['x'.repeat(81), 'text', 'plain words'],
	['\ue000returns.window\ue001', 'text', 'plain words'],
	[7, 'text', 'plain words'],
	['maybe', 'yes-no', 'yes or no'],
	[1, 'yes-no', 'yes or no'],
])('%s is no %s', (value, unit, remedy) => {
	expect(quantityProblem({ value, unit })).toContain(remedy);
});

test('words are the same or they are not; days come before or after', () => {
	const text = (value: string) => ({ value, unit: 'text' });
	const date = (value: string) => ({ value, unit: 'date' });
	expect(compareQuantities(text('a'), text('a'))).toBe(0);
	expect(compareQuantities(text('a'), text('b'))).toBeUndefined();
	expect(compareQuantities(text('yes'), { value: 'yes', unit: 'yes-no' })).toBeUndefined();
	expect(compareQuantities(date('2026-12-24'), date('2026-12-25'))).toBeLessThan(0);
	expect(compareQuantities(date('2026-12-24'), date('--12-24'))).toBe(0);
	expect(compareQuantities(date('2026-12-24'), date('--12-25'))).toBeUndefined();
	expect(compareQuantities(date('2026-12-24'), { value: 5, unit: 'day' })).toBeUndefined();
});

test.each([
	['gifts.until = 2026-12-24', '2026-12-24', 'date', true],
	['gifts.until >= 2026-12-01 and gifts.until < 2027-01-01', '2026-12-24', 'date', true],
	['gifts.until < 2026-12-24', '2026-12-24', 'date', false],
	['gifts.cash = yes', 'yes', 'yes-no', true],
	['gifts.cash = no', 'yes', 'yes-no', false],
	["gifts.carrier = 'Salt and Sea'", 'Salt and Sea', 'text', true],
	["gifts.carrier = 'Salt'", 'Salt and Sea', 'text', false],
])('%s of %s %s: %o', (source, value, unit, expected) => {
	const conditions = parseConditions(source);
	if (typeof conditions === 'string') return expect.fail(conditions);
	expect(conditions.every((condition) => isMet(condition, { value, unit }))).toBe(expected);
});

test.each([
	'gifts.cash > yes',
	"gifts.carrier < 'Salt'",
	'gifts.until = 2026-02-30',
	'a.b = maybe',
])('%s means nothing', (source) => expect(parseConditions(source)).toMatch(/cannot be read/));

test.each([
	['until 24 December 2026', '2026-12-24'],
	['on the 24th of December, 2026', '2026-12-24'],
	['December 24th 2026', '2026-12-24'],
	['24.12.2026', '2026-12-24'],
	['24/12/2026', '2026-12-24'],
	['12/24/2026', '2026-12-24'],
	['2026-12-24', '2026-12-24'],
	['by 24 Dec', '--12-24'],
])('“%s” names %s', (text, date) => {
	expect(datesIn(text).map((found) => found.date)).toEqual([date]);
	expect(quantitiesIn(text).map(({ quantity }) => quantity)).toContainEqual({
		value: date,
		unit: 'date',
	});
});

test.each(['you may 5 times', 'version 1.2.2026.4', '31 February', 'May she', 'in 2026'])(
	'“%s” names no day',
	(text) => expect(datesIn(text)).toEqual([]),
);

const quantity: fc.Arbitrary<Quantity> = fc.oneof(
	fc.record({ value: fc.nat(5000), unit: fc.constantFrom('day', 'working-day', 'EUR', 'item') }),
	fc.record({
		value: fc
			.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10)),
		unit: fc.constant('date'),
	}),
	fc.record({ value: fc.constantFrom('yes', 'no'), unit: fc.constant('yes-no') }),
	fc.record({ value: fc.string({ minLength: 1, maxLength: 80 }), unit: fc.constant('text') }),
);

test('whatever passes the check is shown in every language, is the same as itself and of its kind', () => {
	const locale = fc.constantFrom('en', 'de', 'es', 'pl', 'fr', 'tr', 'ro', 'pt-BR', 'uk', 'ar');
	fc.assert(
		fc.property(quantity, locale, (fact, language) => {
			fc.pre(quantityProblem(fact) === undefined);
			const shown = formatQuantity(fact, language);
			expect(shown).not.toBe('');
			expect(shown).not.toMatch(/[<>{}]|NaN|undefined|Invalid/);
			expect(compareQuantities(fact, { ...fact })).toBe(0);
			if (fact.unit === 'date') expect(datesIn(spaced(formatQuantity(fact)))).toHaveLength(1);
		}),
		{ numRuns: 1500 },
	);
});
