/** What of a stratum decides how many of it are asked. */
export type Share = {
	/** Everybody, those who are passed over too: the result speaks of all of them. */
	readonly population: number;
	/** Those who may be drawn. */
	readonly eligible: number;
};

/** So many of each stratum are asked, where it has so many and the sample has room: of fewer answers nothing is shown. */
export const leastOfEach = 5;

/** Where five of each would be more than the sample, at least two: they say how far people of a stratum differ. */
const leastTolerable = 2;

/**
 * How many of each stratum are asked. In proportion to its people, by the largest remainder; at least
 * five of each where the sample has room for that, or else two; never more than it has. The numbers come
 * to the size that was asked for, or to everybody who may be drawn.
 */
export function allocate(strata: readonly Share[], size: number): number[] {
	const eligible = strata.map((stratum) => stratum.eligible);
	const total = Math.min(size, sumOf(eligible));
	const least = leastThatFits(eligible, total);
	const drawn = eligible.map((some) => Math.min(some, least));
	// Whoever is below the proportion comes up to it; a stratum that is full leaves its part to the others.
	for (let left = total - sumOf(drawn); left > 0; left = total - sumOf(drawn)) {
		const open = strata.flatMap(({ population }, at) =>
			(drawn[at] ?? 0) < (eligible[at] ?? 0) ? [{ at, population }] : [],
		);
		const wanted = proportionally(
			open.map(({ population }) => population),
			left + sumOf(open.map(({ at }) => drawn[at] ?? 0)),
		);
		const lacks = open.map(({ at }, place) =>
			Math.max(0, Math.min(wanted[place] ?? 0, eligible[at] ?? 0) - (drawn[at] ?? 0)),
		);
		const given = sumOf(lacks) <= left ? lacks : proportionally(lacks, left);
		open.forEach(({ at }, place) => (drawn[at] = (drawn[at] ?? 0) + (given[place] ?? 0)));
	}
	return drawn;
}

function leastThatFits(eligible: readonly number[], total: number): number {
	const fits = (least: number) => sumOf(eligible.map((some) => Math.min(some, least))) <= total;
	return [leastOfEach, leastTolerable, 1].find(fits) ?? 0;
}

/** Cuts a whole into whole parts by weight: each rounded down, the rest to the largest remainders, the earlier first. */
export function proportionally(weights: readonly number[], whole: number): number[] {
	const sum = sumOf(weights);
	if (sum === 0) return weights.map(() => 0);
	const exact = weights.map((weight) => (whole * weight) / sum);
	const parts = exact.map(Math.floor);
	const byRemainder = exact
		.map((part, at) => ({ at, remainder: part - Math.floor(part) }))
		.toSorted((a, b) => b.remainder - a.remainder || a.at - b.at);
	const rest = whole - sumOf(parts);
	for (const { at } of byRemainder.slice(0, rest)) parts[at] = (parts[at] ?? 0) + 1;
	return parts;
}

export function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0);
}
