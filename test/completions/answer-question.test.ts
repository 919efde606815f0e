import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { answerQuestion } from '#completions/answer-question.ts';
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
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

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

test('each tab’s answer is read in the order that this tab showed', async () => {
	const { db, amina } = await school();
	const opened: OpenPage[] = [];
	for (let tab = 0; tab < 12; tab += 1) opened.push(await amina.open(lending, castTime));
	for (const page of opened) await amina.give(page, 'right', castTime);
	const rows = await answersOf(db.read, amina.person);
	expect(rows.length).toBeGreaterThan(1);
	expect(rows.every(({ right }) => right)).toBe(true);
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
	await amina.give(await reach(amina, 'how-long', castTime), 'wrong', castTime);
	for (const round of [2, 3]) {
		let page = await amina.open(lending, castTime);
		while (page.question.round === 1) {
			expect(page.question.id).not.toBe('how-long');
			await amina.give(page, 'right', castTime);
			page = await amina.open(lending, castTime);
		}
		expect(page.question).toMatchObject({ id: 'how-long', round });
		const outcome = await amina.give(page, round === 2 ? 'wrong' : 'right', castTime);
		expect(outcome.finished).toBe(round === 3);
	}
	const [row] = await completionsOf(db.read, amina.person);
	expect(row).toMatchObject({ rightFirst: 3, questions: 4 });
});

test.each([
	{ id: 'in-order', says: 'wrong', wrong: [2, 1, 0], right: [0, 1, 2] },
	{ id: 'what-to-write', says: 'Right: the day', wrong: [2], right: [0, 2] },
	{ id: 'how-long', says: '45 days', wrong: [1], right: [0] },
])('$id is graded by the author’s order, whatever order was shown', async ({ id, ...answer }) => {
	const { db, amina } = await school();
	await amina.give(await reach(amina, id, castTime), answer.says, castTime);
	await amina.finish(lending, castTime + minute);
	const rows = (await answersOf(db.read, amina.person)).filter((row) => row.questionId === id);
	const [wrong, right] = rows.map(({ choice }) => (id === 'in-order' ? choice : choice.toSorted()));
	expect([wrong, right]).toEqual([answer.wrong, answer.right]);
	expect(rows.map((row) => [row.round, row.right])).toEqual([
		[1, false],
		[2, true],
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
	const rest = {
		attemptId,
		contentHash,
		rightFirst: 2,
		questions: 2,
		renewedAt: null,
		revision: 1,
	};
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
		await tx.run(
			'create trigger no_audit before insert on audit_entries begin select raise(abort, "no"); end',
		);
	});
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
	await amina.give(await reach(amina, 'how-long', began), 'wrong', began);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: began + minute });
	const page = await reach(amina, 'how-long', began + 2 * minute);
	expect(page.question.options.join()).toMatch(/30\sdays/);
	expect(page.question.options.join()).not.toMatch(/40\sdays/);
});

test('after 30 minutes an attempt begins again on the new version and keeps the answers that the change does not touch', async () => {
	const { company, db, amina } = await school();
	const began = castTime + hour;
	for (let asked = 0; asked < 2; asked += 1) {
		const page = await amina.open(rainyDay, began);
		await amina.give(page, page.question.id === 'rain-loan' ? 'wrong' : 'right', began);
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

test('an answer to a question that the change touches is asked again in the new wording', async () => {
	const { company, db, amina } = await school();
	const began = castTime + hour;
	await amina.give(await amina.open(lending, began), 'right', began);
	let old = await amina.open(lending, began);
	while (old.question.step > 1) {
		await amina.give(old, 'right', began);
		old = await amina.open(lending, began);
	}
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: began + minute });
	const later = began + 31 * minute;
	const outcome = await amina.give(old, 'right', later);
	expect(outcome).toMatchObject({ kind: 'changed', finished: false });
	expect(outcome.attemptId).not.toBe(old.sitting.attemptId);
	const again = await reach(amina, 'how-long', later);
	expect(again.question.options.join()).toMatch(/40\sdays/);
	expect(again.question.round).toBe(1);
	await amina.finish(lending, later);
	const rows = await answersOf(db.read, amina.person);
	const fresh = rows.filter(({ attemptId }) => attemptId === outcome.attemptId);
	expect(new Set(fresh.map(({ policyVersion }) => policyVersion))).toEqual(new Set([2]));
});

test('a page that showed the old wording begins an attempt under the old version for 30 minutes only', async () => {
	const { company, db, amina } = await school();
	const shown = castTime + hour;
	const [soon, late] = [await amina.open(rainyDay, shown), await amina.open(lending, shown)];
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: shown + minute });
	await amina.give(soon, 'right', shown + 30 * minute);
	const outcome = await amina.give(late, 'right', shown + 31 * minute);
	expect(outcome.kind).toBe('changed');
	const rows = await answersOf(db.read, amina.person);
	expect(rows.map(({ questionId, policyVersion }) => [questionId, policyVersion])).toEqual([
		[soon.question.id, 1],
	]);
});

