import { expect, test } from 'vitest';
import { normalQuantile } from '#lib/normal-quantile.ts';

test('quantiles of the normal distribution are those of the tables', () => {
	const known = [
		[0.5, 0],
		[0.9, 1.2815515655],
		[0.95, 1.644853627],
		[0.975, 1.9599639845],
		[0.995, 2.5758293035],
		[0.999, 3.0902323062],
		[0.001, -3.0902323062],
	] as const;
	for (const [probability, value] of known)
		expect(normalQuantile(probability), `${probability}`).toBeCloseTo(value, 8);
});
