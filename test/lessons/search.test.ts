import { expect, test } from 'vitest';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { searchStandard } from '#lessons/search.ts';
import { versionsAt, withVersion } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const catalogue = readCatalogue(readContentFiles('content'));

async function versionsNow() {
	const { read } = await testDatabase();
	return versionsAt(await readPolicies(read), castTime);
}

test('the policy and the lesson on a thing come first', async () => {
	const found = searchStandard(catalogue, await versionsNow(), 'returns');
	expect(
		found
			.slice(0, 2)
			.map(({ kind, id }) => `${kind} ${id}`)
			.toSorted(),
	).toEqual(['lesson returns', 'policy returns']);
});

test('half a word and a misspelt one are found too', async () => {
	const versions = await versionsNow();
	for (const words of ['retur', 'retrun', 'RETURNS', ' returns  ']) {
		const ids = searchStandard(catalogue, versions, words).map(({ id }) => id);
		expect(ids.slice(0, 3), words).toContain('returns');
	}
});

test('several words are looked for together, and the sentence that fits is shown', async () => {
	const [first] = searchStandard(catalogue, await versionsNow(), 'card number aloud');
	expect(first?.id).toMatch(/paying/);
	expect(first?.excerpt.toLowerCase()).toContain('card');
});

test('a fact is found by its value, and by the new one as soon as it holds', async () => {
	const versions = await versionsNow();
	const returns = versions.get('returns') ?? expect.fail();
	const facts = { ...returns.body.facts, window: { value: 47, unit: 'day' } };
	const changed = withVersion(versions, { ...returns, seq: 99, body: { ...returns.body, facts } });
	expect(searchStandard(catalogue, versions, '47')).toEqual([]);
	expect(searchStandard(catalogue, changed, '47')[0]?.id).toBe('returns');
});

test('an amount is found by its number', async () => {
	expect(searchStandard(catalogue, await versionsNow(), '50 euro')[0]?.id).toBe('authority');
});

test('questions and answers are not looked through, and nonsense finds nothing', async () => {
	const versions = await versionsNow();
	const kettle = searchStandard(catalogue, versions, 'kettle')
		.map(({ excerpt }) => excerpt)
		.join(' ');
	expect(kettle).not.toContain('A caller bought a kettle');
	for (const nothing of ['', '   ', 'xyzzyplugh', '%', '<script>alert(1)</script>'.repeat(9)]) {
		expect(() => searchStandard(catalogue, versions, nothing)).not.toThrow();
	}
	expect(searchStandard(catalogue, versions, 'xyzzyplugh')).toEqual([]);
});
