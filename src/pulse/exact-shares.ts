import { type Decided, sum, weighted } from './weighted.ts';
import type { Interval } from './wilson.ts';

/**
 * The exact interval: every number of people who know, in the whole population, under which so few
 * or so many right answers would not be rare (the hypergeometric distribution's tails, each at half
 * of what may be missed; Clopper & Pearson 1934 for finite populations).
 *
 * Over several strata: where each gave its part, the answers vary no more than those of one draw
 * (Hoeffding 1956), so the one draw's interval holds. Where some gave more than their part, the
 * sample counts as the smaller one that it is worth, and the right answers in it are rounded away
 * from the share (the way of Korn & Graubard 1998, with the hypergeometric distribution).
 */
export function exactShares(decided: Decided, confidence: number): Interval {
	const share = weighted(decided);
	if (decided.census) return { low: share, high: share };
	const people = Math.round(decided.population);
	const size = worth(decided);
	const rare = (1 - confidence) / 2;
	const most = Math.ceil(share * size - tiny);
	const fewest = Math.floor(share * size + tiny);
	const isLow = (know: number) => 1 - upTo(fewest - 1, { people, know, size }) <= rare;
	const isHigh = (know: number) => upTo(most, { people, know, size }) <= rare;
	return { low: first(people, (n) => !isLow(n)) / people, high: last(people, isHigh) / people };
}

const tiny = 1e-9;

/** Whole answers of one draw that this sample is worth: all of them, if each stratum gave its part. */
function worth({ strata, size }: Decided): number {
	const spread = sum(strata, (stratum) => stratum.weight ** 2 / stratum.size);
	return Math.max(1, Math.min(size, Math.floor(1 / spread + tiny)));
}

type Draw = { readonly people: number; readonly know: number; readonly size: number };

/** How likely at most so many of those drawn know. */
export function upTo(most: number, draw: Draw): number {
	let likely = 0;
	for (let k = 0; k <= Math.min(most, draw.size); k += 1) likely += exactly(k, draw);
	return Math.min(1, likely);
}

/** How likely exactly so many of those drawn know: choosing one after the other, in every order. */
function exactly(k: number, { people, know, size }: Draw): number {
	let likely = 1;
	for (let drawn = 0; drawn < size; drawn += 1) {
		const right = drawn < k;
		const remain = right ? know - drawn : people - know - (drawn - k);
		if (remain <= 0) return 0;
		likely *= remain / (people - drawn);
		if (right) likely *= (size - drawn) / (k - drawn);
	}
	return likely;
}

/** The first number for which it is so; it stays so from there on. */
function first(people: number, is: (know: number) => boolean): number {
	let [from, to] = [0, people];
	while (from < to) {
		const middle = Math.floor((from + to) / 2);
		if (is(middle)) to = middle;
		else from = middle + 1;
	}
	return from;
}

/** The last number before it becomes too high. */
function last(people: number, isHigh: (know: number) => boolean): number {
	return isHigh(people) ? first(people, isHigh) - 1 : people;
}
