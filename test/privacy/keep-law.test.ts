import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import type { Database } from '#db/connection.ts';
import { credentials } from '#db/schema/auth.ts';
import { answers, attempts, completions } from '#db/schema/completions.ts';
import { nudges, outbox } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import { remarks, remarkSenders } from '#db/schema/remarks.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { isRunDue, keepTheLaw, readRuns } from '#privacy/keep-law.ts';
import { readDue, readLeavers } from '#privacy/leavers.ts';
import { cast, castTime } from '#test/cast.ts';
import { day } from '#test/small-company.ts';
import { companyWithLeaver, somebody } from './somebody.ts';

const by = cast.administrator.id;
const leftAt = castTime + 10 * day;
const month = 31 * day;

async function decide(db: Database, months: Record<string, number>): Promise<void> {
	const values = { ...(await readSettings(db.read)), ...months };
	await changeSettings(db, { values, by, at: castTime });
}

async function herRows(db: Database) {
	const mine = eq(attempts.employeeId, somebody.id);
	const given = db.read
		.select()
		.from(answers)
		.innerJoin(attempts, eq(attempts.id, answers.attemptId));
	return {
		answers: (await given.where(mine)).length,
		completions: (
			await db.read.select().from(completions).where(eq(completions.employeeId, somebody.id))
		).length,
		nudges: (await db.read.select().from(nudges).where(eq(nudges.employeeId, somebody.id))).length,
		news: (await db.read.select().from(outbox)).length,
		pins: (await db.read.select().from(credentials).where(eq(credentials.employeeId, somebody.id)))
			.length,
		named: (await db.read.select().from(remarks).where(eq(remarks.employeeId, somebody.id))).length,
		sent: (await db.read.select().from(remarkSenders)).length,
	};
}

test('each kind ends at its own time, and the name goes with the record', async () => {
	const { db } = await companyWithLeaver(leftAt);
	await decide(db, { keepAnswersMonths: 1, keepMessagesMonths: 2, keepAccessMonths: 3 });
	const all = await herRows(db);
	expect(all).toMatchObject({ nudges: 1, pins: 1, named: 1, sent: 2 });
	expect(all.answers).toBeGreaterThan(0);

	expect((await keepTheLaw(db, { by: null, at: leftAt + 20 * day })).ended.answers).toBe(0);
	expect(await herRows(db)).toEqual(all);

	await keepTheLaw(db, { by: null, at: leftAt + month });
	const first = { ...all, answers: 0, named: 0, sent: 0 };
	expect(await herRows(db)).toEqual(first);
	const [remark] = await db.read.select().from(remarks);
	expect(remark?.words).toBe('It is wrong at the depot. …');

	await keepTheLaw(db, { by: null, at: leftAt + 2 * month });
	const second = { ...first, nudges: 0, news: all.news - 1 };
	expect(await herRows(db)).toEqual(second);

	await keepTheLaw(db, { by: null, at: leftAt + 3 * month });
	expect(await herRows(db)).toEqual({ ...second, pins: 0 });
	const [named] = await readLeavers(db.read, { most: 5 });
	expect(named?.name).toBe(somebody.name);

	const last = await keepTheLaw(db, { by: null, at: leftAt + 25 * month });
	expect(last.ended).toEqual({ access: 0, messages: 0, answers: 0, record: 1 });
	expect(await readLeavers(db.read, { most: 5 })).toEqual([]);
	expect((await herRows(db)).completions).toBe(all.completions);
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
});

test('what the next run will do is what it does; a second run finds nothing', async () => {
	const { db } = await companyWithLeaver(leftAt);
	const at = leftAt + 25 * month;
	const due = await readDue(db.read, at);
	expect(due.map(({ leaver, kinds }) => [leaver.number, kinds])).toEqual([
		[somebody.number, ['access', 'messages', 'answers', 'record']],
	]);
	const run = await keepTheLaw(db, { by, at });
	expect(run.ended).toEqual({ access: 1, messages: 1, answers: 1, record: 1 });
	expect(run.erased).toBeGreaterThan(0);
	expect(await readDue(db.read, at)).toEqual([]);
	expect((await keepTheLaw(db, { by: null, at })).erased).toBe(0);
	expect(await readRuns(db.read, 10)).toHaveLength(2);
});

test('who came back keeps what she has, and a second leaving counts anew', async () => {
	const { db } = await companyWithLeaver(leftAt);
	await decide(db, { keepAnswersMonths: 1 });
	await keepTheLaw(db, { by: null, at: leftAt + 2 * month });
	await db.write((tx) => returnToWork(tx, somebody.id, { by, at: leftAt + 3 * month }));
	expect(await readDue(db.read, leftAt + 60 * month)).toEqual([]);
	const again = { employeeId: somebody.id };
	await db.write((tx) => leaveWork(tx, again, { by, at: leftAt + 4 * month }));
	const [leaver] = await readLeavers(db.read, { most: 1 });
	expect(leaver?.ended).toEqual([]);
	const [due] = await readDue(db.read, leftAt + 6 * month);
	expect(due?.kinds).toEqual(['answers']);
});

test('nobody who works here is ever touched, and the job looks once a day', async () => {
	const { db } = await companyWithLeaver(leftAt);
	const at = leftAt + 30 * month;
	expect(await isRunDue(db.read, at)).toBe(true);
	await keepTheLaw(db, { by: null, at });
	expect(await isRunDue(db.read, at + day / 2)).toBe(false);
	expect(await isRunDue(db.read, at + day)).toBe(true);
	const rows = await db.read.select().from(employees);
	expect(rows.filter(({ anonymisedAt }) => anonymisedAt !== null)).toHaveLength(1);
});

test('those who left at one moment are listed page by page, each once', async () => {
	const { db } = await companyWithLeaver(leftAt);
	const together = [cast.picker, cast.secondPicker, cast.thirdPicker, cast.vendorAgent];
	await db.write(async (tx) => {
		for (const { id } of together) await leaveWork(tx, { employeeId: id }, { by, at: leftAt });
	});
	const found: string[] = [];
	for (let before: Awaited<ReturnType<typeof readLeavers>>[number] | undefined; ;) {
		const page = await readLeavers(db.read, { before, most: 2 });
		found.push(...page.map(({ id }) => id));
		before = page.at(-1);
		if (page.length < 2) break;
	}
	expect(found.toSorted()).toEqual([somebody.id, ...together.map(({ id }) => id)].toSorted());
});
