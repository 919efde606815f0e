import { expect, test } from 'vitest';
import { readOverview } from '#completions/standings.ts';
import { pendingChanges } from '#completions/today.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime } from '#test/cast.ts';
import { attemptsOf, completedBy, completionsOf } from '#test/completions/rows.ts';
import {
	day,
	hour,
	learner,
	type Learner,
	lesson,
	minute,
	publish,
	reworded,
	smallCompany,
	type SmallCompany,
	update,
	withFact,
} from '#test/small-company.ts';

async function school() {
	const company = await smallCompany();
	return { company, db: company.db, amina: await learner(company, cast.picker) };
}

async function changesFor({ db, catalogue }: SmallCompany, { person }: Learner, at: number) {
	const overview = await readOverview(db.read, catalogue, person, at);
	return pendingChanges(overview, await readPolicies(db.read), at);
}

test('passing an update adds that policy’s row to every lesson completed before, and to no other', async () => {
	const { company, db, amina } = await school();
	await amina.finish(lesson('lending'), castTime);
	await amina.finish(lesson('rainy-day'), castTime + minute);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + day });
	const at = castTime + day + hour;
	const { attemptId, finished } = await amina.finish(update('loans'), at);
	expect(finished).toBe(true);
	expect(await completedBy(db.read, amina.person)).toEqual([
		...['lending: loans 1', 'lending: loans 2'],
		...['rainy-day: flowers 1', 'rainy-day: loans 1', 'rainy-day: loans 2'],
	]);
	const rows = (await completionsOf(db.read, amina.person)).filter((r) => r.policyVersion === 2);
	for (const row of rows) {
		const contentHash = company.catalogue.lessonById.get(row.lessonId)?.hash;
		expect(row).toMatchObject({ attemptId, completedAt: at, contentHash, questions: 5 });
	}
	expect(await changesFor(company, amina, at)).toEqual([]);
});

test('an update asks that policy’s questions of the lessons that were learned, and no others', async () => {
	const { company, amina } = await school();
	await amina.finish(lesson('rainy-day'), castTime);
	await publish(company, 'flowers', withFact('wait', 15, 'minute'), { at: castTime + day });
	const sitting = await amina.sit(update('flowers'), castTime + day);
	expect(sitting).toMatchObject({ questions: 1, question: { id: 'rain-flower' } });
});

test('two changes are one update, from what the person knew to what holds now', async () => {
	const { company, db, amina } = await school();
	await amina.finish(lesson('lending'), castTime);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + day });
	await publish(company, 'loans', reworded('Or so.'), {
		at: castTime + 2 * day,
		change: 'editorial',
	});
	await publish(company, 'loans', withFact('window', 50, 'day'), { at: castTime + 3 * day });
	const at = castTime + 4 * day;
	const [change, ...others] = await changesFor(company, amina, at);
	expect(others).toEqual([]);
	expect([change?.before.number, change?.after.number]).toEqual([1, 4]);
	expect(change?.comparison.facts).toEqual([
		{ name: 'window', before: '30\u00a0days', after: '50\u00a0days' },
	]);
	const pieces = change?.comparison.statement.filter((piece) => piece.change !== 'same');
	expect(pieces?.map(({ text }) => text.trim())).toEqual([
		'30\u00a0days',
		'50\u00a0days',
		'Or so.',
	]);
	await amina.finish(update('loans'), at);
	expect(await completedBy(db.read, amina.person)).toEqual([
		'lending: loans 1',
		'lending: loans 4',
	]);
	expect(await changesFor(company, amina, at)).toEqual([]);
});

test('who never completed a lesson on a policy gets the lesson and no update', async () => {
	const { company, db, amina } = await school();
	await amina.give(await amina.open(lesson('lending'), castTime), 'right', castTime);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + day });
	const at = castTime + day + hour;
	expect(await changesFor(company, amina, at)).toEqual([]);
	// Even if somebody types the address and answers everything.
	await amina.finish(update('loans'), at);
	expect(await completedBy(db.read, amina.person)).toEqual([]);
	const overview = await readOverview(db.read, company.catalogue, amina.person, at);
	expect(overview.policies.find(({ policyId }) => policyId === 'loans')).toMatchObject({
		...{ knownVersion: undefined, standing: { state: 'due' } },
	});
});

test('an update under way when the policy changes once more is pinned too, and then the rest is asked', async () => {
	const { company, db, amina } = await school();
	await amina.finish(lesson('rainy-day'), castTime);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + day });
	const began = castTime + day + hour;
	await amina.give(await amina.open(update('loans'), began), 'wrong', began);
	await publish(company, 'loans', withFact('window', 50, 'day'), { at: began + minute });
	await amina.finish(update('loans'), began + 20 * minute);
	expect((await completedBy(db.read, amina.person)).slice(1)).toEqual([
		...['rainy-day: loans 1', 'rainy-day: loans 2'],
	]);
	const changes = await changesFor(company, amina, began + 21 * minute);
	expect(changes.map(({ before, after }) => [before.number, after.number])).toEqual([[2, 3]]);
});

test('an update that was left lying shows what changed anew when there is one more change', async () => {
	const { company, amina } = await school();
	await amina.finish(lesson('lending'), castTime);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + day });
	const began = castTime + day + hour;
	await amina.give(await amina.open(update('loans'), began), 'right', began);
	expect(await amina.sit(update('loans'), began + 10 * day)).toMatchObject({ begun: true });
	await publish(company, 'loans', withFact('window', 50, 'day'), { at: began + 10 * day });
	const sitting = await amina.sit(update('loans'), began + 11 * day);
	expect(sitting).toMatchObject({ restarted: true, begun: false, solved: 0 });
});

test('who is sent back because the policy changed once more reads first what changed', async () => {
	const { company, amina } = await school();
	await amina.finish(lesson('lending'), castTime);
	await publish(company, 'loans', withFact('window', 40, 'day'), { at: castTime + day });
	const began = castTime + day + hour;
	await amina.give(await amina.open(update('loans'), began), 'wrong', began);
	const page = await amina.open(update('loans'), began);
	await publish(company, 'loans', withFact('window', 50, 'day'), { at: began + minute });
	const later = began + hour;
	const { kind, attemptId } = await amina.give(page, 'right', later);
	expect(kind).not.toBe('recorded');
	const sitting = await amina.sit(update('loans'), later, attemptId);
	expect(sitting).toMatchObject({ begun: false, restarted: true, shownAt: later });
});

test('an update of one policy leaves the other policies of the lesson as they were', async () => {
	const { company, db, amina } = await school();
	await amina.finish(lesson('rainy-day'), castTime);
	const at = castTime + day;
	await publish(company, 'loans', withFact('window', 40, 'day'), { at });
	await publish(company, 'flowers', withFact('wait', 15, 'minute'), { at });
	await amina.finish(update('loans'), at + hour);
	const left = await changesFor(company, amina, at + hour);
	expect(left.map(({ after }) => after.policyId)).toEqual(['flowers']);
	expect(await attemptsOf(db.read, amina.person)).toHaveLength(2);
});
