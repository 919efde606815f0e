import { desc, eq } from 'drizzle-orm';
import { readPlaces } from '#people/places.ts';
import { expect, test } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { peopleAlike, readAlikeGround } from '#completions/alike.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { policyVersions } from '#db/schema/policies.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readPeople } from '#people/person.ts';
import type { PolicyBody } from '#policies/body.ts';
import { discardDraft } from '#policies/discard-draft.ts';
import { readDraft, saveDraft } from '#policies/draft.ts';
import { followNewest } from '#policies/follow-newest.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies, versionAt } from '#policies/versions.ts';
import { versionHash } from '#policies/append-version.ts';
import { impactOf } from '#publishing/impact.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import {
	type Change,
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	smallCompany,
	type SmallCompany,
	tryToPublish,
	update,
	withFact,
} from '#test/small-company.ts';
import { smallLesson, smallQuestion } from '#test/small-content.ts';

const at = castTime + hour;
const { policyOwner, chiefExecutive } = cast;

async function bodyOf({ db }: SmallCompany, policyId: string): Promise<PolicyBody> {
	const newest = (await readPolicies(db.read)).byId.get(policyId)?.versions.at(-1);
	return newest?.body ?? expect.fail(policyId);
}

/** Saves a draft as it is written in the browser: from what the writer saw. */
async function write(
	company: SmallCompany,
	rewrite: (body: PolicyBody) => PolicyBody,
	{ seenRevision = 0, baseNumber = 1, by = policyOwner, policyId = 'loans' } = {},
) {
	const body = rewrite(await bodyOf(company, policyId));
	const save = { policyId, body, baseNumber, seenRevision, by: by.id, at };
	return (await saveDraft(company.db, save)).draft;
}

function publication(revision: number, by = policyOwner) {
	const why = { change: 'material', reason: 'Customers asked.' } as const;
	return { policyId: 'loans', revision, ...why, by: by.id, at };
}

async function refused(
	company: SmallCompany,
	policyId: string,
	rewrite: (body: PolicyBody) => PolicyBody,
	change: Partial<Change> = {},
) {
	const before = await countRows(company.db.read);
	const outcome = await tryToPublish(company, policyId, rewrite, { at, ...change });
	if (outcome.kind === 'published') return expect.fail('it was published');
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({ policy_drafts: 1 });
	return outcome.refusals;
}

test('publishing is one version and one audit row, and no row per person', async () => {
	const company = await smallCompany();
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('lending'), castTime);
	const draft = await write(company, withFact('window', 40, 'day'));
	const before = await countRows(company.db.read);
	const outcome = await publishPolicy(company.db, company.catalogue, publication(draft.revision));
	expect(outcome.kind).toBe('published');
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({
		...{ policy_versions: 1, audit_entries: 1, audit_payloads: 1, outbox: 1, policy_drafts: -1 },
	});
});

test('a version is numbered, hashed over all it says, chained to the one before, and signed', async () => {
	const company = await smallCompany();
	await publish(company, 'loans', withFact('window', 40, 'day'), { at, reason: '  Rain.  ' });
	await publish(company, 'loans', reworded('Or so.'), {
		...{ at: at + hour, change: 'editorial', by: chiefExecutive },
	});
	const rows = await company.db.read
		.select()
		.from(policyVersions)
		.where(eq(policyVersions.policyId, 'loans'))
		.orderBy(policyVersions.number);
	expect(rows).toMatchObject([
		{ number: 1, change: 'material', publishedBy: null, previousHash: null },
		{ number: 2, change: 'material', publishedBy: policyOwner.id, reason: 'Rain.' },
		{ number: 3, change: 'editorial', publishedBy: chiefExecutive.id, publishedAt: at + hour },
	]);
	for (const [place, row] of rows.entries()) {
		expect(row.hash).toBe(versionHash(row));
		expect(row.previousHash).toBe(rows[place - 1]?.hash ?? null);
	}
	const [version] = rows;
	if (!version) return expect.unreachable();
	const tampered = [
		{ ...version, number: 2 },
		{ ...version, policyId: 'flowers' },
		{ ...version, previousHash: '0'.repeat(64) },
		{ ...version, body: withFact('window', 31, 'day')(version.body) },
		{ ...version, body: { ...version.body, why: `${version.body.why} ` } },
		{ ...version, publishedBy: policyOwner.id },
		{ ...version, effectiveAt: version.effectiveAt + 1 },
		{ ...version, reason: 'The last edition.' },
		{ ...version, change: 'editorial' as const },
	];
	for (const wrong of tampered) expect(versionHash(wrong)).not.toBe(version.hash);
});

