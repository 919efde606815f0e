import { eq } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { employees } from '#db/schema/people.ts';
import { outbox } from '#db/schema/notifications.ts';
import { log } from '#lib/log.ts';
import { announce, type News } from '#notifications/announce.ts';
import { expandOutbox } from '#notifications/expand.ts';
import { chooseMail } from '#notifications/mail-choice.ts';
import { sendNudge } from '#notifications/nudge.ts';
import { saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { withdrawVersion } from '#publishing/withdraw-version.ts';
import { cast, castTime } from '#test/cast.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	type SmallCompany,
} from '#test/small-company.ts';
import { allMessages, companyWithMail, expandAll, gathered, newsroomOf } from './telling.ts';

const { picker, secondPicker, thirdPicker, shiftLead, policyOwner } = cast;
const at = castTime + hour;

/** Plans another wording of the loans for a moment to come. */
async function plan({ db, catalogue }: SmallCompany, effectiveAt: number) {
	const newest = (await readPolicies(db.read)).byId.get('loans')?.versions.at(-1);
	if (!newest) return expect.fail('there is no policy');
	const by = policyOwner.id;
	const body = reworded('Gladly.')(newest.body);
	const draft = { policyId: 'loans', body, baseNumber: newest.number, seenRevision: 0, by, at };
	const { revision } = (await saveDraft(db, draft)).draft;
	const why = { change: 'material', reason: 'Rain.' } as const;
	return publishPolicy(db, catalogue, { policyId: 'loans', revision, ...why, effectiveAt, by, at });
}

async function tell({ db }: SmallCompany, news: News, when = at): Promise<void> {
	await db.write((tx) => announce(tx, news, when));
}

async function unexpanded({ db }: SmallCompany): Promise<number> {
	return (await db.read.select().from(outbox)).filter((row) => row.expandedAt === null).length;
}

test('a change is told to everybody whom it asks something of and whom mail reaches, once', async () => {
	const company = await companyWithMail(picker, secondPicker, shiftLead);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await expandAll(company, at);
	await expandAll(company, at + day);
	const found = await allMessages(company);
	expect(found.map(({ employeeId }) => employeeId).toSorted()).toEqual(
		[picker.id, secondPicker.id, shiftLead.id].toSorted(),
	);
	expect(found[0]).toMatchObject({
		channel: 'email',
		kind: 'policy.published',
		state: 'waiting',
		notBefore: at + gathered,
	});
	expect(await unexpanded(company)).toBe(0);
});

test('who knows what holds now, wants no mail, is gone or need not know is not told', async () => {
	const company = await companyWithMail(picker, secondPicker, thirdPicker, shiftLead);
	const { db } = company;
	await publish(company, 'flowers', reworded('Red ones.'), { at });
	const knows = await learner(company, picker);
	for (const id of ['flowers', 'rainy-day']) await knows.finish(lesson(id), at);
	await chooseMail(db, { employeeId: secondPicker.id, wanted: false, at });
	await db.write((tx) =>
		tx.update(employees).set({ leftAt: at }).where(eq(employees.id, thirdPicker.id)),
	);
	await expandAll(company, at);
	expect((await allMessages(company)).map(({ employeeId }) => employeeId)).toEqual([shiftLead.id]);
});

test('an editorial change is told to nobody', async () => {
	const company = await companyWithMail(picker);
	await publish(
		company,
		'loans',
		(body) => ({ ...body, why: 'Who stayed dry comes back soon. The deposit is {deposit}.' }),
		{
			at,
			change: 'editorial',
		},
	);
	await expandAll(company, at);
	expect(await allMessages(company)).toEqual([]);
	expect(await unexpanded(company)).toBe(0);
});

test('a planned change is told once it is in force, and waits without being looked at', async () => {
	const company = await companyWithMail(picker);
	await plan(company, at + 3 * day);
	await expandAll(company, at);
	await expandAll(company, at + 3 * day - 1);
	expect(await allMessages(company)).toEqual([]);
	expect(await unexpanded(company)).toBe(1);
	const around = { newsroom: newsroomOf(company), mailing: true, at: at + day };
	expect(await expandOutbox(company.db, around), 'there is nothing to do').toBe(false);
	await expandAll(company, at + 3 * day);
	expect(await allMessages(company)).toHaveLength(1);
});

test('a withdrawn change is told to nobody', async () => {
	const company = await companyWithMail(picker);
	await plan(company, at + 3 * day);
	await expandAll(company, at);
	const gone = { policyId: 'loans', number: 2, by: policyOwner.id, at: at + hour };
	await withdrawVersion(company.db, gone);
	await expandAll(company, at + 3 * day);
	expect(await allMessages(company)).toEqual([]);
	expect(await unexpanded(company)).toBe(0);
});

