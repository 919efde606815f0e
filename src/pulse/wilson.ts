/** Two limits, as shares between 0 and 1. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's score interval (1927): the shares that so many answers do not contradict. The size need
 * not be whole: it is the effective one. Of everybody there is no doubt: the size is infinite.
 */
export function wilson(share: number, size: number, z: number): Interval {
	if (!Number.isFinite(size)) return { low: share, high: share };
	const middle = (share + z ** 2 / (2 * size)) / (1 + z ** 2 / size);
	const half =
		(z / (1 + z ** 2 / size)) * Math.sqrt((share * (1 - share)) / size + z ** 2 / (4 * size ** 2));
	return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
