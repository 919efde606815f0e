import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { outbox } from '#db/schema/notifications.ts';
import { approvals, functions } from '#db/schema/publishing.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { changeSettings, readSettings, type Settings } from '#people/settings.ts';
import { readDraft, saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { askForAgreement, decideAgreement } from '#publishing/agree.ts';
import { readApprovalsAsked, readApproved, readApprovers } from '#publishing/approvals.ts';
import { askForApproval, decideApproval } from '#publishing/approve.ts';
import { addToPackage, beginPackage } from '#publishing/change-package.ts';
import { chooseOwners, readFunctions } from '#publishing/functions.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { publishTogether } from '#publishing/publish-together.ts';
import { readAgreed, readRequest, readRequestsTo } from '#publishing/requests.ts';
import { cast, castTime } from '#test/cast.ts';
import { hour, reworded, smallCompany, type SmallCompany } from '#test/small-company.ts';

const at = castTime + hour;
const { policyOwner, chiefExecutive, administrator, storeManager, shiftLead, picker } = cast;

async function set({ db }: SmallCompany, wanted: Partial<Settings>): Promise<void> {
	const values = { ...(await readSettings(db.read)), ...wanted };
	await changeSettings(db, { values, by: administrator.id, at });
}

/** The small company's two channels, each with a function that answers for it. */
async function withFunctions(owners: Readonly<Record<string, CastPerson>> = {}) {
	const company = await smallCompany();
	const { db } = company;
	for (const [id, channel] of Object.entries({ stores: 'shop', warehouse: 'van' })) {
		const channels = [channel];
		await db.write((tx) => tx.update(functions).set({ channels }).where(eq(functions.id, id)));
	}
	await own(company, owners);
	return company;
}

async function own({ db }: SmallCompany, owners: Readonly<Record<string, CastPerson>>) {
	const wanted = Object.entries(owners).map(([id, { number }]) => [id, number] as const);
	await chooseOwners(db, { wanted: new Map(wanted), by: administrator.id, at });
}

async function write({ db }: SmallCompany, words: string, by: CastPerson = policyOwner) {
	const newest = (await readPolicies(db.read)).byId.get('loans')?.versions.at(-1);
	if (!newest) return expect.fail('loans');
	const seenRevision = (await readDraft(db.read, 'loans'))?.revision ?? 0;
	const body = reworded(words)(newest.body);
	const save = { policyId: 'loans', body, baseNumber: newest.number, seenRevision, by: by.id, at };
	return (await saveDraft(db, save)).draft;
}

async function tryIt({ db, catalogue }: SmallCompany, by: CastPerson = policyOwner) {
	const revision = (await readDraft(db.read, 'loans'))?.revision ?? 0;
	const why = { change: 'material', reason: 'Rain.', by: by.id, at } as const;
	const outcome = await publishPolicy(db, catalogue, { policyId: 'loans', revision, ...why });
	return outcome.kind === 'published'
		? 'published'
		: outcome.refusals.map(({ place, message }) => `${place}: ${message}`);
}

async function ask({ db, catalogue }: SmallCompany, revision: number): Promise<number> {
	const asked = { policyId: 'loans', revision, by: policyOwner.id, at };
	return askForAgreement(db, catalogue, asked);
}

async function answer(
	{ db }: SmallCompany,
	who: CastPerson,
	decision: 'agreed' | 'objected' = 'agreed',
	comment = '',
): Promise<void> {
	const [request] = await readRequestsTo(db.read, who.id);
	if (!request) return expect.fail(`${who.name} is asked nothing`);
	await decideAgreement(db, { id: request.id, decision, comment, by: who.id, at });
}

test('with both settings off a draft is published as before', async () => {
	const company = await withFunctions({ stores: storeManager });
	await write(company, 'Really.');
	expect(await tryIt(company)).toBe('published');
});

test('every function that a draft concerns agrees by name before it is published', async () => {
	const company = await withFunctions({ stores: storeManager });
	await set(company, { agreementNeeded: true });
	const { revision } = await write(company, 'Really.');
	expect(await tryIt(company)).toEqual([
		`Agreement of Stores: Ask ${storeManager.name} to agree.`,
		'Agreement of Warehouse and delivery: Nobody answers for it yet. An administrator chooses its owner under Settings.',
	]);
	await own(company, { warehouse: shiftLead });
	expect(await ask(company, revision)).toBe(2);
	expect(await ask(company, revision), 'nobody is asked twice').toBe(0);
	await answer(company, storeManager);
	expect(await tryIt(company)).toEqual([
		`Agreement of Warehouse and delivery: ${shiftLead.name} has been asked and has not answered yet.`,
	]);
	await answer(company, shiftLead, 'agreed', 'Good.');
	expect(await tryIt(company)).toBe('published');
	expect(await readAgreed(company.db.read, 'loans', 2)).toEqual([
		{ name: storeManager.name, functionName: 'Stores', comment: '' },
		{ name: shiftLead.name, functionName: 'Warehouse and delivery', comment: 'Good.' },
	]);
	expect(await readAgreed(company.db.read, 'loans', 1)).toEqual([]);
	const news = await company.db.read.select({ news: outbox.news }).from(outbox);
	expect(news.map((row) => row.news)).toContainEqual({
		...{ kind: 'agreement.asked', to: shiftLead.id, policyId: 'loans' },
	});
});

test('a later save makes an agreement void, and says so', async () => {
	const company = await withFunctions({ stores: storeManager, warehouse: shiftLead });
	await set(company, { agreementNeeded: true });
	await ask(company, (await write(company, 'Really.')).revision);
	await answer(company, storeManager);
	const [open = expect.unreachable()] = await readRequestsTo(company.db.read, shiftLead.id);
	await write(company, 'Truly.');
	expect(await tryIt(company)).toEqual([
		`Agreement of Stores: The draft was changed after ${storeManager.name} agreed. Ask ${storeManager.name} to agree.`,
		`Agreement of Warehouse and delivery: Ask ${shiftLead.name} to agree.`,
	]);
	expect(await readRequestsTo(company.db.read, shiftLead.id)).toEqual([]);
	const late = { id: open.id, decision: 'agreed', comment: '', by: shiftLead.id, at } as const;
	await expect(decideAgreement(company.db, late)).rejects.toThrow(/has changed since/);
});

test('who objects says why, and that stands in the way', async () => {
	const company = await withFunctions({ stores: storeManager, warehouse: shiftLead });
	await set(company, { agreementNeeded: true });
	await ask(company, (await write(company, 'Really.')).revision);
	await answer(company, shiftLead);
	await expect(answer(company, storeManager, 'objected', ' ')).rejects.toThrow(Invalid);
	const [request = expect.unreachable()] = await readRequestsTo(company.db.read, storeManager.id);
	await answer(company, storeManager, 'objected', 'We have no umbrellas.');
	const refused = `Agreement of Stores: ${storeManager.name} does not agree: “We have no umbrellas.” Change the draft and ask again.`;
	expect(await tryIt(company)).toEqual([refused]);
	const changedHerMind = { id: request.id, decision: 'agreed', comment: '' } as const;
	await decideAgreement(company.db, { ...changedHerMind, by: storeManager.id, at });
	expect(await tryIt(company)).toBe('published');
});

test('only the owner of a function finds what she is asked to agree to', async () => {
	const company = await withFunctions({ stores: storeManager });
	await ask(company, (await write(company, 'Really.')).revision);
	const [request = expect.unreachable()] = await readRequestsTo(company.db.read, storeManager.id);
	const read = (who: CastPerson) => readRequest(company.db.read, request.id, who.id);
	expect((await read(storeManager)).request.functionName).toBe('Stores');
	for (const other of [policyOwner, picker]) await expect(read(other)).rejects.toThrow(NotFound);
	const given = { id: request.id, decision: 'agreed', comment: '', at } as const;
	await expect(decideAgreement(company.db, { ...given, by: picker.id })).rejects.toThrow(NotFound);
	await own(company, { stores: picker });
	await expect(read(storeManager), 'she owns it no longer').rejects.toThrow(NotFound);
	expect(await readRequestsTo(company.db.read, storeManager.id)).toEqual([]);
	await ask(company, (await readDraft(company.db.read, 'loans'))?.revision ?? 0);
	expect(await readRequestsTo(company.db.read, picker.id)).toHaveLength(1);
});

test('an owner is found by number or by a part of the name', async () => {
	const { db } = await smallCompany();
	const choose = (typed: string) =>
		chooseOwners(db, { wanted: new Map([['stores', typed]]), by: administrator.id, at });
	const owner = async () => (await readFunctions(db.read))[0]?.ownerId;
	await choose(` ${storeManager.number} `);
	expect(await owner()).toBe(storeManager.id);
	await choose(policyOwner.name.toUpperCase());
	expect(await owner()).toBe(policyOwner.id);
	await expect(choose('xyzzy')).rejects.toThrow(/Nobody fits/);
	await expect(choose('a')).rejects.toThrow(/Many people fit/);
	expect(await owner(), 'a mistake changes nothing').toBe(policyOwner.id);
	await choose('');
	expect(await owner()).toBeNull();
	const audit = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'function.owner chosen'));
	expect(audit).toHaveLength(3);
});

