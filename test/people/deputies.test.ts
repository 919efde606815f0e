import { expect, test } from 'vitest';
import { memberOf } from '#assignments/assigned.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { castPerson } from '#db/seed/cast.ts';
import { startOfDay } from '#lib/service-day.ts';
import { changeEmployee } from '#people/change-employee.ts';
import {
	deputyPhase,
	endDeputy,
	type NewDeputy,
	nameDeputy,
	readDeputies,
} from '#people/deputies.ts';
import { leaveWork } from '#people/leave.ts';
import { may } from '#people/roles.ts';
import { peopleLedBy, personLedBy, personToLetIn } from '#people/scope.ts';
import { asDeputy } from '#people/stand-in.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour } from '#test/small-company.ts';

type Db = Awaited<ReturnType<typeof testDatabase>>;

const at = castTime + hour;

function name(db: Db, manager: CastPerson, named: Partial<NewDeputy>): Promise<void> {
	const whole = {
		id: 'd',
		managerId: manager.id,
		deputy: '',
		from: '2026-03-18',
		to: '2026-03-20',
	};
	const deed = { by: manager.id, at: castTime };
	return db.write((tx) => nameDeputy(tx, { ...whole, ...named }, deed));
}

async function sees(db: Db, who: CastPerson, moment: number): Promise<string[]> {
	const person = await asDeputy(db.read, await personOf(db, who), moment);
	return (await peopleLedBy(db.read, person)).map(({ number }) => number).toSorted();
}

async function led(db: Db, who: CastPerson): Promise<string[]> {
	const people = await peopleLedBy(db.read, await personOf(db, who));
	return people.map(({ number }) => number).toSorted();
}

test('a deputy sees what the manager sees, herself left out, from the day until the day, and no longer', async () => {
	const db = await testDatabase();
	const zone = 'Europe/Berlin';
	await name(db, cast.shiftLead, { deputy: '4417', from: '2026-03-19' });
	const [from, until] = [startOfDay('2026-03-19', zone), startOfDay('2026-03-21', zone)];
	const theirs = (await led(db, cast.shiftLead)).filter((number) => number !== '4417');
	expect(await sees(db, cast.picker, from - 1)).toEqual([]);
	expect(await sees(db, cast.picker, from)).toEqual(theirs);
	expect(await sees(db, cast.picker, until - 1)).toEqual(theirs);
	expect(await sees(db, cast.picker, until)).toEqual([]);
	const deputy = await asDeputy(db.read, await personOf(db, cast.picker), from);
	expect(may(deputy.roles, 'see team')).toBe(true);
	expect(may(deputy.roles, 'see policies')).toBe(false);
	expect(may((await personOf(db, cast.picker)).roles, 'see team')).toBe(false);
	await personLedBy(db.read, deputy, cast.secondPicker.id);
	await personToLetIn(db.read, deputy, cast.secondPicker.id);
	for (const other of [cast.shiftLead, cast.picker, cast.storeAssociate, cast.logisticsManager]) {
		await expect(personLedBy(db.read, deputy, other.id)).rejects.toThrow('not on your team');
	}
});

test('what she is asked to learn stays an employee’s', async () => {
	const db = await testDatabase();
	await name(db, cast.shiftLead, { deputy: '4417' });
	const person = await personOf(db, cast.picker);
	const deputy = await asDeputy(db.read, person, at);
	expect(deputy.roles).toEqual(['manager']);
	expect(memberOf(deputy)).toEqual(memberOf(person));
});

test('a manager who stands in for another has her own people too, and hands on only those', async () => {
	const db = await testDatabase();
	await name(db, cast.shiftLead, { deputy: cast.storeManager.number });
	const both = [...(await led(db, cast.storeManager)), ...(await led(db, cast.shiftLead))];
	expect(await sees(db, cast.storeManager, at)).toEqual(both.toSorted());
	const associate = cast.storeAssociate;
	await name(db, cast.storeManager, { id: 'e', deputy: associate.number });
	expect(await sees(db, associate, at)).toEqual(
		(await led(db, cast.storeManager)).filter((number) => number !== associate.number),
	);
});