test('several policies changed together are one message', async () => {
	const company = await companyWithMail(picker);
	await tell(company, {
		kind: 'policy.published',
		versions: [
			{ policyId: 'loans', number: 1 },
			{ policyId: 'flowers', number: 1 },
		],
	});
	await expandAll(company, at);
	expect(await allMessages(company)).toHaveLength(1);
});

test('personal news goes to the person; what is required reaches one who wants no mail', async () => {
	const company = await companyWithMail(policyOwner, secondPicker);
	const { db } = company;
	await chooseMail(db, { employeeId: policyOwner.id, wanted: false, at });
	await tell(company, { kind: 'approval.asked', to: policyOwner.id, policyId: 'loans' });
	await tell(company, { kind: 'remark.answered', to: policyOwner.id, remarkId: 'r1' });
	await tell(company, { kind: 'nudge', to: picker.id, policyId: 'loans' });
	const nudge = { id: 'n', employeeId: secondPicker.id, policyId: 'loans' };
	await sendNudge(db, { ...nudge, sentBy: shiftLead.id, sentAt: at });
	await sendNudge(db, { ...nudge, id: 'm', sentBy: shiftLead.id, sentAt: at + 1 });
	await expandAll(company, at);
	const found = (await allMessages(company)).map(({ employeeId, kind }) => [employeeId, kind]);
	expect(found.toSorted()).toEqual([
		[policyOwner.id, 'approval.asked'],
		[secondPicker.id, 'nudge'],
	]);
});

test('without a mail server no mail is written, and none goes out late when there is one', async () => {
	const company = await companyWithMail(picker);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await expandAll(company, at, { mailing: false });
	await expandAll(company, at + hour);
	expect(await allMessages(company)).toEqual([]);
});

test('news that cannot be worked out keeps no other news waiting', async () => {
	const company = await companyWithMail(picker);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await tell(company, { kind: 'nudge', to: picker.id, policyId: 'loans' }, at + 1);
	const newsroom = newsroomOf(company);
	vi.spyOn(log, 'error').mockImplementation(() => {});
	const broken = vi.spyOn(newsroom, 'asked').mockRejectedValueOnce(new Error('not now'));
	await expandAll(company, at + 2, { newsroom });
	expect((await allMessages(company)).map(({ kind }) => kind)).toEqual(['nudge']);
	expect(broken).toHaveBeenCalledOnce();
	await expandAll(company, at + hour, { newsroom });
	expect(await allMessages(company)).toHaveLength(2);
});

test('twenty thousand people are told in small pieces, and a break in between loses and doubles none', async () => {
	const company = await companyWithMail();
	const { db } = company;
	await enrolMany(company, 20_000);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	const newsroom = newsroomOf(company);
	vi.spyOn(log, 'error').mockImplementation(() => {});
	let steps = 0;
	const stepTimes: number[] = [];
	for (let more = true; more; steps += 1) {
		// The power goes at the commit, in the middle of it all and again later.
		const broken = steps === 7 || steps === 90;
		const fails = () => Promise.reject(new Error('the power went'));
		const unlucky = broken ? { ...db, write: fails } : db;
		const began = performance.now();
		const step = expandOutbox(unlucky, { newsroom, mailing: true, at });
		if (broken) await expect(step).rejects.toThrow('the power went');
		else more = await step;
		stepTimes.push(performance.now() - began);
	}
	const found = await allMessages(company);
	expect(found).toHaveLength(20_000);
	expect(new Set(found.map(({ employeeId }) => employeeId)).size).toBe(20_000);
	expect(steps).toBeGreaterThan(200);
	expect(steps, 'nobody is looked at twice').toBeLessThan(210);
	const median = stepTimes.toSorted((a, b) => a - b)[Math.floor(steps / 2)] ?? 0;
	expect(median, 'milliseconds in which nobody else can write').toBeLessThan(200);
}, 60_000);

/** People without history, straight into the table: enrolling them one by one is not what is tested. */
async function enrolMany({ db }: SmallCompany, count: number): Promise<void> {
	const [like] = await db.read.select().from(employees).where(eq(employees.id, picker.id));
	if (!like) return expect.fail('the picker is gone');
	for (let from = 0; from < count; from += 1000) {
		const rows = Array.from({ length: 1000 }, (_, index) => {
			const id = `x${String(from + index).padStart(6, '0')}`;
			const name = `Person ${((from + index) * 7919) % 20_011}`;
			return { ...like, id, name, number: id, email: `${id}@company.example` };
		});
		await db.write((tx) => tx.insert(employees).values(rows));
	}
}
