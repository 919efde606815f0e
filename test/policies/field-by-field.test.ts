import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	differences,
	oneSide,
	propose,
	takeTheirs,
	theirsInPlace,
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
	expect(named(began, { ...began, 'fact.0.value': '45' })).toEqual(['facts.window']);
	expect(named(began, { ...began, 'fact.1.value': '45' })).toEqual(['facts.']);
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
	expect(propose('facts.window', began, { ...mine, 'fact.0.value': '45' })).toBe('mine');
	expect(propose('why', {}, mine), 'nobody knows what I began with').toBe('mine');
});

const rows: Fields = {
	'fact.0.name': 'window',
	'fact.0.was': 'window',
	'fact.0.value': '30',
	'fact.0.unit': 'day',
	'fact.1.name': 'deposit',
	'fact.1.was': 'deposit',
	'fact.1.value': '5',
	'fact.1.unit': 'EUR',
	'fact.2.name': '',
	'fact.2.value': '',
};

test('two who edit different facts keep both: facts are compared and taken by name, one by one', () => {
	const mine = { ...rows, 'fact.0.value': '45' };
	const theirs = { ...rows, 'fact.1.value': '8' };
	expect(named(mine, theirs)).toEqual(['facts.window', 'facts.deposit']);
	const proposed = (field: string) => propose(field, rows, mine);
	expect(takeTheirs(mine, theirs, proposed)).toEqual({
		...{ ...rows, 'fact.0.value': '45', 'fact.1.value': '8' },
	});
});

test('a new name, a new row and one that is taken out are each a change of one fact', () => {
	const mine = { ...rows, 'fact.2.name': 'fee', 'fact.2.value': '1' };
	const renamed = { ...rows, 'fact.0.name': 'period' };
	const theirs = { ...renamed, 'fact.1.name': '', 'fact.1.value': '', 'fact.2.name': 'limit' };
	expect(differences(mine, theirs).map(({ field, after }) => [field, after])).toEqual([
		['facts.window', 'period: 30 day'],
		['facts.deposit', ''],
		['facts.limit', 'limit: '],
		['facts.fee', ''],
	]);
	const merged = takeTheirs(mine, theirs, (field) => propose(field, rows, mine));
	expect(merged).toMatchObject({
		...{ 'fact.0.name': 'period', 'fact.0.was': 'window', 'fact.1.name': '' },
		...{ 'fact.2.name': 'fee', 'fact.3.name': 'limit' },
	});
});

test('a script puts theirs into my row of that fact; where I have none, the server does', () => {
	const { 'fact.0.name': _, 'fact.0.was': __, ...without } = rows;
	const theirs = { 'fact.4.name': 'deposit', 'fact.4.was': 'deposit', 'fact.4.value': '8' };
	expect(theirsInPlace('facts.deposit', rows, theirs)).toEqual({
		prefix: 'fact.1.',
		fields: { 'fact.1.name': 'deposit', 'fact.1.was': 'deposit', 'fact.1.value': '8' },
	});
	expect(theirsInPlace('facts.window', rows, theirs)).toEqual({ prefix: 'fact.0.', fields: {} });
	expect(theirsInPlace('facts.window', without, rows)).toBeUndefined();
	expect(theirsInPlace('why', { why: 'a' }, { why: 'b' })).toEqual({
		...{ prefix: 'why', fields: { why: 'b' } },
	});
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
