import { expect, test } from 'vitest';
import { appealAnswer } from '#appeals/appeal-answer.ts';
import { type Decision, decideAnswer, readDecided } from '#appeals/decide-answer.ts';
import { countDecided, readMyAnswers, seeDecisions } from '#appeals/my-answers.ts';
import { countToRead, readToRead } from '#appeals/to-read.ts';
import { verifyAudit } from '#audit/verify.ts';
import { answers } from '#db/schema/completions.ts';
import { outbox } from '#db/schema/notifications.ts';
import { recallAnswers, recallReviews, recallWordings } from '#db/schema/recalls.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readPolicies } from '#policies/versions.ts';
import { ownWords } from '#privacy/own-words.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { aroundPerson, hour, minute, type SmallCompany } from '#test/small-company.ts';
import { companyThatSays, notYet, saySomething } from './small-recall.ts';

/** The picker and the vendor's agent say that they did say it. */
async function appealed(who: readonly CastPerson[] = [cast.picker]) {
	const company = await companyThatSays();
	const ids: string[] = [];
	for (const [index, person] of who.entries()) {
		const at = castTime + index * minute;
		const { answerId } = await saySomething(company, person, notYet, at);
		const around = await aroundPerson(company, await personOf(company.db, person), at);
		await appealAnswer(company.db, around, { answerId, why: 'With a smile.' });
		ids.push(answerId);
	}
	return { company, ids, answerId: ids[0] ?? '' };
}

async function queueOf({ db, catalogue }: SmallCompany, who: CastPerson, policyId?: string) {
	const reader = await personOf(db, who);
	const room = { reader, catalogue, history: await readPolicies(db.read) };
	return readToRead(db.read, room, { policyId });
}

async function decide(
	{ db }: SmallCompany,
	who: CastPerson,
	decision: Partial<Decision> & { answerId: string },
	at = castTime + hour,
) {
	const reader = await personOf(db, who);
	const given = { decision: 'knows', reply: '', wording: '', ...decision } as const;
	return decideAnswer(db, { reader, at }, given);
}

test('a manager reads her own people, a vendor’s lead hers, a leader all without names', async () => {
	const { company } = await appealed([cast.vendorAgent, cast.picker]);
	const names = async (who: CastPerson) =>
		(await queueOf(company, who)).map(({ name, teamName }) => [name, teamName.split(',')[0]]);
	expect(await names(cast.shiftLead)).toEqual([[cast.picker.name, expect.any(String)]]);
	expect(await names(cast.logisticsManager)).toHaveLength(1);
	expect(await names(cast.vendorLead)).toEqual([[cast.vendorAgent.name, expect.any(String)]]);
	expect(await names(cast.storeManager)).toEqual([]);
	expect(await names(cast.courierLead)).toEqual([]);
	expect(await names(cast.picker)).toEqual([]);
	const all = await queueOf(company, cast.policyOwner);
	// Oldest first.
	expect(all.map(({ review }) => review.askedAt)).toEqual([castTime, castTime + minute]);
	expect(all.map(({ name }) => name)).toEqual([null, null]);
	expect(await queueOf(company, cast.policyOwner, 'loans')).toEqual([]);
	const owner = await personOf(company.db, cast.policyOwner);
	expect([...(await countToRead(company.db.read, owner))]).toEqual([['flowers', 2]]);
});

test('nobody reads her own answer', async () => {
	const { company, answerId } = await appealed([cast.policyOwner]);
	expect(await queueOf(company, cast.policyOwner)).toEqual([]);
	await expect(decide(company, cast.policyOwner, { answerId })).rejects.toThrow(NotFound);
	expect(await queueOf(company, cast.chiefExecutive)).toHaveLength(1);
});

test('the first decision counts; the second reader learns who was first', async () => {
	const { company, answerId } = await appealed();
	const { db } = company;
	expect(await decide(company, cast.shiftLead, { answerId, reply: 'Yes, I see.' })).toBe('decided');
	const late = { answerId, decision: 'not yet', reply: 'No.' } as const;
	expect(await decide(company, cast.policyOwner, late)).toBe('before');
	expect(await db.read.select().from(recallReviews)).toMatchObject([
		{ decision: 'knows', decidedBy: cast.shiftLead.id, reply: 'Yes, I see.' },
	]);
	const rows = await db.read.select().from(answers);
	expect(rows.find(({ questionId }) => questionId === 'say-flower')).toMatchObject({
		...{ verdict: 'knows', right: true },
	});
	const owner = await personOf(db, cast.policyOwner);
	expect(await readDecided(db.read, owner, answerId)).toMatchObject({
		...{ decision: 'knows', by: cast.shiftLead.name, missed: true },
	});
	expect(await queueOf(company, cast.policyOwner)).toEqual([]);
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
});

