import fc from 'fast-check';
import { desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { bodyFromForm } from '#actions/draft-form.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { Invalid } from '#lib/errors.ts';
import { fillTemplate } from '#lib/template.ts';
import { looseBody, type PolicyBody } from '#policies/body.ts';
import { parseBody } from '#policies/check-body.ts';
import { discardDraft, restoreDiscarded } from '#policies/discard-draft.ts';
import { readDiscarded, readDraft, readDrafts, saveDraft } from '#policies/draft.ts';
import { followNewest } from '#policies/follow-newest.ts';
import { factsOf, showFact, versionsAt } from '#policies/facts.ts';
import { compileMarkdown, compileSentence, factsNamed } from '#policies/text.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows } from '#test/database-rows.ts';
import { hour, smallCompany, type SmallCompany } from '#test/small-company.ts';

const at = castTime + hour;

const body: PolicyBody = {
	title: 'Umbrella loans',
	statement: 'Anyone may borrow an umbrella for {window}.',
	why: 'Who stayed dry comes back.',
	how: { shop: 'Lend it for {window}, not for {flowers.wait}.' },
	facts: { window: { value: 30, unit: 'day' } },
	touchpoints: ['rain'],
	validMonths: null,
};

const known = { facts: (name: string) => name === 'flowers.wait', channels: ['shop', 'van'] };

function problemsOf(change: object, policyId = 'loans') {
	try {
		parseBody(policyId, { ...body, ...change }, known);
		return {};
	} catch (error) {
		if (error instanceof Invalid) return error.problems;
		throw error;
	}
}

function save(
	{ db }: SmallCompany,
	statement: string,
	more: { seenRevision?: number; by?: string } = {},
) {
	const { seenRevision = 0, by = cast.policyOwner.id } = more;
	const draft = { policyId: 'loans', body: { ...body, statement }, baseNumber: 1 };
	return saveDraft(db, { ...draft, seenRevision, by, at });
}

test('a save from an older revision overwrites nothing, and the newer wording comes back', async () => {
	const company = await smallCompany();
	const first = await save(company, 'Mine.');
	const { revision } = first.draft;
	const second = await save(company, 'Theirs.', { seenRevision: revision, by: 'e1001' });
	expect(second).toMatchObject({ kind: 'saved', draft: { savedBy: 'e1001' } });
	const late = await save(company, 'Mine, again.', { seenRevision: revision });
	expect(late).toMatchObject({ kind: 'overtaken', draft: { body: { statement: 'Theirs.' } } });
	const unseen = await save(company, 'Mine, from the beginning.');
	expect(unseen.kind).toBe('overtaken');
	expect(await readDraft(company.db.read, 'loans')).toEqual(second.draft);
});

test('two writers who save at once: one has saved, the other is told', async () => {
	const company = await smallCompany();
	const outcomes = await Promise.all([save(company, 'Mine.'), save(company, 'Theirs.')]);
	expect(outcomes.map(({ kind }) => kind)).toEqual(['saved', 'overtaken']);
});

test('the same save sent twice is saved', async () => {
	const company = await smallCompany();
	const [first, again] = [await save(company, 'Mine.'), await save(company, 'Mine.')];
	expect(again).toEqual(first);
});

test('a save to a draft that was thrown away and begun anew overwrites nothing', async () => {
	const company = await smallCompany();
	const { draft } = await save(company, 'Mine.');
	await discardDraft(company.db, { policyId: 'loans', by: 'e1001', at });
	const anew = await save(company, 'Theirs.', { by: 'e1001' });
	const late = await save(company, 'Mine, more of it.', { seenRevision: draft.revision });
	expect(late.kind).toBe('overtaken');
	expect(await readDraft(company.db.read, 'loans')).toEqual(anew.draft);
});

test('a draft goes on from the version it was begun from, whatever a later form says', async () => {
	const company = await smallCompany();
	const { draft } = await save(company, 'Mine.');
	const more = { ...body, statement: 'More.' };
	const forged = { policyId: 'loans', body: more, baseNumber: 7, seenRevision: draft.revision };
	const next = await saveDraft(company.db, { ...forged, by: 'e1001', at });
	expect(next.draft.baseNumber).toBe(1);
});

test('a thrown-away draft leaves an audit row with what it said, and only the first time', async () => {
	const company = await smallCompany();
	await save(company, 'Never mind.');
	await discardDraft(company.db, { policyId: 'loans', by: 'e1001', at });
	expect(await readDraft(company.db.read, 'loans')).toBeUndefined();
	const [row] = await company.db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	expect(row?.audit_entries).toMatchObject({ action: 'draft.discarded', actorId: 'e1001', at });
	expect(row?.audit_payloads.payload).toContain('Never mind.');
	const before = await countRows(company.db.read);
	await discardDraft(company.db, { policyId: 'loans', by: 'e1001', at });
	expect(await countRows(company.db.read)).toEqual(before);
});

test('following the newest version makes no draft where there is none', async () => {
	const company = await smallCompany();
	await followNewest(company.db, { policyId: 'loans', by: 'e1001', at });
	expect(await readDraft(company.db.read, 'loans')).toBeUndefined();
});

test('a body that is right passes as it is', () => {
	expect(parseBody('loans', body, known)).toEqual(body);
});

test.each([
	['statement', { statement: ' ' }, /^Write the statement\.$/],
	['statement', { statement: 'For {windows}.' }, /no fact \{windows\}/],
	['statement', { statement: 'For {loans.windows}.' }, /no fact \{windows\}/],
	['statement', { statement: 'For {flowers.weight}.' }, /no fact \{flowers\.weight\}/],
	['why', { why: 'A {constructor} is no fact.' }, /no fact \{constructor\}/],
	['why', { why: 'For {window, or longer.' }, /brace stands alone/],
	['why', { why: 'For window}.' }, /brace stands alone/],
	['why', { why: 'For {Window}.' }, /brace/],
	['why', { why: 'For {}.' }, /brace/],
	['why', { why: 'For {loans.window.days}.' }, /brace|no fact/],
	['why', { why: 'For {window-}.' }, /brace|no fact/],
	['how.shop', { how: { shop: 'For {windows}.' } }, /no fact \{windows\}/],
	['how.moon', { how: { moon: 'Float.' } }, /no such channel/],
	['how.shop', { how: { shop: 'x'.repeat(1201) } }, /Shorten/],
	['facts.window', { facts: { window: { value: Number.NaN, unit: 'day' } } }, /Write a number/],
	['facts.window', { facts: { window: { value: '30', unit: 'day' } } }, /Write a number/],
	['facts.window', { facts: { window: { value: -1, unit: 'day' } } }, /not below zero/],
	['facts.window', { facts: { window: { value: 30, unit: '' } } }, /Choose a unit/],
	['facts.window', { facts: { window: { value: '25:00', unit: 'time' } } }, /like 14:00/],
	['facts.window', { facts: { window: { value: 14, unit: 'time' } } }, /like 14:00/],
	['facts.window', { facts: { window: { value: 1e12, unit: 'EUR' } } }, /too large/],
	[
		'facts.Window',
		{ facts: { window: body.facts['window'], Window: { value: 1, unit: 'day' } } },
		/letters/,
	],
	['title', { title: 'x'.repeat(81) }, /80 characters/],
	['validMonths', { validMonths: Number.NaN }, /^Write a number of months/],
	['validMonths', { validMonths: 0.5 }, /^Write a number of months/],
	['validMonths', { validMonths: 121 }, /^Write a number of months/],
	['touchpoints', { touchpoints: [] }, /at least one touchpoint/],
])('%s gets the sentence: %o', (field, change, sentence) => {
	const problems = problemsOf(change);
	expect(Object.keys(problems)).toEqual([field]);
	expect(problems[field]).toMatch(sentence);
	expect(problems[field]).toMatch(/\.$/);
});

test.each([
	['30', 30],
	['12,5', 12.5],
	['12.50', 12.5],
	['-5', -5],
	['1,000', Number.NaN],
	['1.000', Number.NaN],
	['1e3', Number.NaN],
	['0x10', Number.NaN],
	['thirty', Number.NaN],
	['', Number.NaN],
])('a value typed as %o is %d: what could be read in two ways is no number', (typed, value) => {
	const fields = { 'fact.0.name': 'window', 'fact.0.value': typed, 'fact.0.unit': 'day' };
	expect(bodyFromForm(fields)).toMatchObject({ facts: { window: { value, unit: 'day' } } });
});

test('a statement of a megabyte is refused with a sentence', () => {
	const problems = problemsOf({ statement: '{window} '.repeat(120_000) });
	expect(problems).toEqual({ statement: 'Shorten the statement to 400 characters.' });
});

test('a unit or a fact with the name of something that every object has breaks no page', async () => {
	const company = await smallCompany();
	const facts = factsOf(versionsAt(await readPolicies(company.db.read), at));
	for (const name of ['loans.constructor', 'constructor.name', 'loans.hasOwnProperty', 'loans']) {
		expect(facts(name)).toBeUndefined();
		expect(showFact(facts, name)).toBe('(this number is being checked)');
	}
	expect(showFact(() => ({ value: 2, unit: 'constructor' }), 'x')).toBe('2\u00a0constructors');
});

test('anything that somebody types makes a preview', () => {
	fc.assert(
		fc.property(fc.object(), fc.string(), (input, why) => {
			const loose = looseBody({ ...input, why });
			for (const text of [loose.statement, loose.why]) {
				fillTemplate(compileMarkdown('loans', text), () => '30 days');
			}
		}),
		{ numRuns: 200 },
	);
});

const dangerous = [
	'[here](javascript:alert(1))',
	'[here](JaVaScRiPt:alert(1))',
	'[here](java&#115;cript:alert(1))',
	'[here](\u0001javascript:alert(1))',
	'[here](data:text/html,<script>alert(1)</script>)',
	'[here](//evil.example/x)',
	'[here]: javascript:alert(1)\n\n[here]',
	'<javascript:alert(1)>',
	'![x](javascript:alert(1))',
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'<svg/onload=alert(1)>',
	'**<b onclick="alert(1)">x</b>**',
	'a <style>*{display:none}</style> b',
	'<!-- x --><script>alert(1)</script>',
	'`<script>alert(1)</script>`',
	'[x](https://e.example "\\" onmouseover=alert(1) x=\\"")',
];

test.each(dangerous)('what is written in Markdown comes out harmless: %s', (source) => {
	const html = fillTemplate(compileMarkdown('loans', source), () => '30 days');
	for (const tag of html.match(/<[^>]*>/g) ?? []) {
		expect(tag).toMatch(/^<\/?(p|a|em|strong|code|pre|ul|ol|li|blockquote|br|h[1-6]|img|hr)[\s>/]/);
		const quoted = tag.replace(/"[^"]*"/g, '""');
		expect(quoted).not.toMatch(/\son\w+\s*=/i);
		expect(tag).not.toMatch(/(javascript|data):/i);
		expect(tag).not.toMatch(/(href|src)="\/\//);
	}
});

test('a sentence is text: nothing in it becomes HTML', () => {
	const html = fillTemplate(compileSentence('loans', `<b>"Bold" & {window}</b>'`), () => '30 days');
	expect(html).toBe('&lt;b&gt;&quot;Bold&quot; &amp; 30 days&lt;/b&gt;&#39;');
});

test('a fact stands where its braces stood, in a link’s words and in what was no code too', () => {
	const source = 'For **{window}**, or [{flowers.wait}](https://a.example), `{window}`.';
	expect(factsNamed('loans', source)).toEqual(['loans.window', 'flowers.wait', 'loans.window']);
	const html = fillTemplate(compileMarkdown('loans', source), (name) => `«${name}»`);
	expect(html).toBe(
		'For <strong>«loans.window»</strong>, or <a href="https://a.example">«flowers.wait»</a>, «loans.window».',
	);
});

test('a discarded draft can be taken back, until another one is begun', async () => {
	const company = await smallCompany();
	const deed = { policyId: 'loans', by: cast.policyOwner.id, at };
	const { draft } = await save(company, 'Anyone may borrow two umbrellas.');
	await discardDraft(company.db, deed);
	expect(await readDraft(company.db.read, 'loans')).toBeUndefined();
	expect(await readDrafts(company.db.read)).toEqual(new Set());
	expect(await readDiscarded(company.db.read, 'loans')).toMatchObject({ body: draft.body });
	await restoreDiscarded(company.db, deed);
	expect(await readDraft(company.db.read, 'loans')).toEqual(draft);
	expect(await readDiscarded(company.db.read, 'loans')).toBeUndefined();

	await discardDraft(company.db, deed);
	const { draft: next } = await save(company, 'Anyone may borrow three umbrellas.');
	await restoreDiscarded(company.db, deed);
	expect(await readDraft(company.db.read, 'loans')).toEqual(next);
});
