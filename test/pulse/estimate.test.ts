import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	type Counted,
	differenceOf,
	estimateOf,
	type GraderError,
	hiddenBy,
} from '#pulse/estimate.ts';
import { upTo } from '#pulse/exact-shares.ts';
import { ratesOf } from '#pulse/grader-rates.ts';

function stratum(population: number, knows: number, notYet: number, open = 0): Counted {
	return { population, answered: knows + notYet + open, knows, notYet, open };
}

function estimate(strata: readonly Counted[], error: GraderError = null) {
	return estimateOf(strata, error, 0.95) ?? expect.fail('nobody answered');
}

test('nobody answered: there is no estimate', () => {
	expect(estimateOf([stratum(40, 0, 0), stratum(10, 0, 0)], null, 0.95)).toBeUndefined();
	expect(estimateOf([], null, 0.95)).toBeUndefined();
});

test('of very many people it is Wilson’s interval as published', () => {
	// Newcombe (1998), Statistics in Medicine 17: 81 of 263 give 0.2553 to 0.3662.
	const { share, low, high, method } = estimate([stratum(100_000_000, 81, 182)]);
	expect(share).toBeCloseTo(81 / 263, 10);
	expect([low, high].map((limit) => limit.toFixed(4))).toEqual(['0.2553', '0.3662']);
	expect(method).toBe('wilson');
});

test('under 30 answers of very many people it is the exact interval as published', () => {
	// Clopper and Pearson give 0 to 0.1684 for 0 of 20.
	const { low, high, method } = estimate([stratum(10_000_000, 0, 20)]);
	expect([low, high].map((limit) => limit.toFixed(4))).toEqual(['0.0000', '0.1684']);
	expect(method).toBe('exact');
});

test('the exact interval holds every share that the answers do not contradict, and no other', () => {
	const [people, size, knows] = [40, 12, 9];
	const { low, high } = estimate([stratum(people, knows, size - knows)]);
	const held = Array.from({ length: people + 1 }, (_, know) => know).filter((know) => {
		const draw = { people, know, size };
		return 1 - upTo(knows - 1, draw) > 0.025 && upTo(knows, draw) > 0.025;
	});
	expect([low * people, high * people].map(Math.round)).toEqual([held[0], held.at(-1)]);
});

test('when everybody has answered there is no doubt left, in strata too', () => {
	for (const strata of [
		[stratum(3, 2, 1)],
		[stratum(3, 2, 1), stratum(50, 40, 10)],
		[stratum(30, 0, 30)],
	]) {
		const { share, low, high } = estimate(strata);
		expect([low, high]).toEqual([share, share]);
	}
});

test('of a small population few answers say much: the finite-population correction', () => {
	expect(estimate([stratum(81, 30, 10)]).effective).toBeCloseTo(40 * (80 / 41), 10);
	expect(estimate([stratum(1e9, 30, 10)]).effective).toBeCloseTo(40, 5);
});

test('a grader that errs leaves a doubt even then, and if one knows for sure how often', () => {
	const sure = { wrongRead: 1e9, wrongPassed: 5e7, rightRead: 1e9, rightFailed: 1e8 };
	const known = estimate([stratum(200, 120, 80)], sure);
	expect(known.high - known.low).toBeGreaterThan(0.05);

	const error = { wrongRead: 50, wrongPassed: 3, rightRead: 50, rightFailed: 5 };
	const { low, high } = estimate([stratum(200, 120, 80)], error);
	expect(high - low).toBeGreaterThan(0.1);
});

test('strata weigh by their people, not by their answers', () => {
	const { share } = estimate([stratum(900, 50, 50), stratum(100, 100, 0)]);
	expect(share).toBeCloseTo(0.55, 10);
});

test('a stratum in which nobody answered is taken to be like the rest, and nothing is surer for it', () => {
	const whole = estimate([stratum(1000, 30, 30)]);
	const part = estimate([stratum(500, 30, 30), stratum(500, 0, 0)]);
	expect(part).toEqual(whole);
});

test('strata that differ make the interval narrower, and few answers that happen to agree do not', () => {
	const alike = estimate([stratum(5000, 50, 50), stratum(5000, 50, 50)]);
	const differing = estimate([stratum(5000, 90, 10), stratum(5000, 10, 90)]);
	expect(differing.high - differing.low).toBeLessThan(0.75 * (alike.high - alike.low));
	const pairs = Array.from({ length: 40 }, (_, place) =>
		place % 2 === 0 ? stratum(1000, 1, 0) : stratum(1000, 0, 1),
	);
	expect(estimate(pairs).effective).toBeCloseTo(40, -1);
});

