import { expect, test } from 'vitest';
import { checkContent } from '#lessons/check/check-content.ts';
import { readPolicyTranslation } from '#lessons/check/policy-translation.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { newestText } from '#policies/policy-text.ts';
import { partsOf } from '#policies/text-parts.ts';
import { readPolicies } from '#policies/versions.ts';
import { writeTextFile } from '#policies/write-text-file.ts';
import { adoptContent, differencesFromFiles } from '#publishing/adopt-content.ts';
import { publishText } from '#publishing/publish-text.ts';
import { pullPolicies } from '#publishing/pull-content.ts';
import { pullTexts } from '#publishing/pull-texts.ts';
import { translationsStaleBy } from '#publishing/stale-translations.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { day, publish, reworded, smallCompany } from '#test/small-company.ts';
import { smallCatalogue } from '#test/small-content.ts';

const file = 'policies/loans.es.md';
const source = `---
id: loans
version: 1
statement: Cualquiera puede llevarse un paraguas por {window}.
how:
  van: Lleva tres paraguas detrás del asiento.
---
`;
const files = readContentFiles('content');
const real = readCatalogue(files);

test('a translation is taken in where the database has no text of that policy and language, once', async () => {
	const { db } = await smallCompany();
	const catalogue = smallCatalogue({ [file]: source });
	const before = await countRows(db.read);
	await adoptContent(db, catalogue, castTime + day);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({
		...{ policy_texts: 1, audit_entries: 1, audit_payloads: 1 },
	});
	const text = await newestText(db.read, 'loans', 'es');
	expect(text).toMatchObject({ edition: 1, number: 1, title: '', writtenBy: null });
	expect(await differencesFromFiles(db, catalogue, castTime + day)).toEqual([]);
	await adoptContent(db, smallCatalogue({ [file]: source.replace('tres', 'dos') }), castTime + day);
	expect((await newestText(db.read, 'loans', 'es'))?.edition).toBe(1);
});

test('a file that differs from what holds is told at start and never applied', async () => {
	const { db } = await smallCompany({ [file]: source });
	const changed = smallCatalogue({ [file]: source.replace('tres', 'dos') });
	expect(await differencesFromFiles(db, changed, castTime)).toEqual([
		'content/policies/loans.es.md differs from the texts that hold for version 1',
	]);
});

test('a file whose source is behind the database holds in the parts that are as they were', async () => {
	const company = await smallCompany();
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + day });
	await adoptContent(company.db, smallCatalogue({ [file]: source }), castTime + 2 * day);
	const pulled = pullTexts(
		await readPolicies(company.db.read),
		company.catalogue,
		castTime + 2 * day,
	);
	expect(pulled.get(file)).toContain('version: 2');
	expect(pulled.get(file)).toContain('Lleva tres paraguas');
	expect(pulled.get(file)).not.toContain('Cualquiera');
});

test('texts that are written as a file read back as they were, byte for byte again', () => {
	expect(real.policyTranslations.length).toBeGreaterThanOrEqual(3);
	for (const { file: path, policyId: _, language: __, ...texts } of real.policyTranslations) {
		const written = writeTextFile(texts);
		const read = readPolicyTranslation(path, written, (line, m) => expect.fail(`${line}: ${m}`));
		expect(read).toMatchObject(texts);
		expect(writeTextFile(read ?? expect.fail())).toBe(written);
	}
});

test('what was translated in the browser is pulled into a file that the check likes, and then nothing differs', async () => {
	const db = await testDatabase();
	expect(pullTexts(await readPolicies(db.read), real, castTime).size).toBe(0);
	const text = (await newestText(db.read, 'returns', 'es')) ?? expect.fail();
	const parts = { ...Object.fromEntries(partsOf(text)), title: 'Devolver', why: '' };
	await publishText(db, {
		...{ policyId: 'returns', number: 1, language: 'es', seenEdition: 1, parts },
		...{ stillRight: [], by: cast.policyOwner.id, at: castTime + day },
	});
	const history = await readPolicies(db.read);
	const pulled = pullTexts(history, real, castTime + day);
	expect([...pulled.keys()]).toEqual(['policies/returns.es.md']);
	const merged = new Map([...files, ...pulled]);
	expect(checkContent(merged)).toEqual([]);
	expect(pullTexts(history, readCatalogue(merged), castTime + day).size).toBe(0);
});

test('after a change of words, policy and translations are pulled together and the check likes both', async () => {
	const db = await testDatabase();
	await publish({ db, catalogue: real }, 'returns', reworded('Gladly.'), { at: castTime + day });
	const history = await readPolicies(db.read);
	const pulled = [pullPolicies, pullTexts].flatMap((pull) => [
		...pull(history, real, castTime + day),
	]);
	const merged = new Map([...files, ...pulled]);
	expect(checkContent(merged)).toEqual([]);
	const es = merged.get('policies/returns.es.md');
	expect(es).toContain('version: 2');
	expect(es).not.toContain('statement:');
});

test('a draft says which translations it makes stale, part by part, and a new line what it leaves open', async () => {
	const db = await testDatabase();
	const thread = (await readPolicies(db.read)).byId.get('returns') ?? expect.fail();
	const body = thread.versions[0]?.body ?? expect.fail();
	const stale = (draft: typeof body) => translationsStaleBy(draft, body, thread.texts);
	expect(stale(body)).toEqual([]);
	expect(stale({ ...body, facts: { ...body.facts, window: { value: 45, unit: 'day' } } })).toEqual(
		[],
	);
	const how = { ...body.how, phone: 'Say yes.', fax: 'Send it.' };
	expect(stale({ ...body, statement: 'Yes.', how })).toEqual(
		['de', 'es', 'pl'].map((language) => ({
			language,
			parts: ['statement', 'how.phone', 'how.fax'],
		})),
	);
});
