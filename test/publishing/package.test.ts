import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { outbox } from '#db/schema/notifications.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readPeople } from '#people/person.ts';
import type { PolicyBody } from '#policies/body.ts';
import { discardDraft } from '#policies/discard-draft.ts';
import { readDraft, saveDraft } from '#policies/draft.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies, readWithdrawn } from '#policies/versions.ts';
import {
	addToPackage,
	beginPackage,
	setDiscarded,
	takeOutOfPackage,
} from '#publishing/change-package.ts';
import { countTogether, ownPeople, peopleTogether } from '#publishing/count-together.ts';
import { factsForWriting } from '#publishing/facts-for-writing.ts';
import { openPackageOf, packageOfVersion, readPackage } from '#publishing/packages.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { publishTogether } from '#publishing/publish-together.ts';
import { withdrawVersion } from '#publishing/withdraw-version.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import {
	day,
	hour,
	learner,
	lesson,
	reworded,
	smallCompany,
	type SmallCompany,
	withFact,
} from '#test/small-company.ts';

const at = castTime + hour;
const by = cast.policyOwner.id;
type Rewrite = (body: PolicyBody) => PolicyBody;

/** Saves a draft of each policy and puts them into one package. */
async function packageOf(company: SmallCompany, drafts: Readonly<Record<string, Rewrite>>) {
	const { db } = company;
	const packageId = await beginPackage(db, 'The golden quarter', { by, at });
	const choices = [];
	for (const [policyId, rewrite] of Object.entries(drafts)) {
		const { revision } = await write(company, policyId, rewrite);
		await addToPackage(db, { packageId, policyId, by, at });
		choices.push({ policyId, revision, change: 'material' as const });
	}
	return { packageId, drafts: choices, reason: 'Winter gifts are opened late.', by, at };
}

async function write({ db }: SmallCompany, policyId: string, rewrite: Rewrite) {
	const newest = (await readPolicies(db.read)).byId.get(policyId)?.versions.at(-1);
	if (!newest) return expect.fail(policyId);
	const known = await readDraft(db.read, policyId);
	const body = rewrite(known?.body ?? newest.body);
	const seenRevision = known?.revision ?? 0;
	const save = { policyId, body, baseNumber: newest.number, seenRevision, by, at };
	return (await saveDraft(db, save)).draft;
}

const two = {
	loans: withFact('window', 40, 'day'),
	flowers: reworded('And a smile.'),
};

test('two policies are published in one moment, with one reason and one piece of news', async () => {
	const company = await smallCompany();
	const publication = await packageOf(company, two);
	const before = await countRows(company.db.read);
	const outcome = await publishTogether(company.db, company.catalogue, publication);
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({
		...{ policy_versions: 2, audit_entries: 3, audit_payloads: 3, outbox: 1, policy_drafts: -2 },
	});
	if (outcome.kind !== 'published') return expect.fail(JSON.stringify(outcome.refusals));
	expect(outcome.versions).toMatchObject([
		{ policyId: 'loans', number: 2, effectiveAt: at, reason: 'Winter gifts are opened late.' },
		{ policyId: 'flowers', number: 2, effectiveAt: at, publishedBy: by },
	]);
	const [{ news } = expect.unreachable()] = await company.db.read.select().from(outbox);
	expect(news).toEqual({
		kind: 'policy.published',
		versions: [
			{ policyId: 'loans', number: 2 },
			{ policyId: 'flowers', number: 2 },
		],
	});
	const closed = await readPackage(company.db.read, publication.packageId);
	expect(closed).toMatchObject({ publishedAt: at, discardedAt: null });
	expect(closed.members.map(({ number }) => number)).toEqual([2, 2]);
	expect(await openPackageOf(company.db.read, 'loans')).toBeUndefined();
});

test('each change of a package is of its own kind', async () => {
	const company = await smallCompany();
	const { drafts, ...rest } = await packageOf(company, two);
	const [loans, flowers] = drafts;
	if (!loans || !flowers) return expect.unreachable();
	const mixed = { ...rest, drafts: [loans, { ...flowers, change: 'editorial' as const }] };
	const outcome = await publishTogether(company.db, company.catalogue, mixed);
	expect(outcome).toMatchObject({ versions: [{ change: 'material' }, { change: 'editorial' }] });
});