test('the audit row names the version, its hash, who published and who wrote', async () => {
	const company = await smallCompany();
	const draft = await write(company, withFact('window', 40, 'day'));
	await publishPolicy(company.db, company.catalogue, publication(draft.revision, chiefExecutive));
	const [row] = await company.db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	expect(row?.audit_entries).toMatchObject({
		...{ action: 'policy.published', objectId: 'loans', actorId: chiefExecutive.id, at },
	});
	const version = (await readPolicies(company.db.read)).byId.get('loans')?.versions.at(-1);
	expect(JSON.parse(row?.audit_payloads.payload ?? '')).toEqual({
		...{ version: 2, hash: version?.hash, change: 'material', reason: 'Customers asked.' },
		effectiveAt: version?.effectiveAt,
		draftSavedBy: policyOwner.id,
	});
});

test('the very next read is right, from memory or not', async () => {
	const company = await smallCompany();
	const { read } = company.db;
	const windowNow = async () => {
		const thread = (await readPolicies(read)).byId.get('loans');
		return versionAt(thread, at)?.body.facts['window']?.value;
	};
	expect(await windowNow()).toBe(30);
	expect(await readPolicies(read)).toBe(await readPolicies(read));
	await publish(company, 'loans', withFact('window', 40, 'day'), { at });
	expect(await windowNow()).toBe(40);
	await publish(company, 'flowers', reworded('Red.'), { at });
	expect(await windowNow()).toBe(40);
});

test('there is nothing to publish without a draft', async () => {
	const { db, catalogue } = await smallCompany();
	const publishing = publishPolicy(db, catalogue, publication(1));
	await expect(publishing).rejects.toThrow(NotFound);
});

test.each(['', '   ', 'x'.repeat(401)])('a reason is required, and a short one', async (reason) => {
	const company = await smallCompany();
	const { revision } = await write(company, reworded('Or so.'));
	const given = { ...publication(revision), reason };
	const error = await publishPolicy(company.db, company.catalogue, given).catch((e: unknown) => e);
	expect(error).toBeInstanceOf(Invalid);
	expect(error).toMatchObject({
		problems: { reason: expect.stringMatching(/\.$|read it beside/) },
	});
	expect(await readDraft(company.db.read, 'loans')).toBeDefined();
});

test('what says the same as what is in force is refused', async () => {
	const company = await smallCompany();
	const [refusal, ...others] = await refused(company, 'loans', (body) => body);
	expect(others).toEqual([]);
	expect(refusal?.message).toMatch(/says the same/);
	// However its fields are ordered.
	const again = await smallCompany();
	const turned = await refused(again, 'loans', (body) => ({
		...body,
		how: Object.fromEntries(Object.entries(body.how).toReversed()),
		facts: Object.fromEntries(Object.entries(body.facts).toReversed()),
	}));
	expect(turned).toHaveLength(1);
});

test('a draft that was begun from an older version is refused until its writer has compared the two', async () => {
	const company = await smallCompany();
	const old = await write(company, withFact('window', 40, 'day'));
	await publishPolicy(company.db, company.catalogue, publication(old.revision));
	const late = await write(company, withFact('window', 35, 'day'), { baseNumber: 1 });
	const outcome = await publishPolicy(company.db, company.catalogue, publication(late.revision));
	expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ place: 'The draft' }] });
	expect(JSON.stringify(outcome)).toMatch(/begun from version 1; version 2 has been published/);
	await followNewest(company.db, { policyId: 'loans', by: policyOwner.id, at });
	const followed = await readDraft(company.db.read, 'loans');
	expect(followed?.baseNumber).toBe(2);
	const unread = await publishPolicy(company.db, company.catalogue, publication(late.revision));
	expect(unread.kind).toBe('refused');
	const read = publication(followed?.revision ?? expect.fail());
	expect((await publishPolicy(company.db, company.catalogue, read)).kind).toBe('published');
});

test('a change that makes a right answer wrong is refused, with its place and the condition', async () => {
	const company = await smallCompany();
	const [refusal, ...others] = await refused(company, 'loans', withFact('window', 5, 'day'));
	expect(others).toEqual([]);
	expect(refusal?.place).toMatch(/^content\/lessons\/lending\/en\.mdx:\d+$/);
	expect(refusal?.message).toMatch(/“How long may she keep it\?”.*loans\.window.* 7\sdays/);
});

