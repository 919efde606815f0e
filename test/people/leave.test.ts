import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createSessions } from '#auth/session.ts';
import { readOverview } from '#completions/standings.ts';
import { employees, teams } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { readEmployee } from '#people/employee-lists.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { leaveWork, returnToWork } from '#people/leave.ts';
import { readPerson } from '#people/person.ts';
import { adoptPlacements } from '#people/placement.ts';
import { peopleLedBy } from '#people/scope.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { day, hour, learner, lesson, smallCompany } from '#test/small-company.ts';
import { deedsOf, placesOf } from './deeds.ts';

const at = castTime + hour;
const deed = { by: cast.administrator.id, at };
const { id } = cast.picker;

test('who leaves is signed out at once, and her sessions stay dead when she is back', async () => {
	const db = await testDatabase();
	const sessions = createSessions(db, { secure: false });
	const { value } = await sessions.begin(id, { at: at - 1, method: 'pin' });
	await db.write((tx) => leaveWork(tx, { employeeId: id }, deed));
	expect(await sessions.check(value)).toBeUndefined();
	await db.write((tx) => returnToWork(tx, id, { ...deed, at: at + 1 }));
	expect(await sessions.check(value)).toBeUndefined();
});

test('leaving takes roles and teams led away, ends the placement, and says so on record', async () => {
	const db = await testDatabase();
	const lead = cast.shiftLead.id;
	const leaving = { employeeId: lead, reason: 'Contract ended' };
	expect(await db.write((tx) => leaveWork(tx, leaving, deed))).toBe(true);
	expect(await readEmployee(db.read, lead)).toMatchObject({ leftAt: at, roles: [], leads: [] });
	expect((await placesOf(db, lead)).at(-1)?.[2]).toBe(at);
	expect(await readPerson(db.read, lead)).toBeUndefined();
	const said = { reason: 'Contract ended', roles: ['manager'], leads: ['warehouse-night'] };
	expect(await deedsOf(db, 'employee.left')).toMatchObject([{ objectId: lead, at, said }]);
});

test('leaving twice, and coming back when one is here, change nothing', async () => {
	const db = await testDatabase();
	expect(await db.write((tx) => returnToWork(tx, id, deed))).toBe(false);
	await db.write((tx) => leaveWork(tx, { employeeId: id }, deed));
	const before = await countRows(db.read);
	const again = { ...deed, at: at + 1 };
	expect(await db.write((tx) => leaveWork(tx, { employeeId: id }, again))).toBe(false);
	expect((await readEmployee(db.read, id)).leftAt).toBe(at);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({});
});

test('the last administrator cannot leave', async () => {
	const db = await testDatabase();
	const rows = await db.read.query.employeeRoles.findMany();
	const all = rows.filter(({ role }) => role === 'administrator');
	const leaveAll = db.write(async (tx) => {
		for (const { employeeId } of all) await leaveWork(tx, { employeeId }, deed);
	});
	await expect(leaveAll).rejects.toThrow('the last administrator');
	expect((await readEmployee(db.read, cast.administrator.id)).leftAt).toBeNull();
});

test('who comes back keeps her completions, has no more rights than an employee, and begins anew', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const picker = await learner(company, cast.picker);
	await picker.finish(lesson('flowers'), at);
	await db.write((tx) => changeEmployee(tx, id, { roles: ['leader'] }, { ...deed, at: at + 1 }));
	await db.write((tx) => leaveWork(tx, { employeeId: id }, { ...deed, at: at + day }));
	const back = at + 100 * day;
	expect(await db.write((tx) => returnToWork(tx, id, { ...deed, at: back }))).toBe(true);
	const person = await personOf(db, cast.picker);
	expect(person).toMatchObject({ roles: [], startedAt: back, leftAt: null });
	const { lessons } = await readOverview(db.read, catalogue, person, back + hour);
	const done = lessons.find((one) => one.lesson.id === 'flowers');
	expect(done?.completedAt).toBe(at);
	const places = await placesOf(db, id);
	expect(places.at(-2)?.slice(1)).toEqual([expect.any(Number), at + day]);
	expect(places.at(-1)?.slice(1)).toEqual([back, null]);
	expect(await deedsOf(db, 'employee.returned')).toMatchObject([{ objectId: id, at: back }]);
});