test('if one draft is refused nothing of the package is stored, and the refusal says which policy', async () => {
	const company = await smallCompany();
	// A right answer holds for less than 60 days only.
	const publication = await packageOf(company, { ...two, loans: withFact('window', 90, 'day') });
	const before = await countRows(company.db.read);
	const outcome = await publishTogether(company.db, company.catalogue, publication);
	expect(outcome).toMatchObject({
		kind: 'refused',
		refusals: [{ policyId: 'loans', title: 'Umbrella loans', place: /^content\/lessons\/lending/ }],
	});
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({});
});

test('a draft that was saved after it was read refuses the whole package by its name', async () => {
	const company = await smallCompany();
	const publication = await packageOf(company, two);
	await write(company, 'flowers', reworded('Or two.'));
	const before = await countRows(company.db.read);
	const outcome = await publishTogether(company.db, company.catalogue, publication);
	expect(outcome).toMatchObject({
		refusals: [{ policyId: 'flowers', message: /changed after you opened this page/ }],
	});
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({});
	await discardDraft(company.db, { policyId: 'flowers', by, at });
	expect(await publishTogether(company.db, company.catalogue, publication)).toMatchObject({
		refusals: [{ policyId: 'flowers', message: /no draft of it any more/ }],
	});
});

test('a policy that came or went after the page was opened refuses the whole', async () => {
	const company = await smallCompany();
	const publication = await packageOf(company, two);
	const member = { packageId: publication.packageId, by, at };
	await addToPackage(company.db, { ...member, policyId: 'keys' });
	const publishing = publishTogether(company.db, company.catalogue, publication);
	await expect(publishing).rejects.toThrow(/added or taken out/);
	await takeOutOfPackage(company.db, { ...member, policyId: 'keys' });
	const outcome = await publishTogether(company.db, company.catalogue, publication);
	expect(outcome.kind).toBe('published');
});

test('a draft may name a fact that another draft of the package brings, and only there', async () => {
	const company = await smallCompany();
	const publication = await packageOf(company, {
		loans: withFact('late-fee', 2, 'EUR'),
		flowers: (body) => ({ ...body, why: `${body.why} Late costs {loans.late-fee}.` }),
	});
	const facts = await factsForWriting(company.db.read, 'flowers', at);
	expect(facts('loans.late-fee')).toEqual({ value: 2, unit: 'EUR' });
	expect((await factsForWriting(company.db.read, 'keys', at))('loans.late-fee')).toBeUndefined();
	const outcome = await publishTogether(company.db, company.catalogue, publication);
	expect(outcome.kind).toBe('published');
});

test('a fact may move from one policy of a package to another', async () => {
	const company = await smallCompany();
	const publication = await packageOf(company, {
		loans: (body) => ({
			...body,
			why: 'Who stayed dry comes back. The deposit is {flowers.deposit}.',
			facts: { window: body.facts['window'] ?? expect.unreachable() },
		}),
		flowers: (body) => ({
			...withFact('deposit', 5, 'EUR')(body),
			why: 'A wait is a debt. It costs less than the {deposit} for an umbrella.',
		}),
	});
	const outcome = await publishTogether(company.db, company.catalogue, publication);
	expect(outcome.kind).toBe('published');
});

test('a draft that belongs to a package is not published alone', async () => {
	const company = await smallCompany();
	const { drafts, packageId, ...terms } = await packageOf(company, two);
	const [loans = expect.unreachable()] = drafts;
	const outcome = await publishPolicy(company.db, company.catalogue, { ...loans, ...terms });
	expect(outcome).toMatchObject({
		refusals: [{ message: expect.stringContaining('“The golden quarter”') }],
	});
	await takeOutOfPackage(company.db, { packageId, policyId: 'loans', by, at });
	const alone = await publishPolicy(company.db, company.catalogue, { ...loans, ...terms });
	expect(alone.kind).toBe('published');
});

