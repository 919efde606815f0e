import { expect, test } from 'vitest';
import {
	circleFrom,
	circleInWords,
	firstTwice,
	lessonsIn,
	type ListEntry,
} from '#assignments/lesson-list.ts';

const lists = (given: Readonly<Record<string, readonly ListEntry[]>>) =>
	new Map(Object.entries(given));
const track = (id: string) => ({ track: id });

test('the lessons of a list within a list stand in its place, each once', () => {
	const all = lists({ week: ['a', 'b'], month: ['c', track('week'), 'd', 'a'] });
	expect(lessonsIn(['x', track('month'), 'b'], all)).toEqual(['x', 'c', 'a', 'b', 'd']);
	expect(lessonsIn([track('nowhere'), 'x'], all)).toEqual(['x']);
});

test('a circle is found from wherever one begins on it, and named', () => {
	const round = lists({ a: ['x', track('b')], b: [track('c')], c: [track('a')], d: [track('a')] });
	expect(circleFrom('a', round)).toEqual(['a', 'b', 'c', 'a']);
	expect(circleFrom('c', round)).toEqual(['c', 'a', 'b', 'c']);
	expect(circleFrom('d', round), 'it leads into a circle and lies on none').toBeUndefined();
	expect(circleFrom('a', lists({ a: [track('a')] }))).toEqual(['a', 'a']);
	expect(circleFrom('a', lists({ a: [track('b'), track('c')], b: [track('c')], c: [] }))).toBe(
		undefined,
	);
	expect(circleInWords(['One', 'Two', 'One'])).toBe(
		'This goes round in a circle: “One” takes in “Two” takes in “One”. Take one of them out.',
	);
});

test('a circle that came in somehow ends where it began', () => {
	const round = lists({ a: ['x', track('b')], b: ['y', track('a')] });
	expect(lessonsIn(round.get('a') ?? [], round, ['a'])).toEqual(['x', 'y']);
});

test('what stands twice is found, a lesson or a list', () => {
	expect(firstTwice(['a', track('a'), 'b'])).toBeUndefined();
	expect(firstTwice(['a', track('t'), 'b', track('t')])).toBe(3);
});