test('a form cannot pin itself to a wording of long ago or of the future', async () => {
	const { company, db, amina } = await school();
	await publish(company, 'loans', reworded('Or longer.'), { at: castTime + hour });
	const at = castTime + day;
	const page = await amina.open(lending, at);
	for (const shownAt of [castTime, at + day]) {
		await amina.send({ ...answerOn(page, 'wrong'), attemptId: randomUUID(), shownAt }, at);
		expect(await attemptsOf(db.read, amina.person)).toMatchObject([{ beganAt: at }]);
	}
	for (const row of await answersOf(db.read, amina.person)) expect(row.policyVersion).toBe(2);
});

test('an editorial version begins nothing again', async () => {
	const { company, db, amina } = await school();
	const began = castTime + hour;
	const first = await amina.open(rainyDay, began);
	await amina.give(first, 'right', began);
	const change = { at: began + minute, change: 'editorial' } as const;
	await publish(company, 'loans', reworded('Or so.'), change);
	await publish(company, 'flowers', reworded('Or so.'), change);
	const page = await amina.open(rainyDay, began + 5 * hour);
	expect(page.sitting).toMatchObject({ restarted: false, changedMeanwhile: [], solved: 1 });
	expect(await amina.finish(rainyDay, began + 5 * hour)).toMatchObject({ finished: true });
	expect(await attemptsOf(db.read, amina.person)).toHaveLength(1);
	expect(await changesFor(company, amina, began + 6 * hour)).toEqual([]);
});

test('a change of a policy that a lesson only quotes is seen after 30 minutes too', async () => {
	const quoting = smallLesson('Keys', 'keys', [
		'<Statement of="loans" />',
		smallQuestion('which-key', 'keys', 'Right: after <Fact of="loans.window" />'),
		smallQuestion('whose-key', 'keys'),
	]);
	const { company, amina } = await school({ 'lessons/keys/en.mdx': quoting });
	const keys = lesson('keys');
	const began = castTime + hour;
	const first = await amina.open(keys, began);
	await amina.give(first, first.question.id === 'which-key' ? 'wrong' : 'right', began);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: began + minute });
	const inTime = await amina.sit(keys, began + 30 * minute);
	expect(inTime).toMatchObject({ shownAt: began, changedMeanwhile: ['loans'] });
	const later = began + 8 * hour;
	expect(await amina.sit(keys, later)).toMatchObject({ shownAt: later, restarted: true });
	let page = await amina.open(keys, later);
	while (page.question.id !== 'which-key') {
		await amina.give(page, 'right', later);
		page = await amina.open(keys, later);
	}
	expect(page.question.options.join()).toMatch(/40\sdays/);
	expect((await amina.finish(keys, later)).finished).toBe(true);
});

