import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Appeal, appealAnswer } from '#appeals/appeal-answer.ts';
import { verifyAudit } from '#audit/verify.ts';
import { answers, completions } from '#db/schema/completions.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { aroundPerson, day, learner, minute, type SmallCompany } from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';
import { companyThatSays, flowers, knows, notYet, saySomething } from './small-recall.ts';

async function appeal(
	company: SmallCompany,
	who: CastPerson,
	{ answerId, why = '' }: Partial<Appeal> & { answerId: string },
	at = castTime + minute,
) {
	const around = await aroundPerson(company, await personOf(company.db, who), at);
	return appealAnswer(company.db, around, { answerId, why });
}

async function verdicts({ db }: SmallCompany) {
	const rows = await db.read.select().from(answers).where(eq(answers.questionId, 'say-flower'));
	return rows.map(({ round, verdict, right }) => ({ round, verdict, right }));
}

test('an appeal makes a "not yet" unsure, and finishes the lesson that it held up', async () => {
	const company = await companyThatSays();
	const { answerId, outcome } = await saySomething(company, cast.picker, notYet);
	expect(outcome.finished).toBe(false);
	const why = '  I meant\nfrom the heart ';
	const done = await appeal(company, cast.picker, { answerId, why });
	expect(done).toMatchObject({ kind: 'appealed', attempt: { kind: 'lesson', subject: 'flowers' } });
	expect(await verdicts(company)).toEqual([{ round: 1, verdict: 'unsure', right: false }]);
	const [row] = await company.db.read.select().from(recallAnswers);
	// How it was graded stays as it was.
	expect(row?.verdict).toBe('not yet');
	expect(await company.db.read.select().from(recallReviews)).toMatchObject([
		{ answerId, cause: 'appeal', why: 'I meant from the heart', decision: null },
	]);
	const rows = await company.db.read.select().from(completions);
	expect(rows).toMatchObject([{ lessonId: 'flowers', rightFirst: 1, questions: 2 }]);
	const { sit } = await learner(company, cast.picker);
	const sitting = await sit(flowers, castTime + minute, done.attempt.id);
	expect(sitting).toMatchObject({ finished: true, said: { review: { cause: 'appeal' } } });
	expect(await verifyAudit(company.db.read)).toMatchObject({ holds: true });
});

test('a second tap, or an appeal after the decision, changes nothing', async () => {
	const company = await companyThatSays();
	const { answerId } = await saySomething(company, cast.picker, notYet);
	await Promise.all([1, 2].map(() => appeal(company, cast.picker, { answerId })));
	const before = await countRows(company.db.read);
	await company.db.write((tx) =>
		tx.update(recallReviews).set({ decision: 'not yet', decidedAt: castTime + 2 * minute }),
	);
	expect(await appeal(company, cast.picker, { answerId })).toMatchObject({ kind: 'known' });
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({});
	expect(await company.db.read.select().from(recallReviews)).toHaveLength(1);
});

test('somebody else’s answer is not found', async () => {
	const company = await companyThatSays();
	const { answerId } = await saySomething(company, cast.picker, notYet);
	const before = await countRows(company.db.read);
	for (const id of [answerId, 'nothing'])
		await expect(appeal(company, cast.secondPicker, { answerId: id })).rejects.toThrow(NotFound);
	expect(rowsAdded(before, await countRows(company.db.read))).toEqual({});
	expect(await verdicts(company)).toMatchObject([{ verdict: 'not yet' }]);
});

test('what says nothing, what counts already and what is older than two weeks is not read again', async () => {
	for (const [said, later] of [
		['🌧️🌧️', minute],
		['I do not know', minute],
		[knows, minute],
		[notYet, 14 * day + minute],
	] as const) {
		const company = await companyThatSays();
		const { answerId } = await saySomething(company, cast.picker, said);
		const asked = appeal(company, cast.picker, { answerId }, castTime + later);
		await expect(asked, said).rejects.toThrow(Invalid);
	}
});

test('a line that is too long comes back with a sentence', async () => {
	const company = await companyThatSays();
	const { answerId } = await saySomething(company, cast.picker, notYet);
	const asked = appeal(company, cast.picker, { answerId, why: 'x'.repeat(10_000) });
	await expect(asked).rejects.toMatchObject({ problems: { why: expect.stringContaining('300') } });
	expect(await company.db.read.select().from(recallReviews)).toEqual([]);
});

test('an appeal of the first answer counts when the second was given, too', async () => {
	const company = await companyThatSays();
	const { answerId } = await saySomething(company, cast.picker, notYet);
	const second = await saySomething(company, cast.picker, 'a flower');
	expect(second.outcome.finished).toBe(true);
	await appeal(company, cast.picker, { answerId });
	expect(await verdicts(company)).toEqual([
		{ round: 1, verdict: 'unsure', right: false },
		{ round: 2, verdict: 'not yet', right: false },
	]);
	expect(await company.db.read.select().from(completions)).toHaveLength(1);
});

test('a recall that was taken out of the content meanwhile can still be appealed', async () => {
	const company = await companyThatSays();
	const { answerId } = await saySomething(company, cast.picker, notYet);
	const without = smallLesson('Flowers', 'flowers', [smallQuestion('which-flower', 'flowers')]);
	const catalogue = smallCatalogue({ 'lessons/flowers/en.mdx': without });
	await appeal({ ...company, catalogue }, cast.picker, { answerId });
	expect(await verdicts(company)).toMatchObject([{ verdict: 'unsure' }]);
	expect(await company.db.read.select().from(completions)).toMatchObject([{ questions: 1 }]);
});

test('HTML, and words that seem to be a query, stay words', async () => {
	const company = await companyThatSays();
	const said = `<script>alert(1)</script> a 'flower'; drop table answers --`;
	await saySomething(company, cast.secondPicker, said);
	expect(await company.db.read.select().from(recallAnswers)).toMatchObject([{ said }]);
	await company.db.write((tx) => tx.delete(recallReviews));
	const { answerId } = await saySomething(company, cast.picker, notYet);
	await appeal(company, cast.picker, { answerId, why: '<b>why</b>' });
	expect(await company.db.read.select().from(recallReviews)).toMatchObject([{ why: '<b>why</b>' }]);
});