test('who is no manager has nothing to hand on', async () => {
	const db = await testDatabase();
	await name(db, cast.shiftLead, { deputy: '4417' });
	await expect(name(db, cast.picker, { id: 'e', deputy: '4423' })).rejects.toThrow('leads no team');
	await expect(name(db, cast.chiefExecutive, { id: 'e', deputy: '4423' })).rejects.toThrow();
});

test('a vendor’s lead names only people of the vendor, and hears of nobody else', async () => {
	const db = await testDatabase();
	for (const deputy of ['4417', cast.storeManager.number, '9001', cast.logisticsManager.name]) {
		await expect(name(db, cast.vendorLead, { deputy })).rejects.toThrow(`fits “${deputy}”`);
	}
	await name(db, cast.vendorLead, { deputy: cast.vendorAgent.number });
	const agents = (await led(db, cast.vendorLead)).filter((one) => one !== cast.vendorAgent.number);
	expect(await sees(db, cast.vendorAgent, at)).toEqual(agents);
	const change = { teamId: 'contact-team' };
	await db.write((tx) => changeEmployee(tx, cast.vendorAgent.id, change, { by: null, at }));
	expect(await sees(db, cast.vendorAgent, at)).toEqual([]);
});

test('a manager of ours cannot hand her people to a vendor’s', async () => {
	const db = await testDatabase();
	const courier = castPerson('9001');
	await expect(name(db, cast.logisticsManager, { deputy: courier.number })).rejects.toThrow('fits');
});

test('it ends with the manager’s role, and when she leaves', async () => {
	const db = await testDatabase();
	await name(db, cast.shiftLead, { deputy: '4417' });
	await name(db, cast.storeManager, { id: 'e', deputy: '3117' });
	const none = { by: cast.administrator.id, at };
	await db.write((tx) => changeEmployee(tx, cast.shiftLead.id, { roles: ['leader'] }, none));
	await db.write((tx) => leaveWork(tx, { employeeId: cast.storeManager.id }, none));
	expect(await sees(db, cast.picker, at + 1)).toEqual([]);
	expect(await sees(db, cast.storeAssociate, at + 1)).toEqual([]);
});

test('it is ended early, or taken back before it began, and stays on record', async () => {
	const db = await testDatabase();
	await name(db, cast.shiftLead, { deputy: '4417' });
	await name(db, cast.shiftLead, {
		id: 'later',
		deputy: '4423',
		from: '2026-04-01',
		to: '2026-04-02',
	});
	const managerId = cast.shiftLead.id;
	const deed = { by: managerId, at };
	for (const id of ['d', 'later', 'd']) {
		await db.write((tx) => endDeputy(tx, { id, managerId }, deed));
	}
	expect(await sees(db, cast.picker, at)).toEqual([]);
	expect(await sees(db, cast.secondPicker, castTime + 14 * day)).toEqual([]);
	const shown = await readDeputies(db.read, managerId);
	expect(shown.map((row) => [row.deputyName, deputyPhase(row, at)])).toEqual([
		[cast.secondPicker.name, 'taken back'],
		[cast.picker.name, 'over'],
	]);
	const others = { id: 'd', managerId: cast.storeManager.id };
	await expect(db.write((tx) => endDeputy(tx, others, deed))).rejects.toThrow('no such deputy');
});

test.each([
	[{ from: '2026-03-17' }, 'today or a later'],
	[{ to: '2026-03-17' }, 'the same day'],
	[{ to: '2028-03-17' }, 'within a year'],
	[{ from: 'x' }, 'today or a later'],
	[{ deputy: ' ' }, 'Type the employee number'],
	[{ deputy: 'Nobody Here' }, 'Nobody of your team'],
	[{ deputy: cast.shiftLead.number }, 'Nobody of your team'],
	[{ deputy: 'a' }, 'Many people'],
])('with %j it is refused: %s', async (named, sentence) => {
	const db = await testDatabase();
	await expect(name(db, cast.shiftLead, { deputy: '4417', ...named })).rejects.toThrow(sentence);
});
