import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { recallAnswers, recallWordings } from '#db/schema/recalls.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { graderFor } from '#lessons/grader-for.ts';
import { Invalid } from '#lib/errors.ts';
import { readPolicies } from '#policies/versions.ts';
import { leaveOut, takeBack, takeUp } from '#wordings/decide.ts';
import { pullWordings } from '#wordings/pull-wordings.ts';
import { readWordings, requireRecall } from '#wordings/read-recalls.ts';
import { tryWording } from '#wordings/try-wording.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { answerOn, learner, lesson } from '#test/small-company.ts';

const files = readContentFiles('content');
const catalogue = readCatalogue(files);
const { recall } = requireRecall(catalogue, 'returns');
const deed = { by: cast.policyOwner.id, at: castTime };
/** The first idea, "any channel", in words that no wording has. */
const missed = 'hither and yon, 30 days, and they choose how we settle it';

async function company() {
	const db = await testDatabase();
	const around = { catalogue, history: await readPolicies(db.read), at: castTime };
	const picker = await learner({ db, catalogue }, cast.picker);
	let page = await picker.open(lesson('returns'), castTime);
	while (page.question.id !== 'returns') {
		const given = { ...answerOn(page, 'right'), places: [0] };
		const places = page.question.kind === 'order' || page.question.kind === 'multiple';
		const all = page.question.options.map((_, place) => place);
		const { attemptId } = await picker.send(places ? { ...given, places: all } : given, castTime);
		page = await picker.open(lesson('returns'), castTime, attemptId);
	}
	await picker.send({ ...answerOn(page, 'right'), said: missed }, castTime);
	const [answer] = await db.read.select().from(recallAnswers);
	return { db, around, answer: answer ?? expect.fail() };
}

const wish = { recall, idea: 0, wording: 'hither and yon' };

test('a wording is tried on the latest answers before anybody decides, and nothing is written', async () => {
	const { db, around, answer } = await company();
	expect(answer.verdict).not.toBe('knows');
	const trial = await tryWording(db.read, around, wish);
	expect(trial).toEqual({
		problem: undefined,
		lookedAt: 1,
		changed: [{ said: missed, before: answer.verdict, after: 'knows' }],
	});
	expect(await db.read.select().from(recallWordings)).toEqual([]);
});

test('what is taken up is read by the grader at once, under another version, and taken back no longer', async () => {
	const { db, around, answer } = await company();
	const id = randomUUID();
	const before = await graderFor(db.read, catalogue, recall);
	await takeUp(db, around, { ...wish, id, answerId: answer.id }, deed);
	// A double tap.
	await takeUp(db, around, { ...wish, id, answerId: answer.id }, deed);
	const after = await graderFor(db.read, catalogue, recall);
	expect(after.version).not.toBe(before.version);
	expect(after.recall.required[0]?.patterns.at(-1)?.source).toBe('hither and yon');
	expect(await db.read.select().from(recallWordings)).toHaveLength(1);
	await takeBack(db, id, deed);
	expect((await graderFor(db.read, catalogue, recall)).version).toBe(before.version);
	const actions = (await db.read.select().from(auditEntries)).map(({ action }) => action);
	expect(actions.filter((action) => action.startsWith('recall.'))).toEqual([
		'recall.wording-taken-up',
		'recall.wording-taken-back',
	]);
});

test('a wording that would pass an example of a wrong answer is refused, with the example', async () => {
	const { db, around } = await company();
	const short = { ...recall, required: recall.required.slice(0, 1) };
	const wide = { recall: short, idea: 0, wording: 'as they like' };
	const { problem } = await tryWording(db.read, around, wide);
	expect(problem).toContain('anywhere, as they like');
});

test.each([
	['', 'Write the words'],
	['(open', 'A ) is missing'],
	['@no-such-idea here', 'There is no shared idea @no-such-idea'],
	['@any-channel', 'reads this wording already'],
	['x'.repeat(121), '120 is the most'],
])('%s is no wording', async (wording, sentence) => {
	const { db, around } = await company();
	const trial = await tryWording(db.read, around, { recall, idea: 0, wording });
	expect(trial.problem).toContain(sentence);
	const taken = takeUp(db, around, { recall, idea: 0, wording, id: 'x', answerId: null }, deed);
	await expect(taken).rejects.toThrow(Invalid);
});

test('a proposal waits for a decision; whoever decides second is told', async () => {
	const { db, around, answer } = await company();
	const proposal = {
		...{ id: 'p', questionId: 'returns', idea: 0, ideaName: 'any channel', answerId: answer.id },
		...{ wording: 'hither and yon', proposedBy: cast.shiftLead.id, proposedAt: castTime },
	};
	await db.write((tx) => tx.insert(recallWordings).values(proposal));
	expect((await readWordings(db.read, 'returns')).waiting).toMatchObject([
		{ said: missed, proposedBy: cast.shiftLead.name },
	]);
	await leaveOut(db, 'p', deed);
	await leaveOut(db, 'p', deed);
	const late = takeUp(db, around, { ...wish, id: 'p', answerId: null }, deed);
	await expect(late).rejects.toThrow(Invalid);
	expect((await readWordings(db.read, 'returns')).waiting).toEqual([]);
});

test('the lesson’s file gets the wording below its idea, once', async () => {
	const { db, around } = await company();
	await takeUp(db, around, { ...wish, id: 'a', answerId: null }, deed);
	const pulled = await pullWordings(db.read, catalogue, files);
	const [[path, text] = ['', '']] = [...pulled];
	expect(path).toBe('lessons/returns/en.mdx');
	const [before = '', after = ''] = text.split('\n  - hither and yon\n');
	expect(`${before}\n${after}`).toBe(files.get(path));
	expect(after.trimStart()).toMatch(/^- \[x\] within/);
	const later = readCatalogue(new Map(files).set(path, text));
	expect(await pullWordings(db.read, later, new Map(files).set(path, text))).toEqual(new Map());
	const [row] = await db.read.select().from(recallWordings).where(eq(recallWordings.id, 'a'));
	expect(row?.ideaName).toBe('any channel');
});
