import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { policyTexts } from '#db/schema/policy-texts.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { translatedParts } from '#policies/in-language.ts';
import { newestText, textHash } from '#policies/policy-text.ts';
import { partsOf } from '#policies/text-parts.ts';
import { verifyTexts } from '#policies/verify-texts.ts';
import { verifyVersions } from '#policies/verify-versions.ts';
import { readPolicies } from '#policies/versions.ts';
import { publishText, type Translation } from '#publishing/publish-text.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import {
	day,
	publish,
	reworded,
	smallCompany,
	type SmallCompany,
	withFact,
} from '#test/small-company.ts';

const spanish = {
	title: 'Préstamo de paraguas',
	statement: 'Cualquiera puede llevarse un paraguas por {window}.',
	why: 'Quien no se mojó vuelve. La fianza es de {deposit}.',
	'how.shop': 'Préstalo y di que es suyo por {window}.',
	'how.van': 'Lleva tres paraguas detrás del asiento.',
};

function translation(changes: Partial<Translation> = {}): Translation {
	return {
		...{ policyId: 'loans', number: 1, language: 'es', seenEdition: 0, parts: spanish },
		...{ stillRight: [], by: cast.policyOwner.id, at: castTime + day },
		...changes,
	};
}

async function statesIn({ db }: SmallCompany, language = 'es'): Promise<Record<string, string>> {
	const thread = (await readPolicies(db.read)).byId.get('loans') ?? expect.fail();
	const newest = thread.versions.at(-1) ?? expect.fail();
	const parts = translatedParts(newest.body, thread.texts, language);
	return Object.fromEntries(parts.map(({ part, state }) => [part, state]));
}

async function problemsWith(company: SmallCompany, changes: Partial<Translation>) {
	const failure = await publishText(company.db, translation(changes)).catch((error) => error);
	expect(failure).toBeInstanceOf(Invalid);
	return failure instanceof Invalid ? failure.problems : {};
}

test('a translation is signed, hashed and recorded for itself; the version stays untouched', async () => {
	const company = await smallCompany();
	const { db } = company;
	const before = await countRows(db.read);
	const hash = (await readPolicies(db.read)).byId.get('loans')?.versions[0]?.hash;
	expect((await publishText(db, translation())).kind).toBe('published');
	expect(rowsAdded(before, await countRows(db.read))).toEqual({
		...{ policy_texts: 1, audit_entries: 1, audit_payloads: 1 },
	});
	const text = (await newestText(db.read, 'loans', 'es')) ?? expect.fail();
	expect(text).toMatchObject({ edition: 1, number: 1, writtenBy: cast.policyOwner.id });
	expect(textHash(text)).toBe(text.hash);
	expect(Object.fromEntries(partsOf(text))).toEqual(spanish);
	const audit = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'text.published'));
	expect(audit.at(-1)).toMatchObject({ objectId: 'loans', actorId: cast.policyOwner.id });
	expect((await readPolicies(db.read)).byId.get('loans')?.versions[0]?.hash).toBe(hash);
	expect(await verifyVersions(db.read)).toMatchObject({ holds: true });
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
});

test('readers who had the policies in memory see the text at once', async () => {
	const company = await smallCompany();
	await readPolicies(company.db.read);
	await publishText(company.db, translation());
	expect(new Set(Object.values(await statesIn(company)))).toEqual(new Set(['translated']));
	expect(new Set(Object.values(await statesIn(company, 'de')))).toEqual(new Set(['missing']));
});

test('another number leaves a translation as it is; other words make their own part stale and no other', async () => {
	const company = await smallCompany();
	await publishText(company.db, translation());
	await publish(company, 'loans', withFact('window', 44, 'day'), { at: castTime + 2 * day });
	expect(new Set(Object.values(await statesIn(company)))).toEqual(new Set(['translated']));
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + 3 * day });
	const states = await statesIn(company);
	expect(states).toMatchObject({ statement: 'stale', why: 'translated', 'how.shop': 'translated' });
});

test('what is published again without a look at a stale part leaves it stale; a word or a tick mends it', async () => {
	const company = await smallCompany();
	const { db } = company;
	await publishText(db, translation());
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + 2 * day });
	const next = { number: 2, seenEdition: 1, at: castTime + 3 * day };
	const why = 'Quien no se mojó, vuelve. La fianza: {deposit}.';
	await publishText(db, translation({ ...next, parts: { ...spanish, why } }));
	expect(await statesIn(company)).toMatchObject({ statement: 'stale', why: 'translated' });
	const ticked = { ...next, seenEdition: 2, parts: { ...spanish, why }, stillRight: ['statement'] };
	await publishText(db, translation(ticked));
	expect(await statesIn(company)).toMatchObject({ statement: 'translated' });
	const statement = `${spanish.statement} Con gusto.`;
	await publish(company, 'loans', reworded('Always.'), { at: castTime + 4 * day });
	await publishText(
		db,
		translation({ number: 3, seenEdition: 3, parts: { ...spanish, statement } }),
	);
	expect(await statesIn(company)).toMatchObject({ statement: 'translated' });
});

