import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { attempts } from '#db/schema/completions.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readOverview } from '#completions/standings.ts';
import { pendingChanges } from '#completions/today.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime } from '#test/cast.ts';
import { answersOf, attemptsOf, completedBy, completionsOf } from '#test/completions/rows.ts';
import {
	answerOn,
	aroundPerson,
	day,
	hour,
	learner,
	type Learner,
	lesson,
	minute,
	type OpenPage,
	publish,
	reworded,
	smallCompany,
	type SmallCompany,
	update,
	withFact,
} from '#test/small-company.ts';
import { smallLesson, smallQuestion } from '#test/small-content.ts';

const lending = lesson('lending');
const rainyDay = lesson('rainy-day');

async function school(changes?: Readonly<Record<string, string | null>>) {
	const company = await smallCompany(changes);
	return { company, db: company.db, amina: await learner(company, cast.picker) };
}

/** Opens pages and passes questions until this one is asked. */
async function reach(who: Learner, questionId: string, at: number): Promise<OpenPage> {
	for (;;) {
		const page = await who.open(lending, at);
		if (page.question.id === questionId) return page;
		await who.give(page, 'right', at);
	}
}

async function changesFor({ db, catalogue }: SmallCompany, { person }: Learner, at: number) {
	const overview = await readOverview(db.read, catalogue, person, at);
	const changes = pendingChanges(overview, await readPolicies(db.read), at);
	return changes.map(({ before, after }) => `${after.policyId} ${before.number}→${after.number}`);
}

test('an answer is on record once however often it is sent', async () => {
	const { db, amina } = await school();
	const page = await amina.open(lending, castTime);
	const sent = Array.from({ length: 5 }, () => amina.give(page, 'wrong', castTime));
	const outcomes = [...(await Promise.all(sent)), await amina.give(page, 'right', castTime + day)];
	for (const outcome of outcomes) {
		const { attemptId } = page.sitting;
		expect(outcome).toEqual({ attemptId, kind: 'recorded', finished: false });
	}
	const [row, ...others] = await answersOf(db.read, amina.person);
	expect(others).toEqual([]);
	expect(row).toMatchObject({ questionId: page.question.id, right: false, answeredAt: castTime });
});

test('the last answer sent twice completes the lesson once, and both hear that it is done', async () => {
	const { db, amina } = await school();
	const first = await amina.open(rainyDay, castTime);
	const { attemptId } = await amina.give(first, 'right', castTime);
	const last = await amina.open(rainyDay, castTime, attemptId);
	const twice = [amina.give(last, 'right', castTime), amina.give(last, 'right', castTime + minute)];
	expect(await Promise.all(twice)).toEqual([
		{ attemptId, kind: 'recorded', finished: true },
		{ attemptId, kind: 'recorded', finished: true },
	]);
	expect(await completionsOf(db.read, amina.person)).toMatchObject([
		{ policyId: 'flowers', completedAt: castTime, renewedAt: null },
		{ policyId: 'loans', completedAt: castTime, renewedAt: null },
	]);
	const audit = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'lesson.completed'));
	expect(audit).toHaveLength(1);
});

test('two tabs with two attempt ids fold into one attempt', async () => {
	const { db, amina } = await school();
	const [left, right] = [await amina.open(lending, castTime), await amina.open(lending, castTime)];
	expect(left.sitting.attemptId).not.toBe(right.sitting.attemptId);
	const outcomes = [
		await amina.give(left, 'right', castTime),
		await amina.give(right, 'wrong', castTime + minute),
	];
	expect(outcomes.map(({ attemptId }) => attemptId)).toEqual([
		left.sitting.attemptId,
		left.sitting.attemptId,
	]);
	expect(await attemptsOf(db.read, amina.person)).toHaveLength(1);
});

test('a tab that was opened before the lesson was finished begins no second attempt', async () => {
	const { db, amina } = await school();
	const forgotten = await amina.open(rainyDay, castTime);
	const { attemptId } = await amina.finish(rainyDay, castTime + minute);
	const outcome = await amina.give(forgotten, 'wrong', castTime + 2 * minute);
	expect(outcome).toMatchObject({ attemptId, finished: true });
	expect(await attemptsOf(db.read, amina.person)).toHaveLength(1);
	expect(await answersOf(db.read, amina.person)).toHaveLength(2);
});

test('a lesson that is finished can be taken again', async () => {
	const { db, amina } = await school();
	await amina.finish(rainyDay, castTime);
	const { finished } = await amina.finish(rainyDay, castTime + day);
	expect(finished).toBe(true);
	expect(await attemptsOf(db.read, amina.person)).toHaveLength(2);
	expect(await completionsOf(db.read, amina.person)).toMatchObject([
		{ completedAt: castTime, renewedAt: castTime + day },
		{ completedAt: castTime, renewedAt: castTime + day },
	]);
});

