import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { lessonDoneAt } from '#completions/lesson-done.ts';
import { readOverview } from '#completions/standings.ts';
import { readToday } from '#completions/today.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { completions } from '#db/schema/completions.ts';
import { readPolicies } from '#policies/versions.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { policyReach } from '#reports/reach.ts';
import { cast, castTime } from '#test/cast.ts';
import {
	aroundPerson,
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	type SmallCompany,
	smallCompany,
	update,
} from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

const flowers = smallLesson('Flowers', 'flowers', [smallQuestion('which-flower', 'flowers')]);
const rewrittenAt = castTime + 30 * day;

/** The same company after a deploy; the lesson on flowers has these words and this revision. */
async function deploy(
	{ db }: SmallCompany,
	{ revision, words = '', at = rewrittenAt }: { revision: number; words?: string; at?: number },
): Promise<SmallCompany> {
	const front = `minutes: 2\nrevision: ${revision}`;
	const source = `${flowers.replace('minutes: 2', front)}\n${words}\n`;
	const catalogue = smallCatalogue({ 'lessons/flowers/en.mdx': source });
	await adoptContent(db, catalogue, at);
	return { db, catalogue };
}

async function today(company: SmallCompany, at: number) {
	const { person } = await learner(company, cast.picker);
	const around = await aroundPerson(company, person, at);
	const overview = await readOverview(company.db.read, company.catalogue, person, at);
	const read = await readToday(company.db.read, { ...around, overview });
	const mine = overview.lessons.find((entry) => entry.lesson.id === 'flowers');
	return { ...read, mine: mine ?? expect.fail() };
}

async function learned(): Promise<SmallCompany> {
	const company = await smallCompany();
	const amina = await learner(company, cast.picker);
	for (const id of ['lending', 'rainy-day', 'flowers']) await amina.finish(lesson(id), castTime);
	return company;
}

test('a deploy that leaves the revision alone asks nobody, whatever else it changes', async () => {
	const company = await deploy(await learned(), { revision: 1, words: 'Roses, mostly.' });
	expect(company.catalogue.lessonById.get('flowers')?.hash).not.toBe('');
	const { lessons, mine } = await today(company, rewrittenAt + day);
	expect(mine).toMatchObject({ state: 'current', rewritten: false });
	expect(lessons).toEqual([]);
});

test('a raised revision asks the lesson again, due a week after it was first seen', async () => {
	const company = await deploy(await learned(), { revision: 2 });
	const { lessons, changes, mine } = await today(company, rewrittenAt + day);
	expect(mine).toMatchObject({ state: 'stale', rewritten: true, dueDay: '2026-04-24' });
	expect(lessons.map((entry) => entry.lesson.id)).toEqual(['flowers']);
	expect(changes).toEqual([]);
	const late = await today(company, rewrittenAt + 8 * day);
	expect(late.mine.state).toBe('overdue');
	expect(late.lessons.map((entry) => entry.lesson.id)).toEqual(['flowers']);
});

test('who does the new lesson is done, and the record keeps one row with the newer revision', async () => {
	const company = await deploy(await learned(), { revision: 2 });
	const amina = await learner(company, cast.picker);
	const at = rewrittenAt + day;
	const done = async () => {
		const taught = company.catalogue.lessonById.get('flowers') ?? expect.fail();
		const history = await readPolicies(company.db.read);
		return lessonDoneAt(company.db.read, amina.person.id, taught, { history, at });
	};
	expect(await done()).toEqual({ at: castTime, rewritten: true });
	await amina.finish(lesson('flowers'), at);
	expect(await done()).toEqual({ at, rewritten: false });
	expect((await today(company, at)).mine).toMatchObject({ state: 'current', rewritten: false });
	const rows = await company.db.read
		.select({ revision: completions.revision, renewedAt: completions.renewedAt })
		.from(completions)
		.where(eq(completions.lessonId, 'flowers'));
	expect(rows).toEqual([{ revision: 2, renewedAt: at }]);
});

test('an update of the policy does not stand for the rewritten lesson', async () => {
	const company = await deploy(await learned(), { revision: 2 });
	const amina = await learner(company, cast.picker);
	const at = rewrittenAt + hour;
	await publish(company, 'flowers', reworded('Any colour.'), { at });
	await amina.finish(update('flowers'), at + hour);
	const { mine, changes } = await today(company, at + hour);
	expect(changes).toEqual([]);
	expect(mine).toMatchObject({ state: 'stale', rewritten: true });
	await amina.finish(lesson('flowers'), at + 2 * hour);
	expect((await today(company, at + 2 * hour)).mine.state).toBe('current');
});

test('who never did it, and who does it now, are asked nothing more', async () => {
	const company = await deploy(await smallCompany(), { revision: 2, at: castTime + day });
	expect((await today(company, castTime + 2 * day)).mine).toMatchObject({
		state: 'due',
		rewritten: false,
	});
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('flowers'), castTime + 2 * day);
	expect((await today(company, castTime + 3 * day)).mine.state).toBe('current');
});

test('what was done before revisions were kept counts as the first that was ever seen', async () => {
	const company = await learned();
	await company.db.write((tx) => tx.update(completions).set({ revision: null }));
	expect((await today(company, rewrittenAt)).mine.state).toBe('current');
	const later = await deploy(company, { revision: 2 });
	expect((await today(later, rewrittenAt)).mine.state).toBe('stale');
});

test('an author who goes back asks nobody', async () => {
	const company = await learned();
	await deploy(company, { revision: 2 });
	const back = await deploy(company, { revision: 1, at: rewrittenAt + day });
	expect((await today(back, rewrittenAt + day)).mine.state).toBe('current');
});

test('the first sight of a lesson is no rewriting; each later revision is on record once', async () => {
	const company = await smallCompany();
	const entries = () =>
		company.db.read.select().from(auditEntries).where(eq(auditEntries.action, 'lesson.rewritten'));
	expect(await entries()).toEqual([]);
	await deploy(company, { revision: 2 });
	await deploy(company, { revision: 2, words: 'A comma.', at: rewrittenAt + day });
	expect(await entries()).toEqual([
		expect.objectContaining({ objectId: 'flowers', at: rewrittenAt, actorId: null }),
	]);
});

test('reach counts whoever knows the lesson as it was as not up to date', async () => {
	const before = await learned();
	const reach = ({ db, catalogue }: SmallCompany) =>
		policyReach(db, catalogue, 'flowers', rewrittenAt);
	expect(await reach(before)).toMatchObject({ current: 1, stale: 0 });
	expect(await reach(await deploy(before, { revision: 2 }))).toMatchObject({
		current: 0,
		stale: 1,
	});
});
