import { expect, test } from 'vitest';
import { readOverview } from '#completions/standings.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { missingIn, missingPlaces, sayMissing } from '#lessons/missing.ts';
import { askable } from '#completions/askable.ts';
import { versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { NotFound } from '#lib/errors.ts';
import { policyReach } from '#reports/reach.ts';
import { cast, castTime } from '#test/cast.ts';
import { completionsOf } from '#test/completions/rows.ts';
import { testDatabase } from '#test/database.ts';
import {
	answerOn,
	day,
	learner,
	lesson,
	publish,
	type SmallCompany,
	smallCompany,
	withFact,
} from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

// A lesson that is ahead of the database: it names a fact that nobody has published yet.

const ahead = smallLesson('A rainy day', 'loans, flowers', [
	smallQuestion('rain-loan', 'loans', 'Right: for <Fact of="loans.window" />'),
	smallQuestion('rain-limit', 'loans', 'Right: up to <Fact of="loans.limit" />'),
	smallQuestion('rain-flower', 'flowers'),
]);
const alone = smallLesson('Flowers', 'flowers', [
	smallQuestion('which-flower', 'flowers', 'Right: <Fact of="flowers.colours" />'),
]);

/** The small company; then a deploy brings these lessons. */
async function companyAhead(files: Record<string, string>): Promise<SmallCompany> {
	const { db } = await smallCompany();
	return { db, catalogue: smallCatalogue(files) };
}

const rainy = { 'lessons/rainy-day/en.mdx': ahead };

async function overviewOf({ db, catalogue }: SmallCompany) {
	const { person } = await learner({ db, catalogue }, cast.picker);
	return readOverview(db.read, catalogue, person, castTime + day);
}

test('every place is named with file and line, for whoever starts the server', async () => {
	const { db, catalogue } = await companyAhead(rainy);
	const places = missingPlaces(catalogue, versionsAt(await readPolicies(db.read), castTime));
	expect(places).toEqual([
		{
			...{ lesson: 'rainy-day', title: 'A rainy day', file: 'lessons/rainy-day/en.mdx' },
			...{ line: ahead.split('\n').findIndex((text) => text.includes('loans.limit')) + 1 },
			of: 'loans.limit',
		},
	]);
	expect(places.map(sayMissing).join()).toMatch(/en\.mdx:\d+ names loans\.limit, and there is no/);
});

test('a question that depends on what is missing is not asked, and the lesson is finished without it', async () => {
	const company = await companyAhead(rainy);
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('rainy-day'), castTime);
	const rows = await completionsOf(company.db.read, amina.person);
	expect(rows).toMatchObject([
		{ policyId: 'flowers', questions: 2 },
		{ policyId: 'loans', questions: 2 },
	]);
	const asked = await amina.sit(lesson('rainy-day'), castTime + 1);
	expect(asked.questions).toBe(2);
});

test('an answer to it that was made up is not graded', async () => {
	const company = await companyAhead(rainy);
	const amina = await learner(company, cast.picker);
	const page = await amina.open(lesson('rainy-day'), castTime);
	const forged = { ...answerOn(page, 'right'), questionId: 'rain-limit' };
	await expect(amina.send(forged, castTime)).rejects.toBeInstanceOf(NotFound);
});

test('a lesson of which nothing can be asked waits: it is due for nobody until it is mended', async () => {
	const company = await companyAhead({ 'lessons/flowers/en.mdx': alone });
	const mine = (await overviewOf(company)).lessons.find((one) => one.lesson.id === 'flowers');
	expect(mine).toMatchObject({ state: 'not due', assigned: true });
	const amina = await learner(company, cast.picker);
	await expect(amina.sit(lesson('flowers'), castTime)).rejects.toThrow('asks nothing');
	await publish(company, 'flowers', withFact('colours', 7, 'count'), { at: castTime });
	const mended = (await overviewOf(company)).lessons.find((one) => one.lesson.id === 'flowers');
	expect(mended).toMatchObject({ state: 'due' });
	await amina.finish(lesson('flowers'), castTime + day);
});

test('who had finished it before it was broken stays as she was', async () => {
	const before = await smallCompany();
	await (await learner(before, cast.picker)).finish(lesson('flowers'), castTime);
	const company = {
		db: before.db,
		catalogue: smallCatalogue({ 'lessons/flowers/en.mdx': alone }),
	};
	const mine = (await overviewOf(company)).lessons.find((one) => one.lesson.id === 'flowers');
	expect(mine).toMatchObject({ state: 'current' });
});

test('nobody is on record for a policy of which nothing was asked', async () => {
	const nothing = smallLesson('A rainy day', 'loans, flowers', [
		smallQuestion('rain-loan', 'loans'),
		smallQuestion('rain-flower', 'flowers', 'Right: <Fact of="flowers.colours" />'),
	]);
	const company = await companyAhead({ 'lessons/rainy-day/en.mdx': nothing });
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('rainy-day'), castTime);
	expect(await completionsOf(company.db.read, amina.person)).toMatchObject([{ policyId: 'loans' }]);
	const mine = (await overviewOf(company)).lessons.find((one) => one.lesson.id === 'rainy-day');
	expect(mine).toMatchObject({ state: 'current' });
});

test('a right answer that is not right under what holds is not asked either', async () => {
	const wrong = smallLesson('Flowers', 'flowers', [
		smallQuestion('which-flower', 'flowers'),
		smallQuestion('how-long', 'flowers').replace(
			'policy="flowers"',
			'policy="flowers" holds="flowers.wait >= 1 hour"',
		),
	]);
	const company = await companyAhead({
		'lessons/flowers/en.mdx': wrong,
		'lessons/lending/en.mdx': smallLesson('Lending', 'loans', [smallQuestion('lend', 'loans')]),
	});
	const amina = await learner(company, cast.picker);
	expect((await amina.sit(lesson('flowers'), castTime)).questions).toBe(1);
});

test('a policy that the database lacks is missing as well', async () => {
	const { db, catalogue } = await companyAhead({
		'lessons/keys/en.mdx': smallLesson('Keys', 'keys, locks', [
			smallQuestion('which-key', 'locks'),
		]),
	});
	const keys = catalogue.lessonById.get('keys') ?? expect.fail();
	const versions = versionsAt(await readPolicies(db.read), castTime);
	expect([...new Set(missingIn(keys, versions).map(({ of }) => of))]).toEqual(['locks']);
});

test('counted in groups, a lesson that waits counts for nobody', async () => {
	const track =
		'id: later\ntitle: x\naudience: { vendors: included }\nlessons: [keys]\ndue: 7 days after start\n';
	const { db } = await smallCompany({ 'tracks/later.yaml': track });
	const keys = smallLesson('Keys', 'keys', [
		smallQuestion('which-key', 'keys', 'Right: <Fact of="keys.rows" />'),
	]);
	const whole = await policyReach(db, smallCatalogue(), 'keys', castTime);
	const broken = smallCatalogue({ 'lessons/keys/en.mdx': keys });
	expect(whole.concerned).toBeGreaterThan(100);
	expect((await policyReach(db, broken, 'keys', castTime + day)).concerned).toBe(0);
});

test('of the company’s own content every question can be asked', async () => {
	const { read } = await testDatabase();
	const { lessons } = readCatalogue(readContentFiles('content'));
	const history = await readPolicies(read);
	const questions = lessons.flatMap((one) => one.questions);
	expect(askable(questions, history, castTime)).toEqual(questions);
});
