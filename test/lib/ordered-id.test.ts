import { expect, test } from 'vitest';
import { createOrderedIds } from '#lib/ordered-id.ts';

const at = Date.UTC(2026, 10, 22, 4, 30);

test('ids made one after another stand in that order, over the end of a millisecond too', () => {
	const next = createOrderedIds(at);
	const ids = Array.from({ length: 10_000 }, () => next());
	expect(ids.toSorted()).toEqual(ids);
	expect(new Set(ids).size).toBe(ids.length);
});

test('they are UUIDs of version 7, and two who make them at one moment make others', () => {
	const [mine, yours] = [createOrderedIds(at)(), createOrderedIds(at)()];
	expect(mine).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(mine).not.toBe(yours);
	expect(mine.slice(0, 13)).toBe(yours.slice(0, 13));
});
