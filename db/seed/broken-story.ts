import type { Happening } from './plan-history.ts';

/** The story is ours: that it does not fit the product is a mistake in one of the two. */
export function brokenStory({ kind, at }: Happening, what: string): Error {
	return new Error(`The demonstration's ${kind} at ${new Date(at).toISOString()} ${what}.`);
}