test('the older version keeps the translation that followed it', async () => {
	const company = await smallCompany();
	await publishText(company.db, translation());
	await publish(company, 'loans', reworded('Gladly.'), { at: castTime + 2 * day });
	const statement = `${spanish.statement} Con gusto.`;
	const parts = { ...spanish, statement };
	await publishText(company.db, translation({ number: 2, seenEdition: 1, parts }));
	const thread = (await readPolicies(company.db.read)).byId.get('loans') ?? expect.fail();
	const said = thread.versions.map(({ body }) =>
		translatedParts(body, thread.texts, 'es').find(({ part }) => part === 'statement'),
	);
	expect(said.map((part) => [part?.state, part?.text])).toEqual([
		['translated', spanish.statement],
		['translated', statement],
	]);
});

test('a part left empty is missing, and taking a translation back brings the source back', async () => {
	const company = await smallCompany();
	await publishText(company.db, translation({ parts: { statement: spanish.statement } }));
	expect(await statesIn(company)).toMatchObject({ statement: 'translated', why: 'missing' });
	await publishText(company.db, translation({ seenEdition: 1, parts: { why: spanish.why } }));
	expect(await statesIn(company)).toMatchObject({ statement: 'missing', why: 'translated' });
});

test('the facts of the source stand in its translation, no more and no fewer, and nobody types one', async () => {
	const company = await smallCompany();
	const with_ = (parts: Record<string, string>) =>
		problemsWith(company, { parts: { ...spanish, ...parts } });
	expect((await with_({ statement: 'Cualquiera.' }))['statement']).toContain('{window}');
	expect((await with_({ why: 'La fianza: {deposit}, {ventana}.' }))['why']).toContain('{ventana}');
	expect((await with_({ 'how.van': 'Lleva {window}.' }))['how.van']).toContain('Take it out');
	expect((await with_({ statement: 'Por {window} {' }))['statement']).toContain('brace');
	expect((await with_({ statement: 'Por {window}, 30 días.' }))['statement']).toContain('30 días');
	expect((await with_({ title: 'x'.repeat(121) }))['title']).toContain('120');
	expect(
		await company.db.read.select().from(policyTexts).where(eq(policyTexts.policyId, 'loans')),
	).toEqual([]);
});

test('a language that is none, the source itself and a policy that is none are not found', async () => {
	const company = await smallCompany();
	for (const changes of [{ language: 'notes' }, { language: 'en' }, { policyId: 'nothing' }]) {
		await expect(publishText(company.db, translation(changes))).rejects.toThrow(NotFound);
	}
	expect(await problemsWith(company, { number: 7 })).toHaveProperty('version');
});

test('who has not seen the newest edition overwrites nothing; the same words twice are one edition', async () => {
	const { db } = await smallCompany();
	await publishText(db, translation());
	expect((await publishText(db, translation())).kind).toBe('unchanged');
	const late = translation({ parts: { ...spanish, title: 'Paraguas' } });
	expect(await publishText(db, late)).toMatchObject({ kind: 'overtaken', text: { edition: 1 } });
	expect((await newestText(db.read, 'loans', 'es'))?.title).toBe(spanish.title);
	expect((await publishText(db, { ...late, seenEdition: 1 })).kind).toBe('published');
});

test('one byte of a text is found, and so is an edition that was taken out', async () => {
	const tampering = [
		sql`update policy_texts set why = why || '.' where policy_id = 'loans' and edition = 1`,
		sql`update policy_texts set source_hashes = replace(source_hashes, '0', '1') where policy_id = 'loans' and edition = 1`,
		sql`update policy_texts set written_by = null where policy_id = 'loans' and edition = 1`,
	];
	for (const change of tampering) {
		const { db } = await smallCompany();
		await publishText(db, translation());
		await publishText(
			db,
			translation({ seenEdition: 1, parts: { ...spanish, title: 'Paraguas' } }),
		);
		expect(await verifyTexts(db.read)).toMatchObject({ holds: true });
		await db.write((tx) => tx.run(change));
		const found = await verifyTexts(db.read);
		expect(found.holds ? '' : found.broken).toBe(
			'Policy loans, text in Spanish, edition 1: it was changed after it was published.',
		);
	}
	const { db } = await smallCompany();
	await publishText(db, translation());
	await publishText(db, translation({ seenEdition: 1, parts: { ...spanish, title: 'Paraguas' } }));
	await db.write((tx) =>
		tx.run(sql`delete from policy_texts where policy_id = 'loans' and edition = 1`),
	);
	const found = await verifyTexts(db.read);
	expect(found.holds ? '' : found.broken).toContain('edition 2: an edition is missing before it');
});