test('a policy is in one open package at most', async () => {
	const company = await smallCompany();
	const { packageId } = await packageOf(company, two);
	const other = await beginPackage(company.db, 'Another', { by, at });
	const add = () => addToPackage(company.db, { packageId: other, policyId: 'loans', by, at });
	await expect(add()).rejects.toThrow(/“The golden quarter” already/);
	await setDiscarded(company.db, { packageId, discarded: true, by, at });
	await add();
	await setDiscarded(company.db, { packageId, discarded: false, by, at });
	expect((await readPackage(company.db.read, packageId)).members).toMatchObject([
		{ policyId: 'flowers' },
	]);
	expect(await openPackageOf(company.db.read, 'loans')).toMatchObject({ title: 'Another' });
});

test('a package that is planned takes effect at one moment, and is withdrawn as one', async () => {
	const company = await smallCompany();
	const { db } = company;
	const effectiveAt = at + 3 * day;
	const planned = { ...(await packageOf(company, two)), effectiveAt };
	const outcome = await publishTogether(db, company.catalogue, planned);
	if (outcome.kind !== 'published') return expect.fail(JSON.stringify(outcome.refusals));
	expect(new Set(outcome.versions.map((version) => version.effectiveAt))).toEqual(
		new Set([effectiveAt]),
	);
	expect(await packageOfVersion(db.read, 'flowers', 2)).toMatchObject({ id: planned.packageId });
	await withdrawVersion(db, { policyId: 'loans', number: 2, by, at: at + day });
	for (const id of ['loans', 'flowers']) {
		expect(await readWithdrawn(db.read, id)).toMatchObject([{ withdrawnAt: at + day }]);
	}
	const now = versionsAt(await readPolicies(db.read), effectiveAt + day);
	expect([now.get('loans')?.number, now.get('flowers')?.number]).toEqual([1, 1]);
	const audit = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'version.withdrawn'));
	expect(audit.map(({ objectId }) => objectId).toSorted()).toEqual(['flowers', 'loans']);
});

test('a package in force cannot be withdrawn, and a closed one not published again', async () => {
	const company = await smallCompany();
	const publication = await packageOf(company, two);
	await publishTogether(company.db, company.catalogue, publication);
	const late = { policyId: 'loans', number: 2, by, at: at + day };
	await expect(withdrawVersion(company.db, late)).rejects.toThrow(Invalid);
	const again = publishTogether(company.db, company.catalogue, publication);
	await expect(again).rejects.toThrow(/closed/);
	const nowhere = { ...publication, packageId: 'none' };
	await expect(publishTogether(company.db, company.catalogue, nowhere)).rejects.toThrow(NotFound);
	const empty = publishTogether(company.db, company.catalogue, { ...publication, drafts: [] });
	await expect(empty).rejects.toThrow('Add a policy first.');
});

test('people whom several changes reach are counted once', async () => {
	const { db, catalogue } = await smallCompany();
	const amina = await learner({ db, catalogue }, cast.picker);
	await amina.finish(lesson('lending'), castTime);
	await amina.finish(lesson('rainy-day'), castTime);
	await amina.finish(lesson('flowers'), castTime);
	const everybody = await readPeople(db.read, undefined);
	const three = ['loans', 'flowers', 'keys'];
	const people = await peopleTogether(db, catalogue, three, at);
	const reach = countTogether(three, new Set(['loans', 'flowers']), people);
	expect(reach).toMatchObject({ people: everybody.length, askedAgain: 1, minutes: 2, have: 1 });
	for (const groups of [reach.bySite, reach.byChannel, reach.byVendor]) {
		const sum = groups.reduce((total, group) => total + group.people, 0);
		expect(sum).toBe(everybody.length);
	}
	const own = everybody.filter(({ vendorId }) => vendorId === null).length;
	expect(reach.byVendor.find(({ name }) => name === ownPeople)?.people).toBe(own);
	expect(countTogether(['loans'], new Set(), people)).toMatchObject({ askedAgain: 0, minutes: 0 });
});
