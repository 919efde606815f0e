import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffled } from '#lib/shuffle.ts';

test('the same seed gives the same order, and nothing is lost or doubled', () => {
	fc.assert(
		fc.property(fc.array(fc.string()), fc.string(), (list, seed) => {
			const copy = [...list];
			const order = shuffled(list, seed);
			expect(list).toEqual(copy);
			expect(shuffled(list, seed)).toEqual(order);
			expect(order.toSorted()).toEqual(list.toSorted());
		}),
	);
});

test('every one of three stands in every place about as often', () => {
	const counts = new Map<string, number>();
	for (let seed = 0; seed < 6000; seed += 1) {
		const order = shuffled(['a', 'b', 'c'], `seed ${seed}`).join('');
		counts.set(order, (counts.get(order) ?? 0) + 1);
	}
	expect(counts.size).toBe(6);
	for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