test('a change that makes a wrong answer right is refused, with its line', async () => {
	const company = await smallCompany();
	const [refusal, ...others] = await refused(company, 'loans', withFact('window', 45, 'day'));
	expect(others).toEqual([]);
	expect(refusal?.place).toBe('content/lessons/lending/en.mdx:14');
	expect(refusal?.message).toMatch(/“45 days” would become right/);
});

test('a wrong answer that has just become right is caught in a translation too', async () => {
	const spanish = `---
title: Prestar un paraguas
policies: [loans]
minutes: 3
---

<Question id="how-long" policy="loans">
¿Cuánto tiempo?

- [x] Durante <Fact of="loans.window" />
- [ ] 40 días
- [ ] 3 días
</Question>
`;
	const company = await smallCompany({ 'lessons/lending/es.mdx': spanish });
	const [refusal] = await refused(company, 'loans', withFact('window', 40, 'day'));
	expect(refusal).toMatchObject({
		place: 'content/lessons/lending/es.mdx:11',
		message: expect.stringMatching(/40 días/),
	});
});

test('a condition on another policy’s fact is looked at as well', async () => {
	const question = smallQuestion('which-key', 'keys').replace(
		'policy="keys"',
		'policy="keys" holds="loans.window <= 5 week"',
	);
	const company = await smallCompany({
		'lessons/keys/en.mdx': smallLesson('Keys', 'keys', [question]),
	});
	const refusals = await refused(company, 'loans', withFact('window', 36, 'day'));
	expect(refusals).toMatchObject([{ place: 'content/lessons/keys/en.mdx:7' }]);
});

test('a fact that a lesson or another policy uses cannot be removed', async () => {
	const company = await smallCompany();
	const refusals = await refused(company, 'loans', (body) => ({ ...body, facts: {} }));
	const places = refusals.filter(({ message }) => message.includes('removes')).map((r) => r.place);
	expect(places).toEqual(
		expect.arrayContaining([
			'content/lessons/lending/en.mdx:12',
			'content/lessons/rainy-day/en.mdx:10',
			'A flower for a wait',
		]),
	);
});

test('a fact that the draft itself still names cannot be gone, here or in another policy', async () => {
	const company = await smallCompany();
	const own = (body: PolicyBody) => ({ ...body, why: 'At most {longest}.' });
	expect(await refused(company, 'keys', own)).toMatchObject([
		{ message: expect.stringMatching(/longest/) },
	]);
	// It was there when the draft was saved.
	const later = await smallCompany();
	const naming = (body: PolicyBody) => ({ ...body, why: 'As long as {flowers.wait}.' });
	const draft = await write(later, naming, { policyId: 'keys' });
	await publish(
		later,
		'flowers',
		(body) => ({ ...body, statement: 'Who waited gets a flower.', facts: {} }),
		{ at },
	);
	const given = { ...publication(draft.revision), policyId: 'keys' };
	expect(await publishPolicy(later.db, later.catalogue, given)).toMatchObject({
		refusals: [{ message: expect.stringMatching(/flowers\.wait/) }],
	});
});

test('a channel whose people have to know the policy needs its line', async () => {
	const company = await smallCompany();
	const shopOnly = (body: PolicyBody) => ({ ...body, how: { shop: body.how['shop'] ?? '' } });
	expect(await refused(company, 'flowers', shopOnly)).toMatchObject([{ place: 'How: Van' }]);
	// Nobody is assigned the keys.
	const free = await smallCompany();
	const outcome = await tryToPublish(free, 'keys', shopOnly, { at });
	expect(outcome.kind).toBe('published');
});

test.each([
	['another number', withFact('window', 40, 'day')],
	['the same length of time in another unit', withFact('window', 720, 'hour')],
	['another currency', withFact('deposit', 5, 'GBP')],
])('a changed fact is never editorial: %s', async (_, rewrite) => {
	const company = await smallCompany();
	const refusals = await refused(company, 'loans', rewrite, { change: 'editorial' });
	expect(refusals).toMatchObject([{ place: expect.stringMatching(/^Fact (window|deposit)$/) }]);
});

test('a draft that was changed since it was read is refused', async () => {
	const company = await smallCompany();
	const read = await write(company, withFact('window', 40, 'day'));
	const { revision } = await write(company, withFact('window', 50, 'day'), {
		...{ seenRevision: read.revision, by: chiefExecutive },
	});
	expect(revision).not.toBe(read.revision);
	const outcome = await publishPolicy(company.db, company.catalogue, publication(read.revision));
	expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ place: 'The draft' }] });
	expect((await readPolicies(company.db.read)).byId.get('loans')?.versions).toHaveLength(1);
});

