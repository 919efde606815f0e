import type { Interval } from './wilson.ts';

/**
 * How the grader did on answers that people read too: passes of wrong ones, fails of right ones.
 * Null: everything was read by people.
 */
export type GraderError = {
	readonly wrongRead: number;
	readonly wrongPassed: number;
	readonly rightRead: number;
	readonly rightFailed: number;
} | null;

/** How likely the grader passes an answer, and how sure that is: its variance. */
type Rate = { readonly rate: number; readonly variance: number };

/** Of right answers (its sensitivity), and of wrong ones (one less its specificity). */
export type Rates = { readonly right: Rate; readonly wrong: Rate };

export function ratesOf(error: NonNullable<GraderError>): Rates {
	return {
		right: rateOf(error.rightRead - error.rightFailed, error.rightRead, 1),
		wrong: rateOf(error.wrongPassed, error.wrongRead, 0),
	};
}

/**
 * The variance is that of one more of each: a grader that made no mistake among forty might make one
 * among the next (Agresti & Coull 1998; so Lang & Reiczigel 2014 for this very use).
 */
function rateOf(passed: number, read: number, unread: number): Rate {
	const careful = (passed + 1) / (read + 2);
	return {
		rate: read > 0 ? passed / read : unread,
		variance: (careful * (1 - careful)) / (read + 2),
	};
}

type Shares = Interval & { readonly share: number };
type Doubt = {
	readonly z: number;
	/** What the finite-population correction took away: Σ W² f / n. */
	readonly left: number;
};

/** A grader that passes wrong answers nearly as often as right ones says nothing of who knows. */
const leastDifference = 0.1;

/**
 * Who knows, behind who was passed: the share that explains it, given how often the grader passes
 * right answers and wrong ones (Rogan & Gladen 1978). A limit is the share at which what was passed
 * lies as far off as the sample allows and, added as variances, what was read of the grader: the
 * score test turned round, so it is the plain interval where the grader makes no mistakes.
 */
export function sharesBehind(passed: Shares, rates: Rates, doubt: Doubt): Shares {
	const { right, wrong } = rates;
	const difference = right.rate - wrong.rate;
	if (difference < leastDifference) return { share: passed.share, low: 0, high: 1 };
	const share = (passed.share - wrong.rate) / difference;
	const tooFar = (limit: number, ofSample: number) => {
		const expected = limit * right.rate + (1 - limit) * wrong.rate;
		return (passed.share - expected) ** 2 - ofSample ** 2 - graderDoubt(limit, rates, doubt);
	};
	const low = limitFrom(share, -1, (limit) => tooFar(limit, passed.share - passed.low));
	const high = limitFrom(share, 1, (limit) => tooFar(limit, passed.high - passed.share));
	return { share: clip(share), low: clip(low), high: clip(high) };
}

/**
 * What the grader adds, at a share: the rates are known from few answers, and whoever was asked may
 * be graded wrongly even if everybody was asked, which the finite-population correction leaves out.
 */
function graderDoubt(limit: number, { right, wrong }: Rates, { z, left }: Doubt): number {
	const known = limit ** 2 * right.variance + (1 - limit) ** 2 * wrong.variance;
	const chance =
		limit * right.rate * (1 - right.rate) + (1 - limit) * wrong.rate * (1 - wrong.rate);
	return z ** 2 * (known + Math.max(0, chance) * left);
}

/** Where a limit lies on one side of a share: it is beyond nothing before, and too far after. */
function limitFrom(share: number, side: 1 | -1, tooFar: (limit: number) => number): number {
	const end = side === 1 ? 1 : 0;
	if (side * (end - share) <= 0 || tooFar(end) <= 0) return end;
	let [near, far] = [share, end];
	for (let halved = 0; halved < 60; halved += 1) {
		const middle = (near + far) / 2;
		if (tooFar(middle) > 0) far = middle;
		else near = middle;
	}
	return (near + far) / 2;
}

function clip(share: number): number {
	return Math.min(1, Math.max(0, share));
}
