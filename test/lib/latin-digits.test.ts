import { expect, test } from 'vitest';
import { latinDigits } from '#lib/latin-digits.ts';

test.each([
	['٤٤١٧', '4417'],
	['۴۴۱۷', '4417'],
	['४४१७', '4417'],
	['４４１７', '4417'],
	['A-٧ b', 'A-7 b'],
	['một', 'một'],
])('%s is %s', (typed, plain) => {
	expect(latinDigits(typed)).toBe(plain);
});