test('somebody else’s attempt is not found, nor is its id free to be made up', async () => {
	const { company, db, amina } = await school();
	const page = await amina.open(lending, castTime);
	await amina.give(page, 'right', castTime);
	const leyla = await learner(company, cast.secondPicker);
	const hers = await leyla.sit(lending, castTime, page.sitting.attemptId);
	expect(hers).toMatchObject({ begun: false, solved: 0, feedback: undefined });
	expect(hers.attemptId).not.toBe(page.sitting.attemptId);
	const stolen = leyla.send(answerOn(page, 'right'), castTime);
	await expect(stolen).rejects.toThrow(NotFound);
	expect(await attemptsOf(db.read, leyla.person)).toEqual([]);
	expect(await answersOf(db.read, amina.person)).toHaveLength(1);
});

test('an attempt is not found under another lesson', async () => {
	const { db, amina } = await school();
	const page = await amina.open(lending, castTime);
	await amina.give(page, 'right', castTime);
	const other = answerOn(await amina.open(rainyDay, castTime), 'right');
	const mixed = amina.send({ ...other, attemptId: page.sitting.attemptId }, castTime);
	await expect(mixed).rejects.toThrow(NotFound);
	expect(await answersOf(db.read, amina.person)).toHaveLength(1);
});

test('two people who answer at once do not meet', async () => {
	const { company, db, amina } = await school();
	const leyla = await learner(company, cast.secondPicker);
	await Promise.all([amina.finish(lending, castTime), leyla.finish(rainyDay, castTime)]);
	expect(await completedBy(db.read, amina.person)).toEqual(['lending: loans 1']);
	expect(await completedBy(db.read, leyla.person)).toEqual([
		'rainy-day: flowers 1',
		'rainy-day: loans 1',
	]);
});

test('the first answer counts, and wrong ones come again at the end until they are right', async () => {
	const { db, amina } = await school();
	const first = await amina.open(lending, castTime);
	await amina.give(first, 'wrong', castTime);
	const others: string[] = [];
	for (let page = await amina.open(lending, castTime); page.question.round === 1; ) {
		others.push(page.question.id);
		await amina.give(page, 'right', castTime);
		page = await amina.open(lending, castTime);
	}
	expect(new Set(others).size).toBe(new Set(others).difference(new Set([first.question.id])).size);
	for (const round of [2, 3]) {
		const again = await amina.open(lending, castTime);
		expect(again.question).toMatchObject({ id: first.question.id, round });
		expect((await amina.give(again, round === 2 ? 'wrong' : 'right', castTime)).finished).toBe(
			round === 3,
		);
	}
	const [row] = await completionsOf(db.read, amina.person);
	expect(row).toMatchObject({ rightFirst: 3, questions: 4 });
});

test.each([
	['in-order', { first: { choice: [2, 1, 0], right: false }, then: { choice: [0, 1, 2] } }],
	['what-to-write', { first: { choice: [2], right: false }, then: { choice: [0, 2] } }],
	['how-long', { first: { right: false }, then: { choice: [0] } }],
])('%s is graded by the author’s order, whatever order was shown', async (id, { first, then }) => {
	const { db, amina } = await school();
	await amina.give(await reach(amina, id, castTime), 'wrong', castTime);
	await amina.finish(lending, castTime + minute);
	const rows = (await answersOf(db.read, amina.person)).filter((row) => row.questionId === id);
	const sorted = rows.map((row) => ({ ...row, choice: id === 'in-order' ? row.choice : row.choice.toSorted() }));
	expect(sorted).toMatchObject([
		{ round: 1, step: 1, ...first },
		{ round: 2, step: 1, right: true, ...then },
	]);
});

test('too many and too few of a multiple choice are wrong', async () => {
	const { db, amina } = await school();
	const page = await reach(amina, 'what-to-write', castTime);
	const all = { ...answerOn(page, 'right'), places: [0, 1, 2] };
	await amina.send(all, castTime);
	const [row] = (await answersOf(db.read, amina.person)).slice(-1);
	expect(row?.right).toBe(false);
});

test('a scenario goes the way that each answer leads, and counts only if every step was right', async () => {
	const { db, amina } = await school();
	const scenario = 'wet-customer';
	const first = await reach(amina, scenario, castTime);
	await amina.give(first, 'The price list', castTime);
	const second = await amina.open(lending, castTime);
	expect(second.question).toMatchObject({ id: scenario, round: 1, step: 2 });
	await amina.give(second, 'right', castTime);
	const third = await amina.open(lending, castTime);
	expect(third.question).toMatchObject({ id: scenario, round: 1, step: 3 });
	await amina.give(third, 'right', castTime);
	await amina.finish(lending, castTime + minute);
	const rows = (await answersOf(db.read, amina.person)).filter((r) => r.questionId === scenario);
	expect(rows.map(({ round, step, right, nextStep }) => [round, step, right, nextStep])).toEqual([
		[1, 1, false, 2],
		[1, 2, true, 3],
		[1, 3, true, null],
		[2, 1, true, 3],
		[2, 3, true, null],
	]);
	expect(await completionsOf(db.read, amina.person)).toMatchObject([{ rightFirst: 3 }]);
});

test('a scenario that has begun goes on before anything else is asked', async () => {
	const { amina } = await school();
	await amina.give(await reach(amina, 'wet-customer', castTime), 'right', castTime);
	expect((await amina.open(lending, castTime)).question).toMatchObject({
		id: 'wet-customer',
		step: 3,
	});
});

