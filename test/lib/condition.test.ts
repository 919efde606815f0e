import { expect, test } from 'vitest';
import { isMet, parseConditions } from '#lib/condition.ts';
import type { Quantity } from '#lib/quantity.ts';

function holds(source: string, fact: Quantity | undefined): boolean {
	const conditions = parseConditions(source);
	if (typeof conditions === 'string') return expect.fail(conditions);
	return conditions.every((condition) => isMet(condition, fact));
}

const days = (value: number) => ({ value, unit: 'day' });

test.each([
	['returns.window >= 21 day', 21, true],
	['returns.window >= 21 day', 20, false],
	['returns.window > 21 day', 21, false],
	['returns.window < 3 week', 20, true],
	['returns.window <= 3 week', 21, true],
	['returns.window = 3 week', 21, true],
	['returns.window > 14 day and returns.window < 90 day', 90, false],
	['returns.window > 14 day and returns.window < 90 day', 15, true],
	['returns.window>=1.5 week', 11, true],
])('%s of %d days: %o', (source, value, expected) => {
	expect(holds(source, days(value))).toBe(expected);
});

test('times, money and things counted', () => {
	expect(holds('delivery-promise.cutoff <= 14:00', { value: '13:59', unit: 'time' })).toBe(true);
	expect(holds('delivery-promise.cutoff <= 14:00', { value: '14:01', unit: 'time' })).toBe(false);
	expect(holds('authority.limit >= 50 EUR', { value: 50, unit: 'EUR' })).toBe(true);
	expect(holds('who.call = 4 question', { value: 4, unit: 'question' })).toBe(true);
});

test('a fact that is not there or cannot be compared meets no condition, not even its opposite', () => {
	for (const source of ['a.b >= 1 day', 'a.b < 1 day', 'a.b = 1 day']) {
		expect(holds(source, undefined)).toBe(false);
		expect(holds(source, { value: 1, unit: 'EUR' })).toBe(false);
	}
});

test.each([
	'returns.window',
	'window >= 3 day',
	'returns.window => 3 day',
	'returns.window >= three day',
	'returns.window >= -3 day',
	'returns.window >= 3',
	'returns.window >= 25:00',
	'returns.window >= 3 day or returns.window < 1 day',
	'',
])('what cannot be read is told with an example: %o', (source) => {
	expect(parseConditions(source)).toMatch(/cannot be read\. Write it like: returns\.window/);
});
