import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { readOverview } from '#completions/standings.ts';
import { readToday } from '#completions/today.ts';
import { employees } from '#db/schema/people.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import {
	day,
	hour,
	learner,
	lesson,
	publish,
	reworded,
	smallCompany,
	type SmallCompany,
	update,
	withFact,
} from '#test/small-company.ts';
import { smallCatalogue, smallLesson, smallQuestion } from '#test/small-content.ts';

const { picker } = cast;

/** `lending: due`, `rainy-day: due`, … and `loans: due`, …: what the person sees. */
async function standOf(company: SmallCompany, at: number, who = picker) {
	const person = await personOf(company.db, who);
	const overview = await readOverview(company.db.read, company.catalogue, person, at);
	const own = new Set(['loans', 'flowers', 'keys']);
	const policies = overview.policies.filter(({ policyId }) => own.has(policyId));
	return {
		lessons: Object.fromEntries(overview.lessons.map((one) => [one.lesson.id, one.state])),
		policies: Object.fromEntries(policies.map((one) => [one.policyId, one.standing.state])),
		overview,
	};
}

async function todayOf(company: SmallCompany, at: number, who = picker) {
	const { db, catalogue } = company;
	const person = await personOf(db, who);
	const overview = await readOverview(db.read, catalogue, person, at);
	const history = await readPolicies(db.read);
	const today = await readToday(db.read, { person, overview, catalogue, history, at });
	return {
		changes: today.changes.map(
			({ before, after }) => `${after.policyId} ${before.number}→${after.number}`,
		),
		lessons: today.lessons.map((one) => one.lesson.id),
		current: `${today.policiesCurrent} of ${today.policies}`,
	};
}

test('a policy’s state is the worst of its assigned lessons', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('lending'), castTime + hour);
	await amina.give(
		await amina.open(lesson('rainy-day'), castTime + hour),
		'wrong',
		castTime + hour,
	);
	const { lessons, policies } = await standOf(company, castTime + 2 * hour);
	expect(lessons).toEqual({
		...{ lending: 'current', 'rainy-day': 'in progress', flowers: 'due', keys: 'not due' },
	});
	expect(policies).toEqual({ loans: 'in progress', flowers: 'due', keys: 'not due' });
});

test('where one of a lesson’s two policies has changed, the other one stays current', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	for (const id of ['lending', 'rainy-day', 'flowers']) await amina.finish(lesson(id), castTime);
	await publish(company, 'flowers', reworded('Red.'), { at: castTime + day });
	const before = await standOf(company, castTime + day + hour);
	expect(before.policies).toEqual({ loans: 'current', flowers: 'stale', keys: 'not due' });
	expect(before.lessons).toMatchObject({
		lending: 'current',
		'rainy-day': 'stale',
		flowers: 'stale',
	});
	expect(await todayOf(company, castTime + day + hour)).toEqual({
		...{ changes: ['flowers 1→2'], lessons: [], current: '1 of 2' },
	});
	const late = await todayOf(company, castTime + 9 * day);
	expect(late).toEqual({ changes: ['flowers 1→2'], lessons: [], current: '1 of 2' });
});

test('a lesson that is not assigned is not due, finished under an old version or not', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('keys'), castTime);
	await publish(company, 'keys', reworded('All of them.'), { at: castTime + day });
	const { lessons, policies } = await standOf(company, castTime + 30 * day);
	expect([lessons['keys'], policies['keys']]).toEqual(['not due', 'not due']);
	expect((await todayOf(company, castTime + 30 * day)).changes).toEqual([]);
});

test('a completion survives a move to another team, and the clock is the new site’s', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('lending'), castTime);
	await company.db.write((tx) =>
		tx.update(employees).set({ teamId: 'northline' }).where(eq(employees.id, picker.id)),
	);
	const { lessons, overview } = await standOf(company, castTime + hour);
	expect((await personOf(company.db, picker)).timeZone).toBe('Europe/Lisbon');
	expect(lessons).toMatchObject({ lending: 'current', flowers: 'due' });
	expect(overview.lessons.find((one) => one.lesson.id === 'lending')?.completedAt).toBe(castTime);
	// At 04:30 in Berlin it is 03:30 in Lisbon, and yesterday still.
	const night = castTime - (castTime % day) + 8 * day + 3.5 * hour;
	expect((await standOf(company, night)).lessons['flowers']).toBe('due');
	expect((await standOf(company, night, cast.secondPicker)).lessons['flowers']).toBe('overdue');
});

test('nothing is in progress for ever', async () => {
	const slow =
		'title: x\nid: everyone\naudience: {}\nlessons: [rainy-day]\ndue: 90 days after start\n';
	const company = await smallCompany({ 'tracks/everyone.yaml': slow });
	const amina = await learner(company, picker);
	const rainyDay = lesson('rainy-day');
	await amina.give(await amina.open(rainyDay, castTime), 'right', castTime);
	const stateAfter = async (time: number) =>
		(await standOf(company, castTime + time)).lessons['rainy-day'];
	expect(await stateAfter(29 * day)).toBe('in progress');
	expect(await stateAfter(31 * day)).toBe('due');
	expect(await stateAfter(92 * day)).toBe('overdue');
	// And what was answered a month ago is not asked again.
	expect(await amina.sit(rainyDay, castTime + 40 * day)).toMatchObject({ solved: 1 });
});

