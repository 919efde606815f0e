import { createHash } from 'node:crypto';

/** The same list in an order that depends on the seed alone: the same seed always gives the same order. */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
	const keyed = list.map((item, index) => ({ item, key: sortKey(seed, index) }));
	return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

function sortKey(seed: string, index: number): string {
	return createHash('sha256').update(`${seed}\n${index}`).digest('hex');
}