test.each([
	['a round that has not come yet', { round: 2 }],
	['a step that nothing leads to', { step: 3 }],
])('an answer out of turn changes nothing: %s', async (_, turn) => {
	const { db, amina } = await school();
	const page = await reach(amina, 'wet-customer', castTime);
	const before = await answersOf(db.read, amina.person);
	const outcome = await amina.send({ ...answerOn(page, 'right'), ...turn }, castTime);
	expect(outcome).toMatchObject({ kind: 'passed', finished: false });
	expect(await answersOf(db.read, amina.person)).toEqual(before);
});

test('a question that was answered right, and a lesson that is finished, take no more answers', async () => {
	const { db, amina } = await school();
	const solved = await amina.open(lending, castTime);
	await amina.give(solved, 'right', castTime);
	const more = { ...answerOn(solved, 'wrong'), round: 2 };
	expect(await amina.send(more, castTime)).toMatchObject({ kind: 'passed', finished: false });
	await amina.finish(lending, castTime);
	const before = await answersOf(db.read, amina.person);
	expect(await amina.send(more, castTime + day)).toMatchObject({ kind: 'passed', finished: true });
	expect(await answersOf(db.read, amina.person)).toEqual(before);
	expect(await attemptsOf(db.read, amina.person)).toHaveLength(1);
});

test.each([
	['how-long', [[], [0, 1], [3], [-1], [Number.NaN], [0.5]]],
	['what-to-write', [[], [0, 0], [3]]],
	['in-order', [[], [0, 1], [0, 1, 1], [0, 1, 2, 3]]],
	['wet-customer', [[], [0, 1], [9]]],
])('a choice that is none is Invalid and loses nothing: %s', async (id, choices) => {
	const { db, amina } = await school();
	const page = await reach(amina, id, castTime);
	const before = [await answersOf(db.read, amina.person), await attemptsOf(db.read, amina.person)];
	for (const places of choices) {
		const given = { ...answerOn(page, 'right'), places };
		const error = await amina.send(given, castTime).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(Invalid);
		expect(error).toMatchObject({ problems: { choice: expect.stringMatching(/\.$/) } });
	}
	expect([await answersOf(db.read, amina.person), await attemptsOf(db.read, amina.person)]).toEqual(
		before,
	);
	expect(await amina.give(page, 'right', castTime)).toMatchObject({ kind: 'recorded' });
});

test('a question that a lesson does not ask is not found', async () => {
	const { db, amina } = await school();
	const given = answerOn(await amina.open(lending, castTime), 'right');
	for (const wrong of [{ questionId: 'rain-loan' }, { subject: lesson('nowhere') }]) {
		await expect(amina.send({ ...given, ...wrong }, castTime)).rejects.toThrow(NotFound);
	}
	expect(await attemptsOf(db.read, amina.person)).toEqual([]);
});

test('a lesson that loses its last open question can still be finished', async () => {
	const { company, db, amina } = await school();
	const page = await amina.open(rainyDay, castTime);
	await amina.give(page, 'right', castTime);
	const { id } = page.question;
	const policy = id === 'rain-loan' ? 'loans' : 'flowers';
	const shorter = smallLesson('A rainy day', 'loans, flowers', [smallQuestion(id, policy)]);
	const catalogue = smallCatalogue({ 'lessons/rainy-day/en.mdx': shorter });
	const later = await learner({ ...company, catalogue }, cast.picker);
	expect(await later.finish(rainyDay, castTime + minute)).toMatchObject({ finished: true });
	expect(await completedBy(db.read, amina.person)).toHaveLength(2);
});

test('the order of questions and answers is another one for every attempt, and stays for a reload', async () => {
	const { amina } = await school();
	const orders = new Set<string>();
	for (let tab = 0; tab < 40; tab += 1) {
		const { question } = await amina.open(lending, castTime);
		orders.add(`${question.id}: ${question.options.join()}`);
	}
	expect(orders.size).toBeGreaterThan(6);
	const first = await amina.open(lending, castTime);
	await amina.give(first, 'right', castTime);
	const shown = new Set<string>();
	for (let reload = 0; reload < 5; reload += 1) {
		shown.add(JSON.stringify((await amina.open(lending, castTime + reload * minute)).question));
	}
	expect(shown.size).toBe(1);
});
