import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readOverview } from '#completions/standings.ts';
import { readToday } from '#completions/today.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { nudgedLately, readNudges, sendNudge } from '#notifications/nudge.ts';
import { readPolicies } from '#policies/versions.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour, learner, lesson, smallCompany } from '#test/small-company.ts';

const { picker, secondPicker, shiftLead } = cast;

function nudge(id: string, more: Partial<Parameters<typeof sendNudge>[1]> = {}) {
	const about = { employeeId: picker.id, policyId: 'loans', sentBy: shiftLead.id };
	return { id, ...about, sentAt: castTime, ...more };
}

test('one nudge a day for a person and a policy is a help, more is nagging', async () => {
	const db = await testDatabase();
	const sent = [
		await sendNudge(db, nudge('1')),
		await sendNudge(db, nudge('2', { sentBy: cast.logisticsManager.id })),
		await sendNudge(db, nudge('3', { sentAt: castTime + day - 1 })),
		await sendNudge(db, nudge('4', { policyId: 'flowers' })),
		await sendNudge(db, nudge('5', { employeeId: secondPicker.id })),
		await sendNudge(db, nudge('6', { sentAt: castTime + day })),
	];
	expect(sent).toEqual([true, false, false, true, true, true]);
	const audit = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'person.nudged'));
	expect(audit).toHaveLength(4);
});

test('a button that was pressed twice nudges once', async () => {
	const db = await testDatabase();
	const sent = await Promise.all([sendNudge(db, nudge('1')), sendNudge(db, nudge('2'))]);
	expect(sent).toEqual([true, false]);
});

test('who was nudged within the last day is known', async () => {
	const db = await testDatabase();
	await sendNudge(db, nudge('1'));
	const lately = (at: number, policy = 'loans') =>
		nudgedLately(db.read, [picker.id, secondPicker.id], policy, at);
	expect(await lately(castTime + day - 1)).toEqual(new Set([picker.id]));
	expect(await lately(castTime + day)).toEqual(new Set());
	expect(await lately(castTime, 'flowers')).toEqual(new Set());
	expect(await nudgedLately(db.read, [], 'loans', castTime)).toEqual(new Set());
});

test('a person reads her own nudges of the last two weeks, the newest first, with who sent them', async () => {
	const db = await testDatabase();
	await sendNudge(db, nudge('1'));
	await sendNudge(db, nudge('2', { sentAt: castTime + 3 * day, policyId: 'flowers' }));
	await sendNudge(db, nudge('3', { employeeId: secondPicker.id }));
	const read = await readNudges(db.read, picker.id, castTime + 4 * day);
	expect(read).toMatchObject([
		{ policyId: 'flowers', sentByName: shiftLead.name },
		{ policyId: 'loans', sentAt: castTime },
	]);
	expect(await readNudges(db.read, picker.id, castTime + 14 * day)).toHaveLength(1);
});

test('a nudge is on Today until what it asks for is done', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const amina = await learner(company, picker);
	const at = castTime + hour;
	await sendNudge(db, nudge('1', { policyId: 'flowers', sentAt: at }));
	await sendNudge(db, nudge('2', { policyId: 'keys', sentAt: at }));
	const nudges = async () => {
		const overview = await readOverview(db.read, catalogue, amina.person, at);
		const around = { person: amina.person, overview, catalogue, at };
		const today = await readToday(db.read, { ...around, history: await readPolicies(db.read) });
		return today.nudges.map(({ policyId }) => policyId);
	};
	expect(await nudges()).toEqual(['flowers']);
	await amina.finish(lesson('flowers'), at);
	expect(await nudges()).toEqual(['flowers']);
	await amina.finish(lesson('rainy-day'), at);
	expect(await nudges()).toEqual([]);
});
