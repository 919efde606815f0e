import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '#db/connection.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { employeeRoles, employees, teams } from '#db/schema/people.ts';
import { castPeople } from '#db/seed/cast.ts';
import { Invalid } from '#lib/errors.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { leaveWork } from '#people/leave.ts';
import { readPerson } from '#people/person.ts';
import type { Counts } from '#roster/kinds.ts';
import { decideLeavers } from '#roster/leavers-asked.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { importer, look } from './rosters.ts';

// Who may leave by a file, and who never does.

const header = 'number,name,end date';
const line = ({ number, name }: { number: string; name: string }, end = '') =>
	`${number},${name},${end}`;
const fileWith = (people: readonly { number: string; name: string }[]) =>
	[header, ...people.map((person) => line(person))].join('\n');
const without = (...numbers: string[]) =>
	castPeople.filter(({ number }) => !numbers.includes(number));

async function here(db: Database, number: string): Promise<boolean> {
	const [row] = await db.read
		.select()
		.from(employees)
		.where(and(eq(employees.number, number), isNull(employees.leftAt)));
	return row !== undefined;
}

test('nobody leaves by a file that is complete for nobody', async () => {
	const db = await testDatabase();
	const found = await look(db, fileWith(castPeople.slice(0, 3)));
	expect(found.counts).toMatchObject({ leaving: 0 });
	await found.apply({ leave: true });
	expect(await here(db, cast.picker.number)).toBe(true);
});

test('only people of the site or the vendor that a file is complete for can leave', async () => {
	const db = await testDatabase();
	const one = [{ number: cast.shiftLead.number, name: cast.shiftLead.name }];
	for (const completeFor of ['site:warehouse', 'vendor:northline'] as const) {
		const [kind, id] = completeFor.split(':');
		const found = await look(db, fileWith(one), { completeFor });
		const leaving = (await found.found('leaving')).map(({ number }) => number);
		const of = kind === 'site' ? eq(teams.siteId, id ?? '') : eq(teams.vendorId, id ?? '');
		const there = await db.read
			.select({ number: employees.number })
			.from(employees)
			.innerJoin(teams, eq(teams.id, employees.teamId))
			.where(and(of, isNull(employees.leftAt)));
		const wanted = there
			.map(({ number }) => number)
			.filter((number) => number !== cast.shiftLead.number);
		expect(leaving.toSorted()).toEqual(wanted.toSorted());
		expect(leaving.length).toBeGreaterThan(5);
	}
});

test('leavers leave only if somebody says so, and lose roles and sessions as by leaving', async () => {
	const db = await testDatabase();
	const found = await look(db, fileWith(without(cast.shiftLead.number)), {
		completeFor: 'everybody',
	});
	expect((await found.found('leaving')).map(({ number }) => number)).toEqual([
		cast.shiftLead.number,
	]);
	await found.apply({ leave: false });
	expect(await here(db, cast.shiftLead.number)).toBe(true);
	const again = await look(db, fileWith(without(cast.shiftLead.number)), {
		completeFor: 'everybody',
		at: castTime + 1000,
	});
	await again.apply({ leave: true });
	expect(await here(db, cast.shiftLead.number)).toBe(false);
	const roles = await db.read
		.select()
		.from(employeeRoles)
		.where(eq(employeeRoles.employeeId, cast.shiftLead.id));
	expect(roles).toEqual([]);
	const left = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'employee.left'));
	expect(left.map(({ objectId, actorId }) => [objectId, actorId])).toEqual([
		[cast.shiftLead.id, importer],
	]);
});

test('whoever imports never leaves by it, nor does the last administrator', async () => {
	const db = await testDatabase();
	const roles = ['manager', 'administrator'] as const;
	const deed = { by: importer, at: castTime };
	await db.write((tx) => changeEmployee(tx, cast.storeManager.id, { roles }, deed));
	const all = { completeFor: 'everybody' } as const;
	const none = fileWith(without(cast.administrator.number, cast.storeManager.number));
	const found = await look(db, none, all);
	expect((await found.found('leaving')).map(({ number }) => number)).toEqual([
		cast.storeManager.number,
	]);
	expect(found.problems).toMatchObject([
		{
			value: cast.administrator.number,
			problem: expect.stringContaining('You are not in the file'),
		},
	]);
	// The command line is nobody: the last of the two stays.
	const byNobody = await look(db, none, { ...all, by: null });
	expect(await byNobody.found('leaving')).toHaveLength(1);
	expect(byNobody.problems.map(({ problem }) => problem)).toEqual([
		'This is the last administrator, and she would leave.',
	]);
	expect(await byNobody.apply({ leave: true })).toMatchObject({ kind: 'applied' });
});