test('the completion has a row per policy, with the pinned version and the lesson’s hash', async () => {
	const { company, db, amina } = await school();
	await publish(company, 'flowers', reworded('Any colour.'), { at: castTime + 1 });
	const at = castTime + hour;
	const { attemptId } = await amina.finish(rainyDay, at);
	const contentHash = company.catalogue.lessonById.get('rainy-day')?.hash;
	const common = { employeeId: amina.person.id, lessonId: 'rainy-day', completedAt: at };
	const rest = { attemptId, contentHash, rightFirst: 2, questions: 2, renewedAt: null };
	expect(await completionsOf(db.read, amina.person)).toEqual([
		{ ...common, ...rest, policyId: 'flowers', policyVersion: 2 },
		{ ...common, ...rest, policyId: 'loans', policyVersion: 1 },
	]);
});

test('the last answer, the end of the attempt, its completion and its audit row are one commit', async () => {
	const { company, db, amina } = await school();
	await amina.give(await amina.open(rainyDay, castTime), 'right', castTime);
	const last = await amina.open(rainyDay, castTime);
	const around = await aroundPerson(company, amina.person, castTime);
	// Nothing can be said about the lesson in the audit: so nothing else is on record either.
	await db.write(async (tx) => {
		await tx.run('create trigger no_audit before insert on audit_entries begin select raise(abort, "no"); end');
	});
	const { answerQuestion } = await import('#completions/answer-question.ts');
	await expect(answerQuestion(db, around, answerOn(last, 'right'))).rejects.toThrow();
	expect(await completionsOf(db.read, amina.person)).toEqual([]);
	expect(await answersOf(db.read, amina.person)).toHaveLength(1);
	expect(await attemptsOf(db.read, amina.person)).toMatchObject([{ finishedAt: null }]);
	await db.write(async (tx) => void (await tx.run('drop trigger no_audit')));
	expect((await amina.give(last, 'right', castTime)).finished).toBe(true);
	const [audit] = await db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(eq(auditEntries.action, 'lesson.completed'));
	expect(audit?.audit_entries).toMatchObject({ actorId: amina.person.id, objectId: 'rainy-day' });
	expect(JSON.parse(audit?.audit_payloads.payload ?? '')).toMatchObject({
		versions: { loans: 1, flowers: 1 },
	});
});

test('within 30 minutes an attempt goes on under the version it began with, and then only the change is asked', async () => {
	const { company, db, amina } = await school();
	const began = castTime + hour;
	const first = await amina.open(rainyDay, began);
	await amina.give(first, 'right', began);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: began + 10 * minute });
	const page = await amina.open(rainyDay, began + 30 * minute);
	expect(page.sitting).toMatchObject({ changedMeanwhile: ['loans'], restarted: false });
	const outcome = await amina.give(page, 'right', began + 30 * minute);
	expect(outcome).toMatchObject({ kind: 'recorded', finished: true });
	expect(await completedBy(db.read, amina.person)).toEqual([
		'rainy-day: flowers 1',
		'rainy-day: loans 1',
	]);
	for (const row of await answersOf(db.read, amina.person)) expect(row.policyVersion).toBe(1);
	expect(await changesFor(company, amina, began + 31 * minute)).toEqual(['loans 1→2']);
	const sitting = await amina.sit(update('loans'), began + 31 * minute);
	expect(sitting).toMatchObject({ questions: 1, begun: false });
});

test('what a page shows within the 30 minutes is the wording that it is graded under', async () => {
	const { company, amina } = await school();
	const began = castTime + hour;
	const first = await amina.open(lending, began);
	await amina.give(first, 'right', began);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: began + minute });
	const page = await reach(amina, 'how-long', began + 2 * minute);
	expect(page.question.options.join()).toMatch(/30\sdays/);
	expect(page.question.options.join()).not.toMatch(/40\sdays/);
});

test('after 30 minutes an attempt begins again on the new version and keeps the answers that the change does not touch', async () => {
	const { company, db, amina } = await school();
	const began = castTime + hour;
	for (const id of ['rain-flower', 'rain-loan']) {
		const page = await amina.open(rainyDay, began);
		const wanted = { ...page, question: { ...page.question, id } };
		if (page.question.id === id) await amina.give(wanted, id === 'rain-loan' ? 'wrong' : 'right', began);
	}
	const later = began + 31 * minute;
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: began + 20 * minute });
	const page = await amina.open(rainyDay, later);
	expect(page.sitting).toMatchObject({ restarted: true, shownAt: later });
	const { attemptId, finished } = await amina.finish(rainyDay, later);
	expect(finished).toBe(true);
	expect(await completedBy(db.read, amina.person)).toEqual([
		'rainy-day: flowers 1',
		'rainy-day: loans 2',
	]);
	const [old, fresh, ...more] = await attemptsOf(db.read, amina.person);
	expect(more).toEqual([]);
	expect(old).toMatchObject({ replacedBy: attemptId, finishedAt: null });
	expect(fresh).toMatchObject({ id: attemptId, beganAt: later, finishedAt: later });
});