test('a draft written anew after the one that was read is another draft, saved as often or not', async () => {
	const company = await smallCompany();
	const read = await write(company, withFact('window', 40, 'day'));
	await discardDraft(company.db, { policyId: 'loans', by: chiefExecutive.id, at });
	await write(company, withFact('window', 50, 'day'), { by: chiefExecutive });
	const outcome = await publishPolicy(company.db, company.catalogue, publication(read.revision));
	expect(outcome.kind).toBe('refused');
	expect((await readPolicies(company.db.read)).byId.get('loans')?.versions).toHaveLength(1);
});

test('two leaders publish at once: one wins, the other is told', async () => {
	const company = await smallCompany();
	const { revision } = await write(company, withFact('window', 40, 'day'));
	const both = [policyOwner, chiefExecutive].map((who) =>
		publishPolicy(company.db, company.catalogue, publication(revision, who)),
	);
	const [first, second] = await Promise.allSettled(both);
	expect(first).toMatchObject({ status: 'fulfilled', value: { kind: 'published' } });
	expect(second).toMatchObject({ status: 'fulfilled', value: { kind: 'refused' } });
	expect(JSON.stringify(second)).toContain('Tomas Lund has published it as version 2.');
	expect((await readPolicies(company.db.read)).byId.get('loans')?.versions).toHaveLength(2);
});

test('a clock that was set back never makes a newer version hold before an older one', async () => {
	const company = await smallCompany();
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: at + day });
	await publish(company, 'loans', withFact('window', 50, 'day'), { at });
	await publish(company, 'loans', withFact('window', 55, 'day'), { at: at + day });
	const thread = (await readPolicies(company.db.read)).byId.get('loans');
	const times = thread?.versions.map(({ effectiveAt }) => effectiveAt) ?? [];
	expect(times).toEqual([castTime, at + day, at + day + 1, at + day + 2]);
	for (const moment of [at, at + day, at + day + 1, at + 2 * day]) {
		const holding = thread?.versions.filter(({ effectiveAt }) => effectiveAt <= moment);
		expect(versionAt(thread, moment)?.number).toBe(holding?.length);
	}
});

test('what holds is the newest version that has begun, and none before the first', async () => {
	const company = await smallCompany();
	const thread = (await readPolicies(company.db.read)).byId.get('loans');
	expect(versionAt(thread, castTime - 1)).toBeUndefined();
	expect(versionAt(thread, castTime)?.number).toBe(1);
	expect(versionAt(undefined, castTime)).toBeUndefined();
});

test('the impact counts who has to know the policy and who would be asked again, exempt people apart', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	for (const who of [cast.picker, cast.secondPicker]) {
		await (await learner(company, who)).finish(lesson('rainy-day'), castTime);
	}
	const people = await readPeople(db.read, undefined);
	const impact = async () => {
		const versions = versionsAt(await readPolicies(db.read), at);
		const newest = versions.get('loans') ?? expect.fail();
		const ground = await readAlikeGround(db, catalogue, at);
		const alike = await peopleAlike(db, ground, 'loans');
		return impactOf(
			{ policyId: 'loans', body: withFact('deposit', 6, 'EUR')(newest.body) },
			{ ...ground, places: await readPlaces(db.read), versions, newest, people: alike },
		);
	};
	const before = await impact();
	expect(before).toMatchObject({ concerned: people.length, askedAgain: 2 });
	expect(before.lessons.map(({ id }) => id)).toEqual(['lending', 'rainy-day']);
	expect(before.policies).toEqual([
		{ title: 'A flower for a wait', sentence: expect.stringMatching(/€6 for an umbrella/) },
	]);
	await exemptPerson(db, {
		...{ id: 'x', employeeId: cast.picker.id, policyId: 'loans', reason: 'On leave.' },
		...{ grantedBy: cast.shiftLead.id, grantedAt: castTime, endsAt: castTime + 9 * day },
	});
	expect(await impact()).toMatchObject({ concerned: people.length - 1, askedAgain: 1 });
});

test('after a publication the update asks what the new version says', async () => {
	const company = await smallCompany();
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('rainy-day'), castTime);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at });
	const page = await amina.open(update('loans'), at);
	expect(page.question.options.join()).toMatch(/for 40\sdays/);
});
