import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Quantity } from '#lib/quantity.ts';
import { versionHash } from '#policies/append-version.ts';
import { looseBody } from '#policies/body.ts';
import { type Fact, factSchema } from '#policies/fact.ts';
import { factsOf, type Versions, withVersion } from '#policies/facts.ts';
import { readAs, readVersionAs, wordingKey } from '#policies/reading.ts';
import { castTime } from '#test/cast.ts';
import { smallCatalogue } from '#test/small-content.ts';

const files = smallCatalogue().policies;
const versions: Versions = new Map(
	files.map(({ id, body }, index) => {
		const published = { change: 'material', reason: 'First.', publishedBy: null } as const;
		const times = { publishedAt: castTime, effectiveAt: castTime, previousHash: null };
		const version = { policyId: id, number: 1, body, ...published, ...times };
		return [id, { ...version, seq: index + 1, hash: versionHash(version) }];
	}),
);
const loans = versions.get('loans') ?? expect.fail();

const days = (value: number): Quantity => ({ value, unit: 'day' });

function withWindow(fact: Fact) {
	return withVersion(versions, {
		...loans,
		body: { ...loans.body, facts: { ...loans.body.facts, window: fact } },
	});
}

function windowFor(fact: Fact, siteId: string, market: string | null) {
	return factsOf(readAs(withWindow(fact), { language: 'en', siteId, market }))('loans.window');
}

const sites = ['a', 'b', 'c'];
const markets = ['DE', 'PT'];
const variation = fc.dictionary(
	fc.constantFrom(...sites.map((id) => `site:${id}`), ...markets.map((id) => `market:${id}`)),
	fc.nat(90).map(days),
);

test('a site’s own value comes before its market’s, and that before the general one', () => {
	fc.assert(
		fc.property(
			fc.nat(90),
			variation,
			fc.constantFrom(...sites),
			fc.constantFrom(...markets, null),
			(general, varies, siteId, market) => {
				const expected = varies[`site:${siteId}`] ?? varies[`market:${market}`] ?? days(general);
				const found = windowFor({ ...days(general), varies }, siteId, market);
				expect(found).toMatchObject(expected);
			},
		),
	);
});

test('where no fact is another one, a reader gets the very same versions: nothing is made', () => {
	const reader = { language: 'en', siteId: 'a', market: 'DE' };
	const elsewhere = withWindow({ ...days(30), varies: { 'market:PT': days(60) } });
	expect(readAs(elsewhere, reader)).toBe(elsewhere);
	expect(readVersionAs(loans, reader)).toBe(loans);
});

test('people of one place share one wording, and other places have keys of their own', () => {
	const varying = withWindow({
		...days(30),
		varies: { 'market:DE': days(45), 'site:a': days(60) },
	});
	const at = (siteId: string, market: string | null) =>
		readAs(varying, { language: 'en', siteId, market });
	expect(at('b', 'DE').get('loans')).toBe(at('c', 'DE').get('loans'));
	expect(wordingKey(at('b', 'DE'))).toBe(wordingKey(at('c', 'DE')));
	const keys = [at('b', 'DE'), at('a', 'DE'), at('b', 'PT')].map(wordingKey);
	expect(new Set(keys).size).toBe(3);
	expect(wordingKey(at('a', 'DE'))).toBe(wordingKey(at('a', null)));
});

test('a fact that is the same everywhere leaves the fingerprint as it was', () => {
	const plain = factSchema.parse(days(30));
	expect(Object.keys(plain)).toEqual(['value', 'unit']);
	expect(Object.keys(factSchema.parse({ ...days(30), varies: {} }))).toEqual(['value', 'unit']);
	const facts = { ...loans.body.facts, window: { ...days(30), varies: { 'market:DE': days(45) } } };
	expect(versionHash({ ...loans, body: { ...loans.body, facts } })).not.toBe(versionHash(loans));
	expect(versionHash({ ...loans, readAt: 'x', renames: [] })).toBe(loans.hash);
});

test('a file may write a place’s value in the unit of the fact', () => {
	const fact = factSchema.parse({ ...days(30), varies: { 'market:DE': 45 } });
	expect(fact).toEqual({ ...days(30), varies: { 'market:DE': days(45) } });
});

test.each([
	[{ germany: 45 }, 'Name the place like market:DE'],
	[{ '': 45 }, 'Choose where it is different.'],
	[{ 'market:DE': 'soon' }, 'Write a number'],
	[{ 'market:DE': { value: 45, unit: 'EUR' } }, 'of the same kind'],
])('%o is refused', (varies, sentence) => {
	const result = factSchema.safeParse({ ...days(30), varies });
	expect(result.error?.issues[0]?.message).toContain(sentence);
});

test('money may be of another currency, and days may be working days', () => {
	const euros = { value: 5, unit: 'EUR', varies: { 'market:GB': { value: 5, unit: 'GBP' } } };
	expect(factSchema.safeParse(euros).success).toBe(true);
	const working = { ...days(3), varies: { 'market:PT': { value: 3, unit: 'working-day' } } };
	expect(factSchema.safeParse(working).success).toBe(true);
});

test('a preview keeps the general value while a place is half-written', () => {
	const body = looseBody({
		facts: { window: { ...days(30), varies: { 'market:DE': Number.NaN } } },
	});
	expect(body.facts).toEqual({ window: days(30) });
});
