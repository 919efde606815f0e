import { expect, test } from 'vitest';
import { bodyFromForm, formFromBody } from '#actions/draft-form.ts';
import { placeRows } from '#actions/fact-fields.ts';
import { rowProblems } from '#actions/fact-rows.ts';
import { typedRenames } from '#policies/typed-renames.ts';
import type { PolicyBody } from '#policies/body.ts';
import { parseBody } from '#policies/check-body.ts';
import { Invalid } from '#lib/errors.ts';

const body: PolicyBody = {
	title: 'Umbrella loans',
	statement: 'Anyone may borrow an umbrella for {window} or {loans.window}.',
	why: 'It costs {deposit}.',
	how: { shop: 'Lend it for {window}.' },
	facts: {
		window: {
			...{ value: 30, unit: 'day' },
			varies: { 'market:DE': { value: 45, unit: 'day' }, 'site:a': { value: 6, unit: 'week' } },
		},
		deposit: { value: 5, unit: 'EUR' },
		until: { value: '2026-12-24', unit: 'date' },
		carrier: { value: 'Swiftway', unit: 'text' },
		cash: { value: 'no', unit: 'yes-no' },
	},
	touchpoints: ['rain'],
	validMonths: null,
};

const known = { facts: () => false, channels: ['shop'], places: ['market:DE', 'site:a'] };

function problemsOf(values: Record<string, string | readonly string[]>) {
	try {
		parseBody('loans', bodyFromForm(values), known);
		return {};
	} catch (error) {
		if (error instanceof Invalid) return error.problems;
		throw error;
	}
}

test('a body goes through the form and comes out as it was, places and all', () => {
	expect(parseBody('loans', bodyFromForm(formFromBody(body)), known)).toEqual(body);
	expect(placeRows(formFromBody(body), 0)).toBe(4);
	expect(placeRows(formFromBody(body), 1)).toBe(2);
});

test('two facts of one name, and a place given twice, are told beside their rows', () => {
	const twice = {
		...formFromBody(body),
		'fact.1.name': 'window',
		'fact.0.in.1.place': 'market:DE',
	};
	expect(rowProblems(twice)).toEqual({
		'facts.window': expect.stringContaining('Two facts have this name'),
		'facts.window.varies.market:DE': expect.stringContaining('twice'),
	});
	expect(rowProblems(formFromBody(body))).toEqual({});
});

test('what is wrong at a place is told beside its row', () => {
	const values = formFromBody(body);
	expect(problemsOf({ ...values, 'fact.0.in.0.value': 'soon' })).toEqual({
		'facts.window.varies.market:DE': 'Write a number, like 30.',
	});
	expect(problemsOf({ ...values, 'fact.0.in.0.place': 'site:atlantis' })).toEqual({
		'facts.window.varies.site:atlantis': 'There is no such place.',
	});
	expect(problemsOf({ ...values, 'fact.0.in.0.place': '' })).toEqual({
		'facts.window.varies.': 'Choose where it is different.',
	});
});

test('another name in a row is a rename: the draft’s own texts follow, all at once', () => {
	const values = { ...formFromBody(body), policy: 'loans' };
	const renamed = { ...values, 'fact.0.name': 'period' };
	expect(typedRenames(renamed)).toEqual([{ from: 'window', to: 'period' }]);
	expect(bodyFromForm(renamed)).toMatchObject({
		statement: 'Anyone may borrow an umbrella for {period} or {loans.period}.',
		how: { shop: 'Lend it for {period}.' },
	});
	const swapped = { ...values, 'fact.0.name': 'deposit', 'fact.1.name': 'window' };
	expect(bodyFromForm(swapped)).toMatchObject({ why: 'It costs {window}.' });
	expect(typedRenames(values)).toEqual([]);
});
