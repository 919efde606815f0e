import { expect, test } from 'vitest';
import { intervalOf, remember, retrievabilityAt } from '#practice/memory.ts';

const day = 86_400_000;

test('recall falls to nine in ten after as many days as the stability says, and to the retention wished for at the interval', () => {
	const memory = { stability: 12, difficulty: 5, reviewedAt: 0 };
	expect(retrievabilityAt(memory, 0)).toBe(1);
	expect(retrievabilityAt(memory, 12 * day)).toBeCloseTo(0.9, 3);
	expect(retrievabilityAt(memory, intervalOf(12, 0.8) * day)).toBeCloseTo(0.8, 3);
});

test('a right answer later on makes memory last longer, a wrong one shorter, and a clock moved back counts as no time', () => {
	const first = remember(undefined, { right: true, at: 0 });
	const right = remember(first, { right: true, at: 3 * day });
	const wrong = remember(first, { right: false, at: 3 * day });
	expect(right.stability).toBeGreaterThan(first.stability);
	expect(wrong.stability).toBeLessThan(first.stability);
	expect(retrievabilityAt({ ...right, reviewedAt: 5 * day }, 3 * day)).toBe(1);
});
