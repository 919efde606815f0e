import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsShown } from '#pulse/hidden-groups.ts';

const group = (key: string, people: number) => ({ key, people });

test('a group is shown when enough answered', () => {
	const groups = [group('a', 5), group('b', 4), group('c', 3), group('d', 9)];
	const { shown, hidden } = groupsShown(groups, 5);
	expect(shown.map(({ key }) => key)).toEqual(['a', 'd']);
	expect(hidden).toBe(2);
});

test('one small group alone is not hidden alone: the whole less the others would show it', () => {
	const { shown, hidden } = groupsShown([group('a', 20), group('b', 7), group('c', 4)], 5);
	expect(shown.map(({ key }) => key)).toEqual(['a']);
	expect(hidden).toBe(2);
	expect(groupsShown([group('a', 20), group('c', 4)], 5)).toEqual({ shown: [], hidden: 2 });
});

test('small groups that are too few together take the next one with them', () => {
	const { shown } = groupsShown([group('a', 20), group('b', 12), group('c', 1), group('d', 2)], 5);
	expect(shown.map(({ key }) => key)).toEqual(['a']);
});

test('a group in which nobody answered hides nobody', () => {
	const { shown, hidden } = groupsShown([group('a', 20), group('b', 12), group('c', 0)], 5);
	expect(shown.map(({ key }) => key)).toEqual(['a', 'b']);
	expect(hidden).toBe(1);
});

test('whatever the sizes: no shown group is small, what is left over is nobody or enough, of several groups', () => {
	const sizes = fc.array(fc.nat(25), { maxLength: 12 });
	fc.assert(
		fc.property(sizes, fc.constantFrom(5, 10), (list, fewest) => {
			const groups = list.map((people, place) => group(`g${place}`, people));
			const { shown, hidden } = groupsShown(groups, fewest);
			const left = groups.filter((one) => !shown.includes(one) && one.people > 0);
			const people = left.reduce((sum, one) => sum + one.people, 0);
			expect(shown.length + hidden).toBe(groups.length);
			expect(shown.every((one) => one.people >= fewest)).toBe(true);
			if (shown.length === 0 || people === 0) return;
			expect(left.length).toBeGreaterThan(1);
			expect(people).toBeGreaterThanOrEqual(fewest);
		}),
		{ seed: 5, numRuns: 1000 },
	);
});

test('no more is hidden than has to be', () => {
	const sizes = fc.array(fc.integer({ min: 5, max: 40 }), { maxLength: 10 });
	fc.assert(
		fc.property(sizes, (list) => {
			const groups = list.map((people, place) => group(`g${place}`, people));
			expect(groupsShown(groups, 5)).toEqual({ shown: groups, hidden: 0 });
		}),
		{ seed: 5 },
	);
});
