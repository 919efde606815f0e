import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import type { PolicyBody } from '#policies/body.ts';
import { autosaveDraft } from '#policies/autosave.ts';
import { saveDraft } from '#policies/draft.ts';
import { translatedParts } from '#policies/in-language.ts';
import { factsOf, versionsAt } from '#policies/facts.ts';
import { otherName, renameInText, renameProblems, stillOneFact } from '#policies/renames.ts';
import { readPolicies } from '#policies/versions.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { readGround } from '#publishing/ground.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { publishText } from '#publishing/publish-text.ts';
import { pullPolicies } from '#publishing/pull-content.ts';
import { translationsStaleBy } from '#publishing/stale-translations.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { hour, smallCompany, type SmallCompany } from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

const at = castTime + hour;
const renames = [{ from: 'window', to: 'period' }];
const by = cast.policyOwner.id;

/** Every `window` of the small policy's texts and facts, called `period`. */
function renamed({ facts: { window, ...facts }, ...body }: PolicyBody): PolicyBody {
	if (!window) return expect.fail('no window');
	const text = (source: string) => renameInText(source, 'loans', renames);
	const how = Object.entries(body.how).map(([channel, line]) => [channel, text(line)] as const);
	return {
		...{ ...body, statement: text(body.statement), how: Object.fromEntries(how) },
		facts: { period: window, ...facts },
	};
}

async function save({ db }: SmallCompany) {
	const newest = (await readPolicies(db.read)).byId.get('loans')?.versions.at(-1);
	if (!newest) return expect.fail('no loans');
	const draft = { policyId: 'loans', body: renamed(newest.body), baseNumber: 1, seenRevision: 0 };
	return (await saveDraft(db, { ...draft, renames, by, at })).draft;
}

function publish(company: SmallCompany, revision: number) {
	const publication = { policyId: 'loans', revision, reason: 'A better word.', by, at: at + 1 };
	return publishPolicy(company.db, company.catalogue, { ...publication, change: 'editorial' });
}

async function valueOf({ db }: SmallCompany, name: string, moment = at + 2) {
	return factsOf(versionsAt(await readPolicies(db.read), moment))(name)?.value;
}

test('publishing waits for the lessons and policies that use the old name, and says what to write', async () => {
	const company = await smallCompany({
		'policies/flowers.md': flowers('{loans.window}'),
	});
	const { revision } = await save(company);
	const outcome = await publish(company, revision);
	if (outcome.kind === 'published') return expect.fail('it was published');
	const remedies = outcome.refusals.map(({ place, message }) => `${place} ${message}`);
	expect(remedies).toHaveLength(4);
	expect(remedies.join('\n')).toMatch(/lending\/en\.mdx:12 .* Write loans\.period there\./);
	expect(remedies.join('\n')).toMatch(/rainy-day\/en\.mdx:\d+ .* Write loans\.period there\./);
	expect(remedies.join('\n')).toMatch(/A flower for a wait .* Write \{loans\.period\} there\./);
});

test('lessons may follow before and after: the fact is found under both names all the while', async () => {
	const company = await smallCompany({
		'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [
			smallQuestion('how-long', 'loans', 'Right: <Fact of="loans.period" />'),
		]),
		'lessons/rainy-day/en.mdx': smallLesson('A rainy day', 'loans, flowers', [
			smallQuestion('rain-flower', 'flowers'),
		]),
	});
	expect(await valueOf(company, 'loans.period')).toBeUndefined();
	const { revision } = await save(company);
	expect(await valueOf(company, 'loans.period')).toBe(30);
	expect(await valueOf(company, 'loans.window')).toBe(30);
	expect(await publish(company, revision)).toMatchObject({ kind: 'published' });
	expect(await valueOf(company, 'loans.period')).toBe(30);
	expect(await valueOf(company, 'loans.window')).toBe(30);
	expect(await valueOf(company, 'loans.period', castTime)).toBe(30);
	expect(await valueOf(company, 'loans.other')).toBeUndefined();
	const rows = await company.db.read.select().from(auditEntries);
	expect(rows.filter(({ action }) => action === 'fact.renamed')).toHaveLength(1);
});

/** The same draft as it saves itself while the name is typed: nobody has asked for it to be saved. */
async function typeOnly(company: SmallCompany, name = 'period') {
	const newest = (await readPolicies(company.db.read)).byId.get('loans')?.versions.at(-1);
	if (!newest) return expect.fail('no loans');
	const fields = { 'fact.0.was': 'window', 'fact.0.name': name, 'fact.0.value': '30' };
	const typed = { fields, problems: 0, window: 'w', count: 1 };
	const body = name === 'period' ? renamed(newest.body) : newest.body;
	const save = { policyId: 'loans', body, typed, baseNumber: 1, seenRevision: 0, by, at };
	const outcome = await autosaveDraft(company.db, { ...save, renames });
	return outcome.kind === 'saved' ? outcome.draft.revision : expect.fail(outcome.kind);
}

test('a new name that only saved itself is a rename for whoever reviews it, and on record once it is published', async () => {
	const company = await smallCompany();
	const revision = await typeOnly(company);
	expect(await valueOf(company, 'loans.period'), 'a name that is still typed').toBeUndefined();
	const outcome = await publish(company, revision);
	if (outcome.kind === 'published') return expect.fail('it was published');
	const said = outcome.refusals.map(({ message }) => message).join(' ');
	expect(said).toContain('which this draft calls loans.period');
	expect(said).not.toContain('removes');
	expect(said, 'a new name alone changes nothing').not.toContain('material change');

	const ahead = await smallCompany({
		'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [
			smallQuestion('how-long', 'loans', 'Right: <Fact of="loans.period" />'),
		]),
		'lessons/rainy-day/en.mdx': smallLesson('A rainy day', 'loans, flowers', [
			smallQuestion('rain-flower', 'flowers'),
		]),
	});
	expect(await publish(ahead, await typeOnly(ahead))).toMatchObject({ kind: 'published' });
	expect(await valueOf(ahead, 'loans.window'), 'a lesson that is behind').toBe(30);
	expect(await valueOf(ahead, 'loans.period', castTime), 'what held before').toBe(30);
	const rows = await ahead.db.read.select().from(auditEntries);
	expect(rows.filter(({ action }) => action === 'fact.renamed')).toHaveLength(1);
});

