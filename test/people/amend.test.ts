import { expect, test } from 'vitest';
import { amendPerson, beginAgain, endWork, enrolByHand, readRevision } from '#people/amend.ts';
import { readEmployee } from '#people/employee-lists.ts';
import type { EmployeeChange } from '#people/change-employee.ts';
import { latestChange } from '#people/latest-change.ts';
import { readPerson } from '#people/person.ts';
import { noteView } from '#people/view.ts';
import { readWayIn } from '#people/way-in.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { deedsOf, placesOf } from './deeds.ts';

const at = castTime + 3_600_000;
const day = 86_400_000;
const deed = { by: cast.administrator.id, at, sure: false };
const { id } = cast.picker;
type Db = Awaited<ReturnType<typeof testDatabase>>;

async function amend(db: Db, change: EmployeeChange, about: { id?: string; sure?: boolean } = {}) {
	const who = about.id ?? id;
	const seen = await readRevision(db.read, who);
	const by = { ...deed, sure: about.sure ?? false };
	return db.write((tx) => amendPerson(tx, { id: who, seen, change }, by));
}

const newcomer = {
	...{ id: 'new', number: '99001', name: 'Thandiwe Dube', job: 'Picker', startedAt: castTime },
	...{ teamId: 'warehouse-night', channels: ['warehouse'], roles: [], leads: [] },
};

test('a form that is sent twice enrols once', async () => {
	const db = await testDatabase();
	expect(await db.write((tx) => enrolByHand(tx, newcomer, deed))).toBe(true);
	const before = await countRows(db.read);
	expect(await db.write((tx) => enrolByHand(tx, newcomer, deed))).toBe(false);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({});
	const other = db.write((tx) => enrolByHand(tx, { ...newcomer, id: 'other' }, deed));
	await expect(other).rejects.toThrow('belongs to somebody already');
});

test('from an older state nothing is overwritten, and who changed what is said', async () => {
	const db = await testDatabase();
	const seen = await readRevision(db.read, id);
	await amend(db, { job: 'Packer' });
	const change = { name: 'Amina Haddad' };
	const late = db.write((tx) => amendPerson(tx, { id, seen, change }, deed));
	const now = await readRevision(db.read, id);
	await expect(late).rejects.toMatchObject({ problems: { overtaken: now } });
	expect((await readEmployee(db.read, id)).name).toBe('Amina Yusuf');
	expect(await latestChange(db.read, 'employee', id)).toEqual({
		...{ by: deed.by, at, parts: ['job'] },
	});
	// Shown the other state, she saves hers: both hold.
	await db.write((tx) => amendPerson(tx, { id, seen: now, change }, deed));
	expect(await readEmployee(db.read, id)).toMatchObject({ name: 'Amina Haddad', job: 'Packer' });
});

test('a revision is the same however roles and teams stand in the tables', async () => {
	const db = await testDatabase();
	await amend(db, { roles: ['manager'], leads: ['web', 'stores'] });
	const first = await readRevision(db.read, id);
	expect(await amend(db, { leads: ['stores', 'web'] })).toEqual([]);
	expect(await readRevision(db.read, id)).toBe(first);
	await amend(db, { leads: ['stores'] });
	expect(await readRevision(db.read, id)).not.toBe(first);
});

test.each(['administrator', 'leader'] as const)(
	'nobody becomes a %s before the question is answered',
	async (role) => {
		const db = await testDatabase();
		const asked = { problems: { sure: expect.stringMatching(/\.$/) } };
		await expect(amend(db, { roles: [role] })).rejects.toMatchObject(asked);
		const enrolling = db.write((tx) => enrolByHand(tx, { ...newcomer, roles: [role] }, deed));
		await expect(enrolling).rejects.toMatchObject(asked);
		expect(await amend(db, { roles: [role] }, { sure: true })).toEqual(['roles']);
		expect(await amend(db, { job: 'Packer', roles: [role] }), 'she is one already').toEqual([
			'job',
		]);
	},
);

test('who leads a team is a manager too', async () => {
	const db = await testDatabase();
	const problem = { problems: { roles: expect.stringContaining('manager') } };
	await expect(amend(db, { leads: ['web'] })).rejects.toMatchObject(problem);
	expect(await amend(db, { leads: ['web'], roles: ['manager'] })).toEqual(['roles', 'leads']);
	await expect(amend(db, { roles: [] })).rejects.toMatchObject(problem);
});

test('nobody takes her own administrator role away, nor signs herself off', async () => {
	const db = await testDatabase();
	const her = cast.administrator.id;
	await amend(db, { roles: ['administrator'] }, { sure: true });
	await expect(amend(db, { roles: [] }, { id: her })).rejects.toThrow(
		'their own administrator role',
	);
	const leaving = { employeeId: her, reason: '' };
	await expect(db.write((tx) => endWork(tx, leaving, deed))).rejects.toThrow(
		'signs themselves off',
	);
	expect(await amend(db, { job: 'Head of IT' }, { id: her })).toEqual(['job']);
	// Another administrator may do both.
	await db.write((tx) => endWork(tx, leaving, { by: id, at }));
	expect(await readPerson(db.read, her)).toBeUndefined();
});

test('who left is not changed by hand; she comes back first, to the team that is chosen', async () => {
	const db = await testDatabase();
	await db.write((tx) => endWork(tx, { employeeId: id, reason: '' }, deed));
	await expect(amend(db, { job: 'Packer' })).rejects.toThrow('Bring them back first');
	const later = { by: deed.by, at: at + day };
	const back = { employeeId: id, teamId: 'stores' };
	await expect(
		db.write((tx) => beginAgain(tx, { ...back, teamId: 'moon' }, later)),
	).rejects.toThrow('no team moon');
	expect(await db.write((tx) => beginAgain(tx, back, later))).toBe(true);
	expect(await db.write((tx) => beginAgain(tx, back, later))).toBe(false);
	expect((await placesOf(db, id)).at(-1)).toEqual(['stores', at + day, null]);
});

test('looking at another person’s record is on record once a day, at one’s own never', async () => {
	const db = await testDatabase();
	const look = (viewerId: string, when: number) =>
		noteView(db, { viewerId, employeeId: id, at: when });
	await look(deed.by, castTime);
	await look(deed.by, castTime + 3_600_000);
	await look(id, castTime);
	await look(cast.chiefExecutive.id, castTime);
	await look(deed.by, castTime + day);
	const views = await deedsOf(db, 'person.viewed');
	expect(views.map(({ actorId, at: when, objectId }) => [actorId, when, objectId])).toEqual([
		[deed.by, castTime + day, id],
		[cast.chiefExecutive.id, castTime, id],
		[deed.by, castTime, id],
	]);
});

test('whether somebody can sign in at all is told', async () => {
	const db = await testDatabase();
	expect((await readWayIn(db.read, id)).possible).toBe(true);
	const nobodyYet = { possible: false, lastSignIn: null };
	expect(await readWayIn(db.read, cast.vendorAgent.id)).toEqual(nobodyYet);
});
