import { sha256 } from '#lib/hash.ts';

/** Chance that repeats: the same seed always tells the same story. */
export type Random = {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** A whole number from 0 up to, not including, `limit`. */
	below(limit: number): number;
	/** True so often: 0.9 is nine times in ten. */
	happens(share: number): boolean;
	/** An id as a browser's `crypto.randomUUID` writes it. */
	uuid(): string;
};

/** Mulberry32 by Tommy Ettinger, a generator with 32 bits of state; never for secrets. */
export function createRandom(seed: string): Random {
	let state = Number.parseInt(sha256(seed).slice(0, 8), 16);
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	const digits = (count: number) =>
		Array.from({ length: count }, () => below(16).toString(16)).join('');
	return {
		next,
		below,
		happens: (share) => next() < share,
		uuid: () => {
			const variant = (8 + below(4)).toString(16);
			return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}`;
		},
	};
}