test('what is nobody’s any more comes back as nobody', async () => {
	const db = await testDatabase();
	await db.write((tx) => leaveWork(tx, { employeeId: id }, deed));
	await db.write((tx) =>
		tx.update(employees).set({ anonymisedAt: at }).where(eq(employees.id, id)),
	);
	const back = db.write((tx) => returnToWork(tx, id, deed));
	await expect(back).rejects.toThrow('Enrol the person anew');
});

test('a correction of somebody who left gives her no place of work', async () => {
	const db = await testDatabase();
	await db.write((tx) => leaveWork(tx, { employeeId: id }, deed));
	const later = { ...deed, at: at + day };
	await db.write((tx) => changeEmployee(tx, id, { job: 'Packer', teamId: 'stores' }, later));
	expect((await placesOf(db, id)).filter(([, , until]) => until === null)).toEqual([]);
	await db.write((tx) => returnToWork(tx, id, { ...deed, at: at + 2 * day }));
	expect((await placesOf(db, id)).at(-1)).toEqual(['stores', at + 2 * day, null]);
});

test('somebody who moves from a vendor to the payroll keeps her record, and the vendor’s lead sees her no more', async () => {
	const company = await smallCompany();
	const { db, catalogue } = company;
	const agent = await learner(company, cast.vendorAgent);
	await agent.finish(lesson('flowers'), at);
	const seen = async () =>
		(await peopleLedBy(db.read, await personOf(db, cast.vendorLead))).map((one) => one.id);
	expect(await seen()).toContain(cast.vendorAgent.id);
	const move = { ...deed, at: at + day };
	const ours = { teamId: 'contact-team' };
	await db.write((tx) => changeEmployee(tx, cast.vendorAgent.id, ours, move));
	expect(await seen()).toHaveLength(10);
	expect(await seen()).not.toContain(cast.vendorAgent.id);
	const person = await personOf(db, cast.vendorAgent);
	expect(person).toMatchObject({ vendorId: null, siteId: 'contact-centre' });
	const { lessons } = await readOverview(db.read, catalogue, person, at + 2 * day);
	expect(lessons.find((one) => one.lesson.id === 'flowers')?.completedAt).toBe(at);
	const rows = await db.read.select().from(placements).where(eq(placements.employeeId, person.id));
	expect(rows.map(({ vendorId, until }) => [vendorId, until])).toEqual([
		['northline', at + day],
		[null, null],
	]);
});

test('people from before placements were written down are where they were, once', async () => {
	const db = await testDatabase();
	await db.write((tx) => leaveWork(tx, { employeeId: id }, deed));
	const before = await placesOf(db, cast.secondPicker.id);
	await db.write((tx) => tx.delete(placements));
	await adoptPlacements(db);
	const { startedAt } = await readEmployee(db.read, id);
	expect(await placesOf(db, id)).toEqual([['warehouse-night', startedAt, at]]);
	expect(await placesOf(db, cast.secondPicker.id)).toEqual(before);
	const rows = await countRows(db.read);
	await adoptPlacements(db);
	expect(rowsAdded(rows, await countRows(db.read))).toEqual({});
});

test('who begins later than today works there from that day on', async () => {
	const db = await testDatabase();
	const [team] = await db.read.select().from(teams).where(eq(teams.id, 'stores'));
	const person = { id: 'soon', number: '99001', name: 'Soon', job: 'Buyer', teamId: 'stores' };
	const more = { startedAt: at + 7 * day, channels: ['store'], roles: [], leads: [] };
	await db.write((tx) => enrolEmployee(tx, { ...person, ...more }, deed));
	expect(await placesOf(db, 'soon')).toEqual([[team?.id, at + 7 * day, null]]);
	// A change before she has begun is a correction of where she will begin.
	await db.write((tx) => changeEmployee(tx, 'soon', { teamId: 'web' }, { ...deed, at: at + day }));
	expect(await placesOf(db, 'soon')).toEqual([['web', at + 7 * day, null]]);
});