test('answers that wait for readers make a range that holds the interval, whatever they will be', () => {
	const waiting = estimate([stratum(400, 40, 20, 10)]);
	const { range } = waiting;
	expect(range?.low).toBeCloseTo(estimate([stratum(400, 40, 30)]).low, 10);
	expect(range?.high).toBeCloseTo(estimate([stratum(400, 50, 20)]).high, 10);
	expect(estimate([stratum(400, 40, 20)]).range).toBeNull();
	const all = estimate([stratum(400, 0, 0, 10)]);
	expect([all.low, all.high]).toEqual([all.range?.low, all.range?.high]);
	expect(all.high - all.low).toBeGreaterThan(0.5);
});

test('the grader’s mistakes are taken out of the share', () => {
	// Of 200 right answers 180 are passed, of 100 wrong ones 5: 185 of 300.
	const error = { wrongRead: 2000, wrongPassed: 100, rightRead: 2000, rightFailed: 200 };
	const { share, low, high } = estimate([stratum(1e6, 185, 115)], error);
	expect(share).toBeCloseTo(200 / 300, 10);
	const plain = estimate([stratum(1e6, 185, 115)]);
	expect(high - low).toBeGreaterThan(plain.high - plain.low);
});

test('a grader that never erred in what was read is doubted the more, the less was read', () => {
	const widths = [10, 100, 10_000].map((read) => {
		const error = { wrongRead: read, wrongPassed: 0, rightRead: read, rightFailed: 0 };
		const { low, high } = estimate([stratum(10_000, 150, 150)], error);
		return high - low;
	});
	const plain = estimate([stratum(10_000, 150, 150)]);
	expect(widths).toEqual(widths.toSorted((a, b) => b - a));
	expect(widths[0]).toBeGreaterThan((widths[2] ?? 1) + 0.1);
	expect(widths[2]).toBeCloseTo(plain.high - plain.low, 3);
	expect(ratesOf({ wrongRead: 0, wrongPassed: 0, rightRead: 0, rightFailed: 0 }).right.rate).toBe(
		1,
	);
});

test('a grader that tells nothing leaves everything open', () => {
	const error = { wrongRead: 50, wrongPassed: 25, rightRead: 50, rightFailed: 25 };
	expect(estimate([stratum(1000, 50, 50)], error)).toMatchObject({ low: 0, high: 1 });
});

const anyStratum = fc
	.record({
		knows: fc.nat(60),
		notYet: fc.nat(60),
		open: fc.nat(5),
		silent: fc.nat(2000),
	})
	.map(({ knows, notYet, open, silent }) =>
		stratum(knows + notYet + open + silent, knows, notYet, open),
	);
const anyError = fc.option(
	fc
		.record({
			wrongRead: fc.nat(80),
			rightRead: fc.nat(80),
			wrong: fc.double({ min: 0, max: 1, noNaN: true }),
			right: fc.double({ min: 0, max: 1, noNaN: true }),
		})
		.map(({ wrongRead, rightRead, wrong, right }) => ({
			wrongRead,
			wrongPassed: Math.floor(wrongRead * wrong),
			rightRead,
			rightFailed: Math.floor(rightRead * right),
		})),
);

test('whatever is counted, limits are shares in order, and the share lies between them', () => {
	fc.assert(
		fc.property(fc.array(anyStratum, { maxLength: 12 }), anyError, (strata, error) => {
			const found = estimateOf(strata, error, 0.95);
			if (!found) return;
			const { share, low, high, range } = found;
			const limits = [0, low, share, high, 1];
			expect(limits).toEqual(limits.toSorted((a, b) => a - b));
			if (!range || error) return;
			expect(range.low).toBeLessThanOrEqual(range.high);
		}),
		{ seed: 5, numRuns: 500 },
	);
});

test('non-response could hide so much: nobody of the silent knew, or all did', () => {
	const asked = (drawn: number, counted: Counted) => ({ ...counted, drawn });
	const hidden = hiddenBy([asked(20, stratum(100, 8, 2)), asked(10, stratum(300, 5, 5))]);
	expect(hidden.worst).toBeCloseTo(0.25 * (8 / 20) + 0.75 * (5 / 10), 10);
	expect(hidden.best).toBeCloseTo(0.25 * (18 / 20) + 0.75 * (5 / 10), 10);
	expect(hiddenBy([])).toEqual({ worst: 0, best: 1 });
	expect(hiddenBy([asked(4, stratum(40, 0, 0))])).toEqual({ worst: 0, best: 1 });
});

test('the difference of two shares comes with Newcombe’s interval', () => {
	// Newcombe (1998), Statistics in Medicine 17, 873: 56 of 70 less 48 of 80, 0.0524 to 0.3339.
	const before = estimate([stratum(1e8, 48, 32)]);
	const after = estimate([stratum(1e8, 56, 14)]);
	const { points, low, high } = differenceOf(before, after);
	expect([points, low, high].map((each) => each.toFixed(1))).toEqual(['20.0', '5.2', '33.4']);
});