async function approve(
	{ db }: SmallCompany,
	by: CastPerson,
	decision: 'approved' | 'refused' = 'approved',
	comment = '',
): Promise<void> {
	const revision = (await readDraft(db.read, 'loans'))?.revision ?? 0;
	const drafts = [{ policyId: 'loans', revision }];
	await decideApproval(db, drafts, { decision, comment, by: by.id, at });
}

async function askLeader({ db }: SmallCompany, of: CastPerson, by: CastPerson = policyOwner) {
	const revision = (await readDraft(db.read, 'loans'))?.revision ?? 0;
	await askForApproval(db, [{ policyId: 'loans', revision }], { of: of.id, by: by.id, at });
}

test('another leader approves exactly the revision that is published', async () => {
	const company = await smallCompany();
	await set(company, { approvalNeeded: true });
	await write(company, 'Really.');
	expect(await tryIt(company)).toEqual(['Approval: Another leader has to approve it. Ask one.']);
	await expect(approve(company, chiefExecutive), 'she is not asked').rejects.toThrow(NotFound);
	await askLeader(company, chiefExecutive);
	expect(await readApprovalsAsked(company.db.read, chiefExecutive.id)).toHaveLength(1);
	expect(await tryIt(company)).toEqual([
		`Approval: ${chiefExecutive.name} has been asked and has not answered yet.`,
	]);
	await approve(company, chiefExecutive, 'approved', 'Fine.');
	await write(company, 'Truly.');
	expect(await tryIt(company)).toEqual([
		`Approval: The draft was changed after ${chiefExecutive.name} approved it. Another leader has to approve it. Ask one.`,
	]);
	await askLeader(company, chiefExecutive);
	await approve(company, chiefExecutive, 'approved', 'Still fine.');
	expect(await tryIt(company)).toBe('published');
	expect(await readApproved(company.db.read, 'loans', 2)).toEqual([
		{ name: chiefExecutive.name, comment: 'Still fine.' },
	]);
	const news = await company.db.read.select({ news: outbox.news }).from(outbox);
	expect(news.map((row) => row.news)).toContainEqual({
		...{ kind: 'approval.given', to: policyOwner.id, policyId: 'loans' },
	});
});