test('a translation follows a new name by itself; other words beside it make that part stale', async () => {
	const company = await smallCompany({
		'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [
			smallQuestion('how-long', 'loans', 'Right: <Fact of="loans.period" />'),
		]),
		'lessons/rainy-day/en.mdx': smallLesson('A rainy day', 'loans, flowers', [
			smallQuestion('rain-flower', 'flowers'),
		]),
	});
	const { db } = company;
	const parts = {
		statement: 'Cualquiera puede llevarse un paraguas por {window}.',
		'how.shop': 'Préstalo por {loans.window}.',
	};
	const translation = { policyId: 'loans', number: 1, language: 'es', seenEdition: 0, parts };
	await publishText(db, { ...translation, stillRight: [], by, at });
	const revision = await typeOnly(company);
	const ground = await readGround(db.read, company.catalogue, 'loans', at);
	const thread = async () => (await readPolicies(db.read)).byId.get('loans') ?? expect.fail();
	const draft = renamed(ground.newest.body);
	const stale = async (body: PolicyBody) =>
		translationsStaleBy(body, ground.newest.body, (await thread()).texts, ground.newest.renames);
	expect(await stale(draft)).toEqual([]);
	expect(await stale({ ...draft, statement: `${draft.statement} Gladly.` })).toMatchObject([
		{ language: 'es', parts: ['statement'] },
	]);
	expect(await publish(company, revision)).toMatchObject({ kind: 'published' });
	const { versions, texts } = await thread();
	const found = translatedParts(versions.at(-1)?.body ?? expect.fail(), texts, 'es');
	expect(found.filter(({ state }) => state === 'stale')).toEqual([]);
	expect(found.find(({ part }) => part === 'statement')).toMatchObject({
		...{ state: 'translated', text: 'Cualquiera puede llevarse un paraguas por {period}.' },
	});
	expect(found.find(({ part }) => part === 'how.shop')?.text).toBe('Préstalo por {loans.period}.');
});

test('a row that says another name than the body has renames nothing', async () => {
	const company = await smallCompany();
	await typeOnly(company, 'perio');
	const { newest } = await readGround(company.db.read, company.catalogue, 'loans', at);
	expect(newest.renames ?? []).toEqual([]);
});

test('a fact that was renamed more than once is found; two facts side by side are two', () => {
	const chain = [
		{ from: 'a', to: 'b' },
		{ from: 'c', to: 'b' },
		{ from: 'b', to: 'a' },
	];
	expect(otherName(chain, 'c', (name) => name === 'a')).toBe('a');
	expect(otherName(chain, 'd', () => true)).toBeUndefined();
	const loans = smallCatalogue().policies.find(({ id }) => id === 'loans') ?? expect.fail();
	const both = [{ from: 'window', to: 'deposit' }];
	expect(stillOneFact(both, [loans])).toEqual([]);
	expect(stillOneFact(renames, [loans])).toEqual(renames);
	expect(renameProblems(both, loans)).toEqual({
		'facts.deposit': expect.stringContaining('Another fact'),
	});
	expect(renameProblems(renames, loans)).toEqual({});
	const back = [{ from: 'period', to: 'window' }];
	expect(renameProblems(back, { ...loans, renames })).toEqual({});
});

test('content:pull writes the new name down, the check takes lessons that use it, and a new database knows it', async () => {
	const files = readContentFiles('content');
	const catalogue = readCatalogue(files);
	const db = await testDatabase();
	const body = (await readPolicies(db.read)).byId.get('returns')?.versions[0]?.body;
	if (!body) return expect.fail('no returns');
	const draft = { policyId: 'returns', baseNumber: 1, seenRevision: 0, by, at };
	await saveDraft(db, { ...draft, body, renames });
	const pulled = pullPolicies(await readPolicies(db.read), catalogue, at);
	expect([...pulled.keys()]).toEqual(['policies/returns.md']);
	expect(pulled.get('policies/returns.md')).toContain('renamed:\n  period: window\n');
	const lessons = [...files].map(
		([file, text]) => [file, text.replaceAll('returns.window', 'returns.period')] as const,
	);
	expect(checkContent(new Map(lessons)).length).toBeGreaterThan(0);
	const ahead = new Map([...lessons, ...pulled]);
	expect(checkContent(ahead)).toEqual([]);
	expect(pullPolicies(await readPolicies(db.read), readCatalogue(ahead), at).size).toBe(0);

	const company = await smallCompany({ 'policies/keys.md': null, 'lessons/keys/en.mdx': null });
	const keys = smallCatalogue().policies.find(({ id }) => id === 'keys') ?? expect.fail();
	const policies = [{ ...keys, id: 'lockers', renamed: { hung: 'kept' } }];
	await adoptContent(company.db, { ...company.catalogue, policies }, at);
	expect(await valueOf(company, 'lockers.hung')).toBe(2);
});

function flowers(fact: string): string {
	return `---
id: flowers
title: A flower for a wait
owner: Stores
touchpoints: [rain]
statement: Who has waited {wait} gets a flower.
why: It is worth it for ${fact}.
facts:
  wait: { value: 10, unit: minute }
how:
  shop: Keep them by the door.
  van: Take a bunch along.
---
`;
}
