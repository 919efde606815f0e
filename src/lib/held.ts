/** Things that are kept in memory for a while and never written down. */
export type Held<T> = {
	hold(key: string, thing: T, at: number): void;
	look(key: string, at: number): T | undefined;
	drop(key: string): void;
};

/** At most so many at once, the newest, each for so many milliseconds. */
export function createHeld<T>({ most, lasts }: { most: number; lasts: number }): Held<T> {
	const things = new Map<string, { readonly thing: T; readonly heldAt: number }>();
	const isOver = (heldAt: number, at: number) => Math.abs(at - heldAt) >= lasts;
	return {
		hold(key, thing, at) {
			for (const [other, { heldAt }] of things) if (isOver(heldAt, at)) things.delete(other);
			things.delete(key);
			things.set(key, { thing, heldAt: at });
			const [oldest] = things.keys();
			if (things.size > most && oldest !== undefined) things.delete(oldest);
		},
		look(key, at) {
			const known = things.get(key);
			return known && !isOver(known.heldAt, at) ? known.thing : undefined;
		},
		drop: (key) => void things.delete(key),
	};
}