test('a number in a row that cannot be used is in the file all the same: she does not leave', async () => {
	const db = await testDatabase();
	const file = `${fileWith(without(cast.picker.number))}\n${cast.picker.number},,\n`;
	const found = await look(db, file, { completeFor: 'everybody' });
	expect(found.counts).toMatchObject({ leaving: 0, leftOut: 1 });
});

test('a last day that is past leaves where the file is complete, and is a problem elsewhere', async () => {
	const db = await testDatabase();
	const rows = [
		header,
		line(cast.picker, '17.03.2026'),
		line(cast.secondPicker, '2026-12-31'),
	].join('\n');
	const nobody = await look(db, rows);
	expect(nobody.counts).toMatchObject({ leaving: 0, leftOut: 1, endsLater: 1, unchanged: 1 });
	expect(nobody.problems[0]).toMatchObject({
		column: 'end date',
		problem: 'Her last day is past, and she is here.',
	});
	const site = await look(db, rows, { completeFor: 'site:warehouse' });
	expect((await site.found('leaving')).some(({ number }) => number === cast.picker.number)).toBe(
		true,
	);
});

test('somebody who left and stands in the file comes back, with her record and no role', async () => {
	const db = await testDatabase();
	const deed = { by: importer, at: castTime };
	await db.write((tx) => leaveWork(tx, { employeeId: cast.shiftLead.id }, deed));
	const at = castTime + 5000;
	const found = await look(db, fileWith([cast.shiftLead]), { at });
	expect(found.counts).toMatchObject({ returning: 1, new: 0, changed: 0 });
	await found.apply();
	expect(await readPerson(db.read, cast.shiftLead.id)).toMatchObject({ roles: [], startedAt: at });
	expect((await look(db, fileWith([cast.shiftLead]), { at: at + 1 })).counts).toMatchObject({
		unchanged: 1,
	});
});

test('leavers need a yes that names their number, and above the set share the number again', () => {
	const counts: Counts = {
		...{ rows: 90, new: 0, changed: 0, returning: 0, unchanged: 90, leftOut: 0 },
		...{ problems: 0, gone: 0, endsLater: 0, leaving: 12, company: 153 },
	};
	const decide = (leavers?: string, again?: string, mostLeavers = 5) =>
		decideLeavers(counts, { leavers, again }, mostLeavers);
	expect(() => decide()).toThrow(Invalid);
	expect(() => decide('yes 11', '12')).toThrow('12 people leave');
	expect(decide('no')).toBe(false);
	expect(() => decide('yes 12')).toThrow('more than 5 % of the company');
	expect(() => decide('yes 12', '11')).toThrow('Type the number 12');
	expect(decide('yes 12', ' 12 ')).toBe(true);
	expect(decide('yes 12', undefined, 8)).toBe(true);
	expect(
		decideLeavers({ ...counts, leaving: 0 }, { leavers: undefined, again: undefined }, 0),
	).toBe(false);
});

test('what somebody changes after the preview stops the import, and nothing is written', async () => {
	const db = await testDatabase();
	const found = await look(
		db,
		`number,name,job\n${cast.picker.number},${cast.picker.name},Packer\n`,
	);
	const deed = { by: importer, at: castTime };
	await db.write((tx) => changeEmployee(tx, cast.picker.id, { job: 'Trainer' }, deed));
	expect(await found.apply()).toEqual({ kind: 'overtaken' });
	expect((await readPerson(db.read, cast.picker.id))?.job).toBe('Trainer');
});

test('a double tap and two tabs apply once', async () => {
	const db = await testDatabase();
	const found = await look(db, 'number,name,team,channel\n8801,New One,web,web\n');
	const outcomes = await Promise.all([found.apply(), found.apply(), found.apply()]);
	expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([
		'applied',
		'applied already',
		'applied already',
	]);
	const enrolled = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'roster.imported'));
	expect(enrolled).toHaveLength(1);
	expect((await found.again()).status).toBe('applied');
});
