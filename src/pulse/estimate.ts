import { probit } from 'simple-statistics';

/** A stratum's answers: who there is, and what came of those who answered. */
export type Counted = {
	readonly population: number;
	readonly answered: number;
	readonly knows: number;
	readonly notYet: number;
	/** Waits for readers. */
	readonly open: number;
};

/** Of the answers that were read for checking: how many the readers found right and wrong, and how the grader erred. */
export type GraderError = {
	readonly wrongRead: number;
	readonly wrongPassed: number;
	readonly rightRead: number;
	readonly rightFailed: number;
} | null;

/** Shares from 0 to 1. */
export type Estimate = {
	readonly share: number;
	readonly low: number;
	readonly high: number;
	readonly confidence: number;
	readonly method: 'exact' | 'wilson';
	/** What it could be while answers wait for readers. */
	readonly range: { readonly low: number; readonly high: number } | null;
	readonly effective: number;
};

/** The share who know it among all whom the strata stand for; undefined before anything is decided. */
export function estimateOf(
	strata: readonly Counted[],
	_error: GraderError,
	confidence: number,
): Estimate | undefined {
	const heard = strata.filter(({ knows, notYet, open }) => knows + notYet + open > 0);
	if (heard.length === 0) return undefined;
	const open = heard.some((stratum) => stratum.open > 0);
	const worst = wilson(heard, ({ knows }) => knows, confidence);
	const best = wilson(heard, ({ knows, open: waiting }) => knows + waiting, confidence);
	const decided = heard.filter(({ knows, notYet }) => knows + notYet > 0);
	const settled = decided.map((stratum) => ({ ...stratum, open: 0 }));
	const now = settled.length > 0 ? wilson(settled, ({ knows }) => knows, confidence) : undefined;
	const shown = now ?? { ...worst, share: (worst.share + best.share) / 2, high: best.high };
	return { ...shown, confidence, range: open ? { low: worst.low, high: best.high } : null };
}

function wilson(
	strata: readonly Counted[],
	known: (stratum: Counted) => number,
	confidence: number,
): Omit<Estimate, 'confidence' | 'range'> {
	const people = strata.reduce((sum, { population }) => sum + population, 0);
	const sizes = strata.map(({ knows, notYet, open }) => knows + notYet + open);
	const shares = strata.map((stratum, at) => known(stratum) / (sizes[at] ?? 1));
	const weights = strata.map(({ population }) => population / people);
	const share = weights.reduce((sum, weight, at) => sum + weight * (shares[at] ?? 0), 0);
	const spread = weights.reduce((sum, weight, at) => {
		const left = 1 - (sizes[at] ?? 0) / (strata[at]?.population ?? 1);
		return sum + (weight * weight * Math.max(0, left)) / (sizes[at] ?? 1);
	}, 0);
	if (spread === 0) return { share, low: share, high: share, method: 'exact', effective: people };
	const effective = 1 / spread;
	const z = probit(0.5 + confidence / 2);
	const shrunk = 1 + (z * z) / effective;
	const middle = (share + (z * z) / (2 * effective)) / shrunk;
	const half =
		(z * Math.sqrt((share * (1 - share)) / effective + (z * z) / (4 * effective ** 2))) / shrunk;
	const [low, high] = [Math.max(0, middle - half), Math.min(1, middle + half)];
	return { share, low, high, method: 'wilson', effective };
}

/** The share if none, or all, of those drawn who did not answer know it. */
export function hiddenBy(strata: readonly (Counted & { readonly drawn: number })[]): {
	readonly worst: number;
	readonly best: number;
} {
	const people = strata.reduce((sum, { population }) => sum + population, 0);
	const over = (known: (stratum: Counted & { readonly drawn: number }) => number) =>
		strata.reduce(
			(sum, stratum) =>
				sum + (stratum.population / people) * (known(stratum) / Math.max(1, stratum.drawn)),
			0,
		);
	return {
		worst: over(({ knows }) => knows),
		best: over(({ knows, open, drawn, answered }) => knows + open + drawn - answered),
	};
}

/** How far two estimates lie apart, with the interval of that difference (Newcombe's hybrid). */
export function differenceOf(
	before: Estimate,
	after: Estimate,
): { readonly points: number; readonly low: number; readonly high: number } {
	const points = after.share - before.share;
	return {
		points,
		low: points - Math.hypot(after.share - after.low, before.high - before.share),
		high: points + Math.hypot(after.high - after.share, before.share - before.low),
	};
}