test('whoever wrote on a draft cannot approve it, not by asking herself nor by letting another publish', async () => {
	const company = await smallCompany();
	await set(company, { approvalNeeded: true });
	await write(company, 'Really.');
	await expect(askLeader(company, policyOwner)).rejects.toThrow(Invalid);
	await expect(askLeader(company, policyOwner, chiefExecutive)).rejects.toThrow(Invalid);
	await expect(askLeader(company, chiefExecutive, chiefExecutive)).rejects.toThrow(Invalid);
	await expect(askLeader(company, picker), 'no leader').rejects.toThrow(Invalid);
	// She is asked, writes on it herself, and is the one who was asked for nothing.
	await askLeader(company, chiefExecutive);
	await write(company, 'Truly.', chiefExecutive);
	await write(company, 'Honestly.', policyOwner);
	await expect(askLeader(company, chiefExecutive)).rejects.toThrow(Invalid);
	await expect(approve(company, chiefExecutive)).rejects.toThrow(Invalid);
	expect(await tryIt(company, chiefExecutive)).toHaveLength(1);
	const draft = await readDraft(company.db.read, 'loans');
	const forged = { id: 'forged', policyId: 'loans', revision: draft?.revision ?? 0, askedAt: at };
	const herself = { askedOf: policyOwner.id, askedBy: policyOwner.id, decidedAt: at };
	const row = { ...forged, ...herself, decision: 'approved' as const };
	await company.db.write((tx) => tx.insert(approvals).values(row));
	expect(await tryIt(company), 'a yes of her own counts for nothing').toHaveLength(1);
	const asked = await readApprovers(company.db.read, draft ? [draft] : [], policyOwner.id);
	const ids = asked.map(({ id }) => id);
	expect(ids).toContain(administrator.id);
	expect(ids).not.toContain(chiefExecutive.id);
	expect(ids).not.toContain(policyOwner.id);
	expect(ids).not.toContain(picker.id);
});

