import { expect, test } from 'vitest';
import { compareVersions } from '#completions/what-changed.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { policyHtml, transclude } from '#lessons/transclude.ts';
import { versionsAt } from '#policies/facts.ts';
import { noteOn, noteOnAll } from '#policies/in-language.ts';
import { readAs, readVersionAs, wordingKey } from '#policies/reading.ts';
import { readPolicies } from '#policies/versions.ts';
import { saveDraft } from '#policies/draft.ts';
import { newestText } from '#policies/policy-text.ts';
import { partsOf } from '#policies/text-parts.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { publishText } from '#publishing/publish-text.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, publish, reworded, withFact } from '#test/small-company.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const reader = (language: string) => ({ language, siteId: 'store-1', market: null });
const changed = { at: castTime + day };
const later = castTime + 2 * day;

async function company() {
	const db = await testDatabase();
	const versionsFor = async (language: string, at = later) =>
		readAs(versionsAt(await readPolicies(db.read), at), reader(language));
	const page = async (language: string, id = 'returns') => {
		const versions = await versionsFor(language);
		return policyHtml(id, { catalogue, versions, channels: ['delivery'] });
	};
	return { db, catalogue, versionsFor, page };
}

test('each reads in her own language, with its numbers and marked as what it is', async () => {
	const { page } = await company();
	expect(await page('es')).toContain('<span lang="es">Cualquiera puede devolver');
	expect(await page('es')).toContain('en un plazo de 30\u00a0días');
	expect(await page('es')).toContain('<div lang="es">Si te da una devolución');
	expect(await page('es-MX')).toBe(await page('es'));
	expect(await page('de')).toContain('Frist: 30\u00a0Tage');
	const english = await page('en');
	expect(english).toContain('within 30\u00a0days');
	expect(english).not.toContain('lang=');
	expect(english).not.toContain('class="note"');
});

test('where nothing is translated, the reader is told once and reads the source', async () => {
	const { page, versionsFor } = await company();
	const html = await page('vi');
	expect(html.match(/class="note"/g)).toHaveLength(1);
	expect(html).toContain('Not translated into Vietnamese yet; this is the English text.');
	expect(html).toContain('within 30\u00a0days');
	expect(noteOnAll((await versionsFor('en')).get('returns'))).toBeUndefined();
});

test('after a change of words that part alone is the source, with a note; the number changes everywhere', async () => {
	const { db, page, versionsFor } = await company();
	await publish({ db, catalogue }, 'returns', reworded('Gladly.'), changed);
	await publish({ db, catalogue }, 'returns', withFact('window', 45, 'day'), {
		at: castTime + day + 1,
	});
	const html = await page('es');
	expect(html).toContain('<p class="statement">Anyone can bring anything back within 45\u00a0days');
	expect(html).toContain('The translation is being brought up to date; this is the English text.');
	expect(html).toContain('<p lang="es">En una devolución');
	expect(html).toContain('todo puede volver en un plazo de 45\u00a0días');
	const returns = (await versionsFor('es')).get('returns');
	expect(noteOn(returns, 'why')).toBeUndefined();
	expect(await page('en')).toContain('within 45\u00a0days');
});

test('a version to come is translated before its day, and is read in it from that day', async () => {
	const { db, versionsFor } = await company();
	const newest = (await readPolicies(db.read)).byId.get('returns')?.versions[0] ?? expect.fail();
	const statement = 'Anyone may bring anything back within {window}.';
	const by = cast.policyOwner.id;
	const save = { policyId: 'returns', baseNumber: 1, seenRevision: 0, by, at: castTime };
	const { draft } = await saveDraft(db, { ...save, body: { ...newest.body, statement } });
	const plan = { change: 'material', reason: 'Gifts.', effectiveAt: castTime + 10 * day } as const;
	await publishPolicy(db, catalogue, {
		...{ policyId: 'returns', revision: draft.revision, ...plan, by, at: castTime + 1 },
	});
	const text = (await newestText(db.read, 'returns', 'es')) ?? expect.fail();
	const parts = { ...Object.fromEntries(partsOf(text)), statement: 'Todo vuelve en {window}.' };
	await publishText(db, {
		...{ policyId: 'returns', number: 2, language: 'es', seenEdition: 1, parts },
		...{ stillRight: [], by, at: castTime + 2 },
	});
	const said = async (at: number) => (await versionsFor('es', at)).get('returns')?.body.statement;
	expect(await said(castTime + 9 * day)).toContain('Cualquiera puede devolver');
	expect(await said(castTime + 10 * day)).toBe('Todo vuelve en {window}.');
});

test('a text published or overtaken makes another key, so that nothing remembered is shown in its place', async () => {
	const { db, versionsFor } = await company();
	const keys = [await versionsFor('en'), await versionsFor('es'), await versionsFor('de')];
	await publish({ db, catalogue }, 'returns', reworded('Gladly.'), changed);
	keys.push(await versionsFor('es'));
	expect(new Set(keys.map(wordingKey)).size).toBe(4);
});

test('in a translated lesson the words around are in its language, and what is English says so', async () => {
	const { versionsFor } = await company();
	const channels = ['delivery'];
	const around = { catalogue, versions: await versionsFor('es'), channels, language: 'es' };
	expect(transclude('statement', 'returns', around)).toMatch(/^<p class="statement">Cualquiera/);
	expect(transclude('how', 'returns', around)).toMatch(
		/^<div class="how" lang="en">.*<div lang="es">/,
	);
	const untranslated = transclude('statement', 'problems', around);
	expect(untranslated).toContain('<p class="note" lang="en">Not translated into Spanish yet');
	expect(untranslated).toContain('<span lang="en">');
});

test('two wordings are compared in one language, each part for itself', async () => {
	const { db } = await company();
	const before = await publish(
		{ db, catalogue },
		'returns',
		withFact('window', 45, 'day'),
		changed,
	);
	await publish({ db, catalogue }, 'returns', reworded('Gladly.'), { at: castTime + day + 1 });
	const history = await readPolicies(db.read);
	const versions = history.byId.get('returns')?.versions ?? [];
	const [first, second, third] = versions.map((version) => readVersionAs(version, reader('es')));
	if (!first || !second || !third) return expect.fail(`${before.number} of 3`);
	const others = readAs(versionsAt(history, later), reader('es'));
	const number = compareVersions(first, second, others);
	expect(number.languageOf('statement')).toBe('es');
	const words = (pieces: typeof number.statement, change: string) =>
		pieces.filter((piece) => piece.change === change).map(({ text }) => text);
	expect(words(number.statement, 'old')).toEqual(['30\u00a0días']);
	expect(words(number.statement, 'new')).toEqual(['45\u00a0días']);
	const wording = compareVersions(second, third, others);
	expect(wording.languageOf('statement')).toBe('en');
	expect(words(wording.statement, 'new')).toEqual(['Gladly.']);
	expect(wording.how).toEqual([]);
});
