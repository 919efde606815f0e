import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	differences,
	fieldsOfGroup,
	oneSide,
	propose,
	takeTheirs,
} from '#policies/field-by-field.ts';
import type { Fields } from '#policies/typed.ts';

const began: Fields = {
	title: 'Loans',
	statement: 'Anyone may borrow.',
	why: 'It rains.',
	'how.shop': '',
	touchpoint: ['rain', 'sun'],
	'fact.0.name': 'window',
	'fact.0.value': '30',
	'fact.0.unit': 'day',
	'fact.1.name': '',
	'fact.1.value': '',
	'fact.1.unit': '',
};

const named = (before: Fields, after: Fields) =>
	differences(before, after).map(({ field }) => field);

test('two wordings differ where their words do, not where a row is empty or white space is', () => {
	const { 'fact.1.name': _, 'fact.1.value': __, 'how.shop': ___, ...shorter } = began;
	const spaced = {
		...shorter,
		title: ' Loans ',
		touchpoint: ['sun', 'rain'],
		'fact.1.unit': 'day',
	};
	expect(named(began, spaced)).toEqual([]);
	expect(named(began, { ...began, 'fact.0.value': '45' })).toEqual(['facts']);
	expect(named(began, { ...began, 'fact.1.value': '45' })).toEqual(['facts']);
	expect(named(began, { ...began, touchpoint: 'rain', 'how.shop': 'Lend.' })).toEqual([
		'how.shop',
		'touchpoint',
	]);
});

test('the words that differ are marked on either side', () => {
	const [found] = differences(
		{ why: 'We lend it today, gladly.' },
		{ why: 'We lend it for a day.' },
	);
	const said = (side: 'before' | 'after') =>
		oneSide(found?.pieces ?? [], side)
			.map(({ text, change }) => (change === 'new' ? `[${text}]` : text))
			.join('');
	expect(said('before')).toBe('We lend it [today,] [gladly].');
	expect(said('after')).toBe('We lend it [for] [a day].');
});

test('whoever left a field as it was gives way; where both wrote, mine stands', () => {
	const mine = { ...began, statement: 'Mine.' };
	expect(propose('statement', began, mine)).toBe('mine');
	expect(propose('why', began, mine)).toBe('theirs');
	expect(propose('how.shop', { why: 'a' }, { why: 'b' }), 'empty then and now').toBe('theirs');
	expect(propose('facts', began, { ...mine, 'fact.0.value': '45' })).toBe('mine');
	expect(propose('why', {}, mine), 'nobody knows what I began with').toBe('mine');
});

test('theirs is taken field by field, all rows of facts at once', () => {
	const mine = { ...began, statement: 'Mine.', 'fact.0.value': '40', 'fact.2.name': 'more' };
	const theirs = { ...began, statement: 'Theirs.', why: 'Theirs.', 'fact.0.value': '45' };
	const merged = takeTheirs(mine, theirs, (field) => (field === 'facts' ? 'theirs' : 'mine'));
	expect(merged).toEqual({ ...mine, ...fieldsOfGroup('facts', theirs), 'fact.2.name': undefined });
	expect(merged['fact.2.name']).toBeUndefined();
});

test('taking all of theirs leaves no difference to theirs, taking none leaves mine', () => {
	const fields = fc.dictionary(
		fc.constantFrom('title', 'why', 'how.shop', 'fact.0.name', 'fact.0.value', 'fact.1.name'),
		fc.string(),
	);
	fc.assert(
		fc.property(fields, fields, (mine, theirs) => {
			expect(
				differences(
					takeTheirs(mine, theirs, () => 'theirs'),
					theirs,
				),
			).toEqual([]);
			expect(takeTheirs(mine, theirs, () => 'mine')).toEqual(mine);
		}),
		{ numRuns: 300 },
	);
});

test('a megabyte is compared without being read word by word', () => {
	const started = performance.now();
	const [found] = differences({ why: 'a b '.repeat(250_000) }, { why: 'c d '.repeat(250_000) });
	expect(found?.pieces).toHaveLength(2);
	expect(performance.now() - started).toBeLessThan(2000);
});
