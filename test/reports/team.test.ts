import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { exemptPerson } from '#assignments/exempt.ts';
import { employees } from '#db/schema/people.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { castPeople } from '#db/seed/cast.ts';
import { type TeamFilter, teamReport } from '#reports/team.ts';
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
} from '#test/small-company.ts';

async function reportOf(
	{ db, catalogue }: SmallCompany,
	manager: CastPerson,
	at: number,
	filter: TeamFilter = {},
) {
	return teamReport(db.read, catalogue, await personOf(db, manager), filter, at);
}

function numbers(members: readonly { readonly person: { readonly number: string } }[]): string[] {
	return members.map(({ person }) => person.number);
}

function numbersOn(...teamIds: string[]): string[] {
	return castPeople.filter((one) => teamIds.includes(one.teamId)).map((one) => one.number);
}

const nightShift = numbersOn('warehouse-night').filter((number) => number !== '2108');

test('a manager’s report has her own people and nobody else', async () => {
	const company = await smallCompany();
	const night = await reportOf(company, cast.shiftLead, castTime);
	expect(numbers(night.members).toSorted()).toEqual(nightShift.toSorted());
	const vendor = await reportOf(company, cast.vendorLead, castTime);
	expect(numbers(vendor.members)).toHaveLength(11);
	expect(vendor.members.every(({ person }) => person.vendorId === 'northline')).toBe(true);
	expect((await reportOf(company, cast.picker, castTime)).members).toEqual([]);
});

test('a person who left is on the report no more', async () => {
	const company = await smallCompany();
	await company.db.write((tx) =>
		tx.update(employees).set({ leftAt: castTime }).where(eq(employees.id, cast.picker.id)),
	);
	const { members } = await reportOf(company, cast.shiftLead, castTime + hour);
	expect(numbers(members)).not.toContain('4417');
});

test('who needs attention stands first: overdue, then changed, then due, and the names within', async () => {
	const company = await smallCompany();
	const [done, changed, started] = [
		await learner(company, cast.picker),
		await learner(company, cast.secondPicker),
		await learner(company, cast.thirdPicker),
	];
	const all = ['lending', 'rainy-day', 'flowers'];
	for (const id of all) await changed.finish(lesson(id), castTime);
	await publish(company, 'loans', reworded('Or so.'), { at: castTime + hour });
	for (const id of all) await done.finish(lesson(id), castTime + 2 * hour);
	for (const id of ['lending', 'rainy-day']) await started.finish(lesson(id), castTime + 2 * hour);
	const inTime = await reportOf(company, cast.shiftLead, castTime + 3 * hour);
	const order = numbers(inTime.members);
	expect(order[0]).toBe(cast.secondPicker.number);
	expect(order.slice(-2)).toEqual([cast.thirdPicker.number, cast.picker.number]);
	const rest = inTime.members.slice(1, -2).map(({ person }) => person.name);
	expect(rest).toEqual(rest.toSorted((a, b) => a.localeCompare(b)));
	const late = await reportOf(company, cast.shiftLead, castTime + 20 * day);
	expect(numbers(late.members).at(-1)).toBe(cast.picker.number);
	expect(numbers(late.members).slice(-3, -1).toSorted()).toEqual(
		[cast.secondPicker, cast.thirdPicker].map(({ number }) => number).toSorted(),
	);
	expect(late.members[0]?.counts).toMatchObject({ overdue: 2, current: 0 });
	expect(late.members.at(-1)?.counts).toMatchObject({ overdue: 0, current: 2 });
});

test('a state on the report is what the person sees herself, and the last completion is told', async () => {
	const company = await smallCompany();
	const amina = await learner(company, cast.picker);
	await amina.finish(lesson('rainy-day'), castTime + hour);
	await amina.finish(lesson('flowers'), castTime + 2 * hour);
	const { members } = await reportOf(company, cast.shiftLead, castTime + 3 * hour);
	const row = members.find(({ person }) => person.id === cast.picker.id);
	expect(row?.lastCompletedAt).toBe(castTime + 2 * hour);
	expect(row?.counts).toMatchObject({ current: 1, due: 1, overdue: 0 });
	expect(members.filter(({ lastCompletedAt }) => lastCompletedAt !== undefined)).toHaveLength(1);
	await amina.finish(lesson('rainy-day'), castTime + day);
	const again = await reportOf(company, cast.shiftLead, castTime + day);
	const renewed = again.members.find(({ person }) => person.id === cast.picker.id);
	expect(renewed?.lastCompletedAt).toBe(castTime + day);
});

test('the report can be narrowed by site, shift and state', async () => {
	const company = await smallCompany();
	await (await learner(company, cast.picker)).finish(lesson('lending'), castTime);
	const at = castTime + hour;
	const by = async (filter: TeamFilter) =>
		numbers((await reportOf(company, cast.logisticsManager, at, filter)).members).toSorted();
	const whole = await reportOf(company, cast.logisticsManager, at);
	expect(numbers(whole.everybody).toSorted()).toEqual(
		numbersOn('warehouse-day', 'warehouse-night', 'delivery-depot', 'swiftway').toSorted(),
	);
	expect(whole.sites.map(({ id }) => id).toSorted()).toEqual([
		'depot',
		'swiftway-hub',
		'warehouse',
	]);
	expect(whole.shifts).toEqual(['day', 'night']);
	expect(await by({ site: 'depot' })).toEqual(numbersOn('delivery-depot').toSorted());
	expect(await by({ shift: 'night' })).toEqual(numbersOn('warehouse-night').toSorted());
	expect(await by({ site: 'depot', shift: 'night' })).toEqual([]);
	expect(await by({ state: 'overdue' })).toEqual([]);
	expect(await by({ state: 'due' })).toEqual(numbers(whole.everybody).toSorted());
	expect(await by({ site: 'store-altona' })).toEqual([]);
	const narrow = await reportOf(company, cast.logisticsManager, at, { site: 'depot' });
	expect(narrow.everybody).toHaveLength(whole.everybody.length);
	expect(narrow.sites).toEqual(whole.sites);
});

test('what a person is exempt from stands apart: it counts for nothing, and can be looked for', async () => {
	const company = await smallCompany();
	const times = { grantedAt: castTime, endsAt: castTime + 60 * day };
	for (const policyId of ['loans', 'flowers']) {
		await exemptPerson(company.db, {
			...{ id: policyId, employeeId: cast.picker.id, policyId, reason: 'On leave.', ...times },
			grantedBy: cast.shiftLead.id,
		});
	}
	const late = castTime + 20 * day;
	const exempt = await reportOf(company, cast.shiftLead, late, { state: 'exempt' });
	expect(numbers(exempt.members)).toEqual([cast.picker.number]);
	expect(exempt.members[0]?.counts).toMatchObject({ overdue: 0, due: 0 });
	const overdue = await reportOf(company, cast.shiftLead, late, { state: 'overdue' });
	expect(numbers(overdue.members)).not.toContain(cast.picker.number);
	expect(overdue.members).toHaveLength(nightShift.length - 1);
	const everybody = await reportOf(company, cast.shiftLead, late);
	expect(numbers(everybody.members).at(-1)).toBe(cast.picker.number);
});
