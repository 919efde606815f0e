/** How sure a leader may wish to be, as percentages. */
export const confidences = [90, 95, 99] as const;
export type Confidence = (typeof confidences)[number];

/** How many are asked: as many as an interval needs, or a number that somebody chose. */
export type Wish =
	{ readonly margin: number; readonly confidence: number } | { readonly number: number };

/** An audience of fewer is asked whole: a sample of so few says little, and all of them says it exactly. */
export const askedWhole = 30;

/** What a number that was chosen is judged by. */
export const usualConfidence = 0.95;

/**
 * Standard deviations on either side that hold so much of a normal distribution. Written out: the
 * approximations that are at hand are off in the third digit, and that is a person more or fewer.
 */
const deviations: ReadonlyMap<number, number> = new Map([
	[90, 1.6448536269514722],
	[95, 1.959963984540054],
	[99, 2.5758293035489004],
]);

function deviationsFor(confidence: number): number {
	const found = deviations.get(Math.round(confidence * 100));
	if (found === undefined) throw new Error(`Nobody offers a confidence of ${confidence}.`);
	return found;
}

/**
 * How many of a population to ask. It is not known how many will know, so the worst is assumed, one
 * half; and of a small population fewer are enough, because each of them is more of it.
 */
export function sampleSize(wish: Wish, population: number): number {
	if (population < askedWhole) return population;
	if ('number' in wish) return Math.min(wish.number, population);
	const endless = (deviationsFor(wish.confidence) / (2 * wish.margin)) ** 2;
	return Math.min(population, Math.ceil(endless / (1 + (endless - 1) / population)));
}

/** Half the width of the interval to expect, as a share, if everybody who is asked answers; 0 if that is all there are. */
export function expectedMargin(
	{ asked, population }: { readonly asked: number; readonly population: number },
	confidence: number,
): number {
	if (asked >= population) return 0;
	const unseen = (population - asked) / (population - 1);
	return deviationsFor(confidence) * Math.sqrt((0.25 / Math.max(1, asked)) * unseen);
}