test('the learner is told, until she has looked', async () => {
	const { company, answerId } = await appealed();
	const { db } = company;
	expect(await countDecided(db.read, cast.picker.id)).toBe(0);
	await decide(company, cast.shiftLead, { answerId, decision: 'not yet', reply: 'Say the heart.' });
	const news = (await db.read.select().from(outbox)).map((row) => row.news);
	expect(news).toContainEqual({ kind: 'answer.read', to: cast.picker.id, answerId });
	expect(await countDecided(db.read, cast.picker.id)).toBe(1);
	const around = await aroundPerson(company, await personOf(db, cast.picker), castTime + hour);
	expect(await readMyAnswers(db.read, around)).toMatchObject({
		count: 1,
		answers: [
			{ news: true, readBy: cast.shiftLead.name, said: { review: { reply: 'Say the heart.' } } },
		],
	});
	await seeDecisions(db, { employeeId: cast.secondPicker.id, at: castTime + hour });
	expect(await countDecided(db.read, cast.picker.id)).toBe(1);
	await seeDecisions(db, { employeeId: cast.picker.id, at: castTime + hour });
	expect(await countDecided(db.read, cast.picker.id)).toBe(0);
});

test('who is not hers is not found, and nothing is decided', async () => {
	const { company, answerId } = await appealed([cast.vendorAgent]);
	for (const who of [cast.shiftLead, cast.courierLead, cast.storeManager, cast.vendorAgent])
		await expect(decide(company, who, { answerId }), who.name).rejects.toThrow(NotFound);
	expect(await company.db.read.select().from(recallReviews)).toMatchObject([{ decision: null }]);
});

test('the words that showed it are proposed once, as plain words, with their idea', async () => {
	const { company, answerId } = await appealed();
	const showed = { answerId, wording: ' she (smiles) | ~2 @heart! ', idea: 1 };
	await expect(
		decide(company, cast.shiftLead, { ...showed, idea: undefined }),
	).rejects.toMatchObject({ problems: { idea: expect.any(String) } });
	const long = decide(company, cast.shiftLead, { ...showed, wording: 'x'.repeat(121) });
	await expect(long).rejects.toThrow(Invalid);
	expect(await company.db.read.select().from(recallReviews)).toMatchObject([{ decision: null }]);
	await Promise.all([1, 2].map(() => decide(company, cast.shiftLead, showed)));
	expect(await company.db.read.select().from(recallWordings)).toMatchObject([
		{
			...{ questionId: 'say-flower', idea: 1, ideaName: 'from the heart', answerId },
			...{ wording: 'she smiles 2 heart', proposedBy: cast.shiftLead.id, decision: null },
		},
	]);
});

test('a "not yet" proposes nothing', async () => {
	const { company, answerId } = await appealed();
	const no = { answerId, decision: 'not yet', wording: 'she smiles', idea: 1 } as const;
	await decide(company, cast.shiftLead, no);
	expect(await company.db.read.select().from(recallWordings)).toEqual([]);
});

test('with her record her words go: hers, her line, the reply, and whose wording it was', async () => {
	const { company, answerId } = await appealed();
	const { db } = company;
	const showed = { answerId, wording: 'she smiles', idea: 1, reply: 'Well said, Amina.' };
	await decide(company, cast.shiftLead, showed);
	const { id, number, name } = await personOf(db, cast.picker);
	for (const row of ownWords) {
		await db.write(async (tx) => row.end?.(tx, { id, number, name, email: null }));
	}
	expect(await db.read.select().from(recallReviews)).toMatchObject([
		{ why: '', reply: '', decision: 'knows' },
	]);
	expect(await db.read.select().from(recallAnswers)).toMatchObject([{ said: '…' }]);
	expect(await db.read.select().from(recallWordings)).toMatchObject([
		{ wording: 'she smiles', answerId: null },
	]);
});
