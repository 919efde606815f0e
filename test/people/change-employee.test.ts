import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createSessions } from '#auth/session.ts';
import { employees } from '#db/schema/people.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { readPerson } from '#people/person.ts';
import { placements } from '#db/schema/placements.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { deedsOf, placesOf } from './deeds.ts';

const at = castTime + 3_600_000;
const deed = { by: cast.administrator.id, at };
const { id } = cast.picker;
type Db = Awaited<ReturnType<typeof testDatabase>>;
type Change = Parameters<typeof changeEmployee>[2];

const change = (db: Db, what: Change, when = deed) =>
	db.write((tx) => changeEmployee(tx, id, what, when));

test('what changed is on record, old and new, with who did it; what did not is left out', async () => {
	const db = await testDatabase();
	const what = { name: 'Amina Haddad', job: 'Packer', number: cast.picker.number };
	expect(await change(db, what)).toEqual(['name', 'job']);
	expect(await readPerson(db.read, id)).toMatchObject({ name: 'Amina Haddad', job: 'Packer' });
	expect(await deedsOf(db, 'employee.changed')).toEqual([
		{
			actorId: cast.administrator.id,
			at,
			objectId: id,
			said: {
				name: { before: 'Amina Yusuf', after: 'Amina Haddad' },
				job: { before: 'Picker', after: 'Packer' },
			},
		},
	]);
});

test('the same change again writes nothing', async () => {
	const db = await testDatabase();
	const what = {
		name: 'Amina Haddad',
		teamId: 'warehouse-day',
		channels: ['delivery', 'warehouse'],
	};
	await change(db, what);
	const before = await countRows(db.read);
	expect(await change(db, what, { ...deed, at: at + 1 })).toEqual([]);
	expect(await change(db, { roles: [], leads: [] })).toEqual([]);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({});
});

test('another team begins a placement at that moment, and the one before ends', async () => {
	const db = await testDatabase();
	const [[team, since] = []] = await placesOf(db, id);
	await change(db, { teamId: 'warehouse-day' });
	expect(await placesOf(db, id)).toEqual([
		[team, since, at],
		['warehouse-day', at, null],
	]);
});

test('a new name is no new placement; a new job or another first channel is', async () => {
	const db = await testDatabase();
	await change(db, { name: 'Amina Haddad', email: 'a@halden.example', language: 'de' });
	expect(await placesOf(db, id)).toHaveLength(1);
	await change(db, { job: 'Packer' });
	expect(await placesOf(db, id)).toHaveLength(2);
	await change(db, { channels: ['delivery', 'warehouse'] }, { ...deed, at: at + 5 });
	const rows = await db.read.select().from(placements).where(eq(placements.employeeId, id));
	expect(rows.map(({ channels }) => channels[0])).toEqual(['warehouse', 'warehouse', 'delivery']);
});

test('two changes in one moment are one placement', async () => {
	const db = await testDatabase();
	await change(db, { teamId: 'warehouse-day' });
	await change(db, { teamId: 'delivery-depot' });
	const places = await placesOf(db, id);
	expect(places.map(([team]) => team)).toEqual(['warehouse-night', 'delivery-depot']);
	expect(places[1]).toEqual(['delivery-depot', at, null]);
});

test('there and back in one moment leaves no gap and no second row at one time', async () => {
	const db = await testDatabase();
	await change(db, { teamId: 'warehouse-day' });
	await change(db, { teamId: 'warehouse-night' });
	const places = await placesOf(db, id);
	expect(places.at(-1)).toEqual(['warehouse-night', at, null]);
	expect(places.filter(([, , until]) => until === null)).toHaveLength(1);
});

test('other roles end the sessions from before, and not the later ones', async () => {
	const db = await testDatabase();
	const sessions = createSessions(db, { secure: false });
	const { value: early } = await sessions.begin(id, { at: at - 1, method: 'pin' });
	expect(await sessions.check(early)).toBeDefined();
	await change(db, { roles: ['manager'], leads: ['warehouse-night'] });
	expect(await sessions.check(early)).toBeUndefined();
	const { value: late } = await sessions.begin(id, { at: at + 1, method: 'pin' });
	expect((await sessions.check(late))?.person.roles).toEqual(['manager']);
	await change(db, { name: 'Amina Haddad' }, { ...deed, at: at + 2 });
	expect(await sessions.check(late), 'a name is no role').toBeDefined();
});

test.each([
	[{ number: '4423' }, 'number', 'belongs to'],
	[{ number: '44 17' }, 'number', 'without spaces'],
	[{ name: ' ' }, 'name', 'Write the name'],
	[{ email: 'nobody' }, 'email', 'like name@'],
	[{ channels: [] }, 'channels', 'at least one'],
	[{ teamId: 'moon' }, 'team', 'no team moon'],
	[{ leads: ['moon'] }, 'team', 'no team moon'],
])('%o is refused beside its field, and nothing is written', async (what, field, words) => {
	const db = await testDatabase();
	const before = await countRows(db.read);
	const problem = expect.stringContaining(words);
	await expect(change(db, what)).rejects.toMatchObject({ problems: { [field]: problem } });
	expect(rowsAdded(before, await countRows(db.read))).toEqual({});
});

test('the last administrator stays one', async () => {
	const db = await testDatabase();
	const administrators = (await db.read.query.employeeRoles.findMany()).filter(
		({ role }) => role === 'administrator',
	);
	const others = administrators.filter(({ employeeId }) => employeeId !== cast.administrator.id);
	for (const { employeeId } of others)
		await db.write((tx) => changeEmployee(tx, employeeId, { roles: [] }, deed));
	const last = db.write((tx) => changeEmployee(tx, cast.administrator.id, { roles: [] }, deed));
	await expect(last).rejects.toThrow('the last administrator');
	expect((await readPerson(db.read, cast.administrator.id))?.roles).toContain('administrator');
});

test('an administrator who left is not counted as the one who is left', async () => {
	const db = await testDatabase();
	await db.write((tx) => changeEmployee(tx, id, { roles: ['administrator'] }, { by: null, at }));
	await db.write((tx) => tx.update(employees).set({ leftAt: at }).where(eq(employees.id, id)));
	const last = db.write((tx) => changeEmployee(tx, cast.administrator.id, { roles: [] }, deed));
	await expect(last).rejects.toThrow('the last administrator');
});
