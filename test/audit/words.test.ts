import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detailsOf } from '#audit/details.ts';
import { asRanges, inRanges } from '#audit/ranges.ts';
import { deedInWords, hasWords, kindInWords } from '#audit/words.ts';

test('every deed has words, and one that nobody thought of reads well', () => {
	expect(deedInWords('policy.published')).toBe('Published a policy');
	expect(deedInWords('slip.lost')).toBe('Slip lost');
	expect(deedInWords('package.policy added')).toBe('Put a policy into a package');
	expect(deedInWords('toString')).toBe('ToString');
	expect(kindInWords('employee')).toBe('person');
	expect(kindInWords('scim-token')).toBe('scim token');
});

// A name with a dot is an action, or one of these.
const otherNames = /^(emails|name|touchstone)\.|\.(yaml|ts|astro|csv|json|css|db)$/;
const dotted = /'([a-z]+(?:-[a-z]+)*(?:\.[a-z][a-z -]*)+)'/g;

/** Actions that are put together: what stands behind the dot is a list of its own. */
const madeOf = ['assignment', 'agreement', 'badge'];

test('every action that the code writes has words of its own', () => {
	const texts = globSync('src/**/*.ts', { exclude: ['src/audit/deeds.ts'] }).map((file) =>
		readFileSync(file, 'utf8').replace(/(?:from|import) '[^']+'/g, ''),
	);
	const names = texts.flatMap((text) =>
		[...text.matchAll(dotted)].flatMap(([, name]) => name ?? []),
	);
	const actions = [...new Set(names)].filter((name) => !otherNames.test(name));
	expect(actions.length).toBeGreaterThan(100);
	expect(
		actions.filter((name) => !hasWords(name)),
		'Give each words in src/audit/deeds.ts.',
	).toEqual([]);
	const puts = texts.flatMap((text) => [...text.matchAll(/action: `([a-z]+)\.\$/g)]);
	expect(
		puts.map(([, first]) => first).filter((first) => !madeOf.includes(first ?? '')),
		'Write it out, or see that each has words.',
	).toEqual([]);
	for (const deed of ['begun', 'changed', 'ended', 'taken back'])
		expect(hasWords(`assignment.${deed}`), deed).toBe(true);
	for (const decision of ['agreed', 'objected'])
		expect(hasWords(`agreement.${decision}`), decision).toBe(true);
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
