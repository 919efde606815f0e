import { normalQuantile } from '#lib/normal-quantile.ts';
import type { Counted } from './estimate.ts';

type DecidedStratum = {
	/** Its part of everybody: strata in which nobody answered are spread over the others. */
	readonly weight: number;
	/** How many people it stands for. */
	readonly population: number;
	readonly size: number;
	readonly knows: number;
};

/** The answers that are decided, by stratum. */
export type Decided = {
	readonly strata: readonly DecidedStratum[];
	readonly population: number;
	readonly size: number;
	/** Everybody has answered, and every answer is decided. */
	readonly census: boolean;
};

export function decidedIn(counted: readonly Counted[]): Decided {
	const population = sum(counted, (stratum) => peopleIn(stratum));
	const heard = counted.filter(({ knows, notYet }) => knows + notYet > 0);
	const known = sum(heard, (stratum) => peopleIn(stratum));
	const strata = heard.map((stratum) => {
		const weight = peopleIn(stratum) / known;
		const size = stratum.knows + stratum.notYet;
		return { weight, population: weight * population, size, knows: stratum.knows };
	});
	const size = sum(strata, (stratum) => stratum.size);
	return { strata, population, size, census: size > 0 && size >= population };
}

/** Nobody counts fewer people than have answered: somebody came while it was being counted. */
function peopleIn({ population, answered, knows, notYet }: Counted): number {
	return Math.max(population, answered, knows + notYet);
}

/** The share who know, each stratum by its part of everybody. */
export function weighted({ strata }: Decided): number {
	return Math.min(
		1,
		sum(strata, ({ weight, knows, size }) => (weight * knows) / size),
	);
}

/**
 * The effective sample size: of a plain draw that would vary as much. Var(p) = Σ W² (1 − f) s² / n
 * (Cochran, Sampling Techniques, 5.9), with s² the variance within strata pooled over all of them,
 * because a stratum of three answers says next to nothing of its own.
 */
export function effectiveSize(decided: Decided): number {
	const spread = sum(
		decided.strata,
		({ weight, size, population }) => (weight ** 2 / size) * left(size, population),
	);
	return spread === 0 ? Infinity : 1 / (spread * withinShare(decided));
}

/** The part of a stratum that was not asked: the finite-population correction. */
function left(size: number, population: number): number {
	return population <= 1 ? 0 : Math.max(0, (population - size) / (population - 1));
}

/** What the correction takes away, to be multiplied by a variance: Σ W² f / n. */
export function correctionOf({ strata }: Decided): number {
	return sum(
		strata,
		({ weight, size, population }) => (weight ** 2 / size) * (1 - left(size, population)),
	);
}

/**
 * The variance within strata as a part of the whole: below 1 where strata differ. Each stratum's own
 * mean costs one answer; for that one the variance of the whole stands, so that strata of one or two
 * answers that happen to agree never make the sample look larger than it is.
 */
function withinShare(decided: Decided): number {
	const share = weighted(decided);
	const whole = share * (1 - share);
	if (whole === 0) return 1;
	const within = sum(decided.strata, ({ knows, size }) => (knows * (size - knows)) / size);
	return Math.min(1, (within / whole + decided.strata.length) / decided.size);
}

/** So many standard deviations to each side hold this much of a normal distribution. */
export function quantile(confidence: number): number {
	return normalQuantile((1 + confidence) / 2);
}

export function sum<T>(list: readonly T[], of: (each: T) => number): number {
	return list.reduce((total, each) => total + of(each), 0);
}
