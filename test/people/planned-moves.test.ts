import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema/audit.ts';
import { plannedMoves } from '#db/schema/moves.ts';
import { placements } from '#db/schema/placements.ts';
import { serviceDay, startOfDay } from '#lib/service-day.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { takeDueMoves } from '#people/due-moves.ts';
import { leaveWork } from '#people/leave.ts';
import {
	type MovePlan,
	planMove,
	readImpossibleMoves,
	readMoves,
	takeBackMove,
} from '#people/planned-moves.ts';
import { adoptPlacements } from '#people/placement.ts';
import { peopleLedBy } from '#people/scope.ts';
import { readPlacements } from '#people/where-people-were.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour } from '#test/small-company.ts';

const by = cast.administrator.id;
const amina = cast.picker.id;
const deed = { by, at: castTime };

type Db = Awaited<ReturnType<typeof testDatabase>>;

function plan(db: Db, move: Partial<MovePlan> = {}, instead?: string): Promise<void> {
	const whole = { id: 'm', employeeId: amina, day: '2026-03-20', teamId: 'store-2', ...move };
	return db.write((tx) => planMove(tx, whole, { ...deed, instead }));
}

const moves = async (db: Db) =>
	(await readMoves(db.read, amina)).map(
		({ day, teamId, outcome }) => `${day} ${teamId} ${outcome}`,
	);

test('a move is carried out at four in the morning of its day, at the site she goes to', async () => {
	const db = await testDatabase();
	await plan(db, { teamId: 'northline', job: 'Agent', channels: ['phone', 'chat'] });
	const four = startOfDay('2026-03-20', 'Europe/Lisbon');
	expect(await takeDueMoves(db, four - 1)).toBe(0);
	expect(await personOf(db, cast.picker)).toMatchObject({ team: { id: 'warehouse-night' } });
	expect(await takeDueMoves(db, four)).toBe(1);
	expect(await personOf(db, cast.picker)).toMatchObject({
		...{ team: { id: 'northline' }, job: 'Agent', channels: ['phone', 'chat'] },
		...{ vendorId: 'northline', number: cast.picker.number },
	});
	expect(await takeDueMoves(db, four + day)).toBe(0);
	expect(await moves(db)).toEqual(['2026-03-20 northline done']);
});

test('a server that was down moves her from the day that was planned on', async () => {
	const db = await testDatabase();
	await plan(db);
	await plan(db, { id: 'back', day: '2026-03-22', teamId: 'warehouse-night' });
	await takeDueMoves(db, castTime + 10 * day);
	const zone = 'Europe/Berlin';
	const where = (await readPlacements(db.read, amina)).map(({ teamId, since, until }) => [
		teamId,
		serviceDay(since, zone),
		until === null ? null : serviceDay(until, zone),
	]);
	expect(where.slice(0, 2)).toEqual([
		['warehouse-night', '2026-03-22', null],
		['store-2', '2026-03-20', '2026-03-22'],
	]);
	expect(where.at(2)?.slice(2)).toEqual(['2026-03-20']);
	const rows = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'move.done'));
	expect(rows.map(({ at }) => at)).toEqual([castTime + 10 * day, castTime + 10 * day]);
});

test('a plan is taken back or changed before its day, and then nothing comes of it', async () => {
	const db = await testDatabase();
	await plan(db);
	await plan(db);
	await expect(plan(db, { id: 'other', teamId: 'store-1' })).rejects.toThrow(
		'planned for this day',
	);
	await plan(db, { id: 'changed', teamId: 'store-1' }, 'm');
	expect(await moves(db)).toEqual(
		expect.arrayContaining(['2026-03-20 store-1 null', '2026-03-20 store-2 changed']),
	);
	const move = { id: 'changed', employeeId: amina };
	await db.write((tx) => takeBackMove(tx, move, deed));
	await db.write((tx) => takeBackMove(tx, move, deed));
	expect(await takeDueMoves(db, castTime + 30 * day)).toBe(0);
	expect(await personOf(db, cast.picker)).toMatchObject({ team: { id: 'warehouse-night' } });
	await expect(plan(db, { id: 'late', day: '2026-03-25' }, 'changed')).rejects.toThrow('no longer');
	expect(await moves(db)).not.toContain('2026-03-25 store-2 null');
	const mine = { id: 'changed', employeeId: cast.secondPicker.id };
	await expect(db.write((tx) => takeBackMove(tx, mine, deed))).rejects.toThrow('no such plan');
});

