import { hash } from 'node:crypto';

/**
 * The places of a list that are drawn, in the order in which they are: the beginning of a shuffle
 * (Fisher and Yates). Each step takes one of the places left, by SHA-256 of the seed, the stratum and
 * the number of the step; so whoever has the seed and the list draws the same people, and nobody can
 * choose them. 400 of 100,000 need 400 hashes.
 */
export function drawPlaces(
	{ seed, stratum }: { readonly seed: string; readonly stratum: string },
	length: number,
	wanted: number,
): number[] {
	// Only places that were exchanged are kept: the list may be long.
	const moved = new Map<number, number>();
	const drawn: number[] = [];
	for (let step = 0; step < Math.min(wanted, length); step += 1) {
		const other = step + numberBelow(length - step, `${seed}/${stratum}/${step}`);
		drawn.push(moved.get(other) ?? other);
		moved.set(other, moved.get(step) ?? step);
	}
	return drawn;
}

/** The people of an ordered list who are drawn. */
export function drawFrom(
	list: readonly string[],
	wanted: number,
	by: { readonly seed: string; readonly stratum: string },
): string[] {
	return drawPlaces(by, list.length, wanted).flatMap((place) => list[place] ?? []);
}

/** So much of a hash as a number holds exactly. */
const bits = 48;

/** A number from 0 to just below the limit, each as likely as the other: what would favour some is hashed again. */
function numberBelow(limit: number, text: string): number {
	const fair = 2 ** bits - (2 ** bits % limit);
	for (let attempt = 0; ; attempt += 1) {
		const digest = hash('sha256', attempt === 0 ? text : `${text}/${attempt}`, 'hex');
		const number = Number.parseInt(digest.slice(0, bits / 4), 16);
		if (number < fair) return number % limit;
	}
}
