import { exactShares } from './exact-shares.ts';
import { type GraderError, ratesOf, sharesBehind } from './grader-rates.ts';
import {
	correctionOf,
	type Decided,
	decidedIn,
	effectiveSize,
	quantile,
	weighted,
} from './weighted.ts';
import { type Interval, wilson } from './wilson.ts';

export type { GraderError } from './grader-rates.ts';

/** What is known of the answers of one stratum (or of one group's part of it). */
export type Counted = {
	readonly population: number;
	readonly answered: number;
	readonly knows: number;
	readonly notYet: number;
	/** Waits for readers. */
	readonly open: number;
};

export type Estimate = {
	/** Who knows, of everybody: between 0 and 1. */
	readonly share: number;
	readonly low: number;
	readonly high: number;
	readonly confidence: number;
	readonly method: 'exact' | 'wilson';
	/** While answers wait for readers: from the interval if none of them knows to the one if all do. */
	readonly range: Interval | null;
	/** So many answers of a plain draw from very many people would say as much. */
	readonly effective: number;
};

/** With fewer decided answers than these the interval is exact: the approximation begins to hold here. */
export const exactBelow = 30;

/**
 * The share of everybody who knows, from the answers of a stratified sample; undefined where nobody
 * has answered. Strata in which nobody has answered are taken to be like the rest.
 */
export function estimateOf(
	strata: readonly Counted[],
	error: GraderError,
	confidence: number,
): Estimate | undefined {
	const waiting = strata.some(({ open }) => open > 0);
	const none = waiting ? estimateDecided(strata.map(noneKnows), error, confidence) : undefined;
	const all = waiting ? estimateDecided(strata.map(allKnow), error, confidence) : undefined;
	const range = none && all ? { low: none.low, high: all.high } : null;
	const decided = estimateDecided(strata, error, confidence);
	if (decided) return { ...decided, range };
	if (!none || !range) return undefined;
	// Every answer waits: all that is known is the range.
	return { ...none, ...range, share: (range.low + range.high) / 2, range };
}

/**
 * What non-response could hide: the share if none of the silent knew, and if all did. Answers that
 * wait for readers count as the decided ones of their stratum do.
 */
export function hiddenBy(strata: readonly (Counted & { readonly drawn: number })[]): {
	readonly worst: number;
	readonly best: number;
} {
	const heard = strata.filter(({ drawn, population }) => drawn > 0 && population > 0);
	const people = heard.reduce((sum, { population }) => sum + population, 0);
	if (people === 0) return { worst: 0, best: 1 };
	const shareIf = (silentKnow: 0 | 1) =>
		heard.reduce((sum, { population, drawn, answered, knows, notYet }) => {
			const decided = knows + notYet;
			const known = decided === 0 ? answered * silentKnow : (answered * knows) / decided;
			const silent = Math.max(0, drawn - answered) * silentKnow;
			return sum + (population / people) * ((known + silent) / Math.max(drawn, answered));
		}, 0);
	return { worst: shareIf(0), best: shareIf(1) };
}

/**
 * Difference of two estimates with its interval, in percentage points: the distances from each share
 * to its limits, squared and added (Newcombe 1998, method 10).
 */
export function differenceOf(
	before: Estimate,
	after: Estimate,
): { readonly points: number; readonly low: number; readonly high: number } {
	const difference = after.share - before.share;
	const down = Math.hypot(after.share - after.low, before.high - before.share);
	const up = Math.hypot(after.high - after.share, before.share - before.low);
	return {
		points: 100 * difference,
		low: 100 * Math.max(-1, difference - down),
		high: 100 * Math.min(1, difference + up),
	};
}

function noneKnows(stratum: Counted): Counted {
	return { ...stratum, notYet: stratum.notYet + stratum.open, open: 0 };
}

function allKnow(stratum: Counted): Counted {
	return { ...stratum, knows: stratum.knows + stratum.open, open: 0 };
}

function estimateDecided(
	strata: readonly Counted[],
	error: GraderError,
	confidence: number,
): Estimate | undefined {
	const decided = decidedIn(strata);
	if (decided.size === 0) return undefined;
	const exact = decided.size < exactBelow || decided.census;
	const effective = effectiveSize(decided);
	const passed = exact ? exactShares(decided, confidence) : wilsonOf(decided, confidence);
	const share = weighted(decided);
	const around = { share, low: Math.min(passed.low, share), high: Math.max(passed.high, share) };
	const behind = error
		? sharesBehind(around, ratesOf(error), { z: quantile(confidence), left: correctionOf(decided) })
		: around;
	return { ...behind, confidence, method: exact ? 'exact' : 'wilson', range: null, effective };
}

function wilsonOf(decided: Decided, confidence: number): Interval {
	return wilson(weighted(decided), effectiveSize(decided), quantile(confidence));
}