test.each([
	[{ day: '2026-03-18' }, 'from tomorrow'],
	[{ day: '2026-02-30' }, 'Choose a day'],
	[{ day: '2029-03-18' }, 'two years'],
	[{ teamId: 'moon-base' }, 'no team moon-base'],
	[{ employeeId: 'nobody' }, 'nobody here'],
	[{ channels: ['phone', 'phone'] }, 'once'],
])('a plan with %j is refused: %s', async (move, sentence) => {
	const db = await testDatabase();
	await expect(plan(db, move)).rejects.toThrow(sentence);
	expect(await db.read.select().from(plannedMoves)).toEqual([]);
});

test('a move that cannot be any more is closed with its reason, and the others go on', async () => {
	const db = await testDatabase();
	await plan(db);
	await plan(db, { id: 'n', employeeId: cast.secondPicker.id });
	await db.write((tx) => leaveWork(tx, { employeeId: amina }, { by, at: castTime + hour }));
	expect(await takeDueMoves(db, castTime + 3 * day)).toBe(2);
	const [failed, ...none] = await readImpossibleMoves(db.read, castTime + 3 * day);
	expect(await readImpossibleMoves(db.read, castTime + 3 * day + 1)).toEqual([]);
	expect(failed).toMatchObject({
		employeeId: amina,
		reason: expect.stringContaining('left on 18 March'),
	});
	expect(none).toEqual([]);
	expect(await personOf(db, cast.secondPicker)).toMatchObject({ team: { id: 'store-2' } });
	expect(await takeDueMoves(db, castTime + 4 * day)).toBe(0);
});

test('whoever goes from a vendor to our payroll is gone from the vendor’s lead that second, with her record', async () => {
	const db = await testDatabase();
	const lead = await personOf(db, cast.vendorLead);
	const agent = cast.vendorAgent.id;
	const sees = async () => (await peopleLedBy(db.read, lead)).some(({ id }) => id === agent);
	await plan(db, { employeeId: agent, teamId: 'contact-team' });
	expect(await sees()).toBe(true);
	await takeDueMoves(db, startOfDay('2026-03-20', 'Europe/Berlin'));
	expect(await sees()).toBe(false);
	expect(await personOf(db, cast.vendorAgent)).toMatchObject({ id: agent, vendorId: null });
});

test('what is mended in the record of somebody who left is no place where she works', async () => {
	const db = await testDatabase();
	await db.write((tx) => leaveWork(tx, { employeeId: amina }, { by, at: castTime + hour }));
	const change = { teamId: 'store-2' };
	await db.write((tx) => changeEmployee(tx, amina, change, { by, at: castTime + day }));
	expect(await readPlacements(db.read, amina)).toMatchObject([{ until: castTime + hour }]);
});

test('who came before placements were written down was always where she is, and only until she left', async () => {
	const db = await testDatabase();
	await db.write((tx) => leaveWork(tx, { employeeId: amina }, { by, at: castTime + hour }));
	const all = async () => db.read.select().from(placements).orderBy(placements.employeeId);
	const before = (await all()).map((row) => ({ ...row, by: null }));
	await db.write((tx) => tx.delete(placements));
	await adoptPlacements(db);
	expect(await all()).toEqual(before);
	await adoptPlacements(db);
	expect(await all()).toEqual(before);
	expect(before.find(({ employeeId }) => employeeId === amina)?.until).toBe(castTime + hour);
});
