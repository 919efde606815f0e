import { expect, test } from 'vitest';
import { detailsOf } from '#audit/details.ts';
import { asRanges, inRanges } from '#audit/ranges.ts';
import { deedInWords, kindInWords } from '#audit/words.ts';

test('every deed has words, and one that nobody thought of reads well', () => {
	expect(deedInWords('policy.published')).toBe('Published a policy');
	expect(deedInWords('slip.made')).toBe('Slip made');
	expect(deedInWords('package.policy added')).toBe('Put a policy into a package');
	expect(deedInWords('toString')).toBe('ToString');
	expect(kindInWords('employee')).toBe('person');
	expect(kindInWords('scim-token')).toBe('scim token');
});

test('what changed reads from old to new, and only what changed', () => {
	const said = {
		job: { before: 'Picker', after: 'Packer' },
		email: { before: null, after: 'a@b.c' },
	};
	expect(detailsOf(JSON.stringify(said))).toEqual([
		{ name: 'job', before: 'Picker', after: 'Packer' },
		{ name: 'email', before: '–', after: 'a@b.c' },
	]);
	const whole = { before: { title: 'One', due: 3 }, after: { title: 'Two', due: 3 } };
	expect(detailsOf(JSON.stringify(whole))).toEqual([
		{ name: 'title', before: 'One', after: 'Two' },
	]);
	expect(detailsOf('{"before":7,"after":14}')).toEqual([{ name: 'it', before: '7', after: '14' }]);
});

test('other details are a name and a value each; what the law took is nothing', () => {
	const payload = { rightFirst: 3, versions: { returns: 2 }, roles: [], endsAt: 1_795_320_000_000 };
	expect(detailsOf(JSON.stringify(payload))).toEqual([
		{ name: 'right first', is: '3' },
		{ name: 'versions', is: 'returns: 2' },
		{ name: 'roles', is: '–' },
		{ name: 'ends at', is: '2026-11-22 04:00 UTC' },
	]);
	expect(detailsOf(undefined)).toBeUndefined();
});

test('numbers go into ranges and come back', () => {
	expect(asRanges([4, 5, 6, 9, 11, 12])).toBe('4-6,9,11-12');
	expect([...inRanges('4-6,9,11-12')]).toEqual([4, 5, 6, 9, 11, 12]);
	expect([asRanges([]), [...inRanges('')]]).toEqual(['', []]);
	expect([...inRanges('x,3-')]).toEqual([]);
});