test('an update that was begun is no beginning of a lesson that has the policy’s name', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('rainy-day'), castTime);
	await publish(company, 'flowers', reworded('Red.'), { at: castTime + day });
	const later = castTime + day + hour;
	await amina.give(await amina.open(update('flowers'), later), 'wrong', later);
	expect((await standOf(company, later)).lessons).toMatchObject({ flowers: 'due' });
});

test('who is exempt has a state all the same, and is asked for nothing until it ends', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('rainy-day'), castTime);
	await publish(company, 'flowers', reworded('Red.'), { at: castTime + day });
	const times = { grantedAt: castTime + day, endsAt: castTime + 20 * day };
	const who = { employeeId: picker.id, policyId: 'flowers', grantedBy: cast.shiftLead.id };
	await exemptPerson(company.db, { id: 'x1', ...who, ...times, reason: 'On leave.' });
	const during = castTime + 15 * day;
	const { overview, policies } = await standOf(company, during);
	const flowers = overview.policies.find(({ policyId }) => policyId === 'flowers');
	expect(flowers?.exemption).toMatchObject({ reason: 'On leave.' });
	expect(policies).toMatchObject({ flowers: 'overdue' });
	expect(await todayOf(company, during)).toMatchObject({ changes: [], lessons: ['lending'] });
	const after = await todayOf(company, castTime + 20 * day);
	expect(after.changes).toEqual(['flowers 1→2']);
	expect(after.lessons).toContain('flowers');
});

test('what a person is exempt from is not counted among the policies she has to keep up with', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	for (const id of ['lending', 'rainy-day']) await amina.finish(lesson(id), castTime);
	expect((await todayOf(company, castTime + hour)).current).toBe('1 of 2');
	await exemptPerson(company.db, {
		...{ id: 'x1', employeeId: picker.id, policyId: 'flowers', grantedBy: cast.shiftLead.id },
		...{ reason: 'On leave.', grantedAt: castTime, endsAt: castTime + 20 * day },
	});
	expect((await todayOf(company, castTime + hour)).current).toBe('1 of 1');
});

test('what has expired is learned again by taking the lesson again', async () => {
	const company = await smallCompany();
	await publish(company, 'flowers', (body) => ({ ...body, validMonths: 1 }), { at: castTime + 1 });
	const amina = await learner(company, picker);
	const began = castTime + hour;
	for (const id of ['rainy-day', 'flowers']) await amina.finish(lesson(id), began);
	expect((await standOf(company, began)).policies['flowers']).toBe('current');
	const later = castTime + 40 * day;
	expect((await standOf(company, later)).policies['flowers']).toBe('expired');
	expect((await todayOf(company, later)).lessons).toEqual(
		expect.arrayContaining(['rainy-day', 'flowers']),
	);
	for (const id of ['rainy-day', 'flowers']) await amina.finish(lesson(id), later);
	expect((await standOf(company, later)).policies['flowers']).toBe('current');
	expect((await standOf(company, later + 40 * day)).policies['flowers']).toBe('expired');
});

test('a typo mended since is no change, even for who is overdue with another lesson', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('flowers'), castTime);
	const typo = { at: castTime + day, change: 'editorial' } as const;
	await publish(company, 'flowers', reworded('Or two.'), typo);
	const late = castTime + 20 * day;
	expect((await standOf(company, late)).policies['flowers']).toBe('overdue');
	expect((await todayOf(company, late)).changes).toEqual([]);
});

test('a lesson that begins to teach one more policy is to be done again', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('flowers'), castTime);
	const grown = smallLesson('Flowers', 'flowers, keys', [
		smallQuestion('which-flower', 'flowers'),
		smallQuestion('which-key', 'keys'),
	]);
	const files = { 'lessons/flowers/en.mdx': grown, 'lessons/keys/en.mdx': null };
	const later = { ...company, catalogue: smallCatalogue(files) };
	expect((await standOf(later, castTime + hour)).lessons).toMatchObject({ flowers: 'due' });
	expect((await todayOf(later, castTime + hour)).lessons).toContain('flowers');
});

test('a lesson learned under the new version does not hide the change from one learned under the old', async () => {
	const company = await smallCompany();
	const amina = await learner(company, picker);
	await amina.finish(lesson('flowers'), castTime);
	await publish(company, 'flowers', withFact('wait', 15, 'minute'), { at: castTime + day });
	const later = castTime + day + hour;
	await amina.finish(lesson('rainy-day'), later);
	expect((await standOf(company, later)).policies['flowers']).toBe('stale');
	expect((await todayOf(company, later)).changes).toEqual(['flowers 1→2']);
	await amina.finish(update('flowers'), later);
	expect((await standOf(company, later)).policies['flowers']).toBe('current');
	expect((await todayOf(company, later)).changes).toEqual([]);
});