test('a draft that is sent back says why, and is not published past the one who said no', async () => {
	const company = await smallCompany();
	await set(company, { approvalNeeded: true });
	await write(company, 'Really.');
	await askLeader(company, chiefExecutive);
	await askLeader(company, administrator);
	await expect(approve(company, chiefExecutive, 'refused', ' ')).rejects.toThrow(Invalid);
	await approve(company, chiefExecutive, 'refused', 'Too soon.');
	await approve(company, administrator);
	expect(await tryIt(company)).toEqual([
		`Approval: ${chiefExecutive.name} sent it back: “Too soon.” Change the draft and ask again.`,
	]);
	const [row] = await company.db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'approval.refused'));
	expect(row).toMatchObject({ actorId: chiefExecutive.id, objectId: 'loans' });
});

test('a package is approved draft by draft, all at once', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	await set(company, { approvalNeeded: true });
	const loans = await write(company, 'Really.');
	const keys = (await readPolicies(db.read)).byId.get('keys')?.versions.at(-1);
	if (!keys) return expect.fail('keys');
	const save = { policyId: 'keys', baseNumber: 1, seenRevision: 0, by: policyOwner.id, at };
	const body = reworded('Promised.')(keys.body);
	const other = (await saveDraft(db, { ...save, body })).draft;
	const deed = { by: policyOwner.id, at };
	const packageId = await beginPackage(db, 'Two', deed);
	const drafts = [loans, other].map(({ policyId, revision }) => ({ policyId, revision }));
	for (const { policyId } of drafts) await addToPackage(db, { packageId, policyId, ...deed });
	const publication = {
		...{ packageId, reason: 'Rain.', ...deed },
		drafts: drafts.map((draft) => ({ ...draft, change: 'material' as const })),
	};
	const outcome = await publishTogether(db, catalogue, publication);
	expect(outcome).toMatchObject({ refusals: [{ policyId: 'loans' }, { policyId: 'keys' }] });
	await askForApproval(db, drafts, { of: chiefExecutive.id, ...deed });
	const given = { decision: 'approved', comment: '', by: chiefExecutive.id, at } as const;
	await decideApproval(db, drafts, given);
	expect((await publishTogether(db, catalogue, publication)).kind).toBe('published');
});
