import { expect, test } from 'vitest';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { type Versions, versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { unsoundRecalls } from '#publishing/unsound-recalls.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const files = readContentFiles('content');
const lesson = 'lessons/returns/en.mdx';

/** Returns with another window. */
function withWindow(versions: Versions, value: number): Versions {
	const version = versions.get('returns') ?? expect.fail();
	const window = version.body.facts['window'] ?? expect.fail();
	const facts = { ...version.body.facts, window: { ...window, value } };
	return new Map(versions).set('returns', { ...version, body: { ...version.body, facts } });
}

test('a number may change under the recalls that we ship', async () => {
	const versions = versionsAt(await readPolicies((await testDatabase()).read), castTime);
	const catalogue = readCatalogue(files);
	for (const days of [14, 45, 60, 100]) {
		const after = withWindow(versions, days);
		expect(unsoundRecalls({ policyId: 'returns' }, { catalogue, versions }, after)).toEqual([]);
	}
});

test('a recall whose wordings know better than the new number stops the publication, by its line', async () => {
	const versions = versionsAt(await readPolicies((await testDatabase()).read), castTime);
	const source = (files.get(lesson) ?? '').replace(
		'- [ ] only with a receipt',
		'- [ ] far too long\n  - 45 days\n- [ ] only with a receipt',
	);
	const catalogue = readCatalogue(new Map(files).set(lesson, source));
	const after = withWindow(versions, 45);
	const found = unsoundRecalls({ policyId: 'returns' }, { catalogue, versions }, after);
	expect(found.length).toBeGreaterThan(0);
	expect(found[0]?.place).toMatch(/^content\/lessons\/returns\/en\.mdx:\d+$/);
	expect(found[0]?.message).toMatch(/within 45\sdays/);
	expect(unsoundRecalls({ policyId: 'paying' }, { catalogue, versions }, after)).toEqual([]);
});
