import { desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { employees, teams } from '#db/schema/people.ts';
import { Invalid } from '#lib/errors.ts';
import { enrolEmployee, type NewEmployee } from '#people/enrol.ts';
import { addSite, addTeam, addVendor } from '#people/organise.ts';
import { readPerson } from '#people/person.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const deed = { by: cast.administrator.id, at: castTime };

const newcomer: NewEmployee = {
	id: 'new',
	number: '4499',
	name: 'Thandiwe Dube',
	job: 'Picker',
	teamId: 'warehouse-night',
	startedAt: castTime,
	channels: ['warehouse', 'delivery'],
	roles: ['manager'],
	leads: ['swiftway'],
};

async function lastAudit(db: Awaited<ReturnType<typeof testDatabase>>) {
	const [row] = await db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return { ...row?.audit_entries, payload: row?.audit_payloads.payload };
}

test('an employee is enrolled with channels in their order, roles and teams led', async () => {
	const db = await testDatabase();
	const channels = ['sms', 'chat', 'phone'];
	await db.write((tx) => enrolEmployee(tx, { ...newcomer, channels }, deed));
	const person = await readPerson(db.read, 'new');
	expect(person).toMatchObject({ number: '4499', channels, roles: ['manager'] });
	expect(person?.leads).toEqual(['/halden-lund/logistics/swiftway/']);
	expect(person?.team.path).toBe('/halden-lund/logistics/warehouse-night/');
});

test('enrolling is on the record, with who did it', async () => {
	const db = await testDatabase();
	await db.write((tx) => enrolEmployee(tx, newcomer, deed));
	const row = await lastAudit(db);
	expect(row).toMatchObject({ action: 'employee.enrolled', objectId: 'new', at: castTime });
	expect(row.actorId).toBe(cast.administrator.id);
	expect(row.payload).toContain('Thandiwe Dube');
});

test('a number that somebody has is refused, and nothing is written', async () => {
	const db = await testDatabase();
	const before = await lastAudit(db);
	const enrolling = db.write((tx) => enrolEmployee(tx, { ...newcomer, number: '4417' }, deed));
	await expect(enrolling).rejects.toThrow('Number 4417 belongs to somebody already.');
	expect(await readPerson(db.read, 'new')).toBeUndefined();
	expect(await lastAudit(db)).toEqual(before);
});

test('an unknown team is refused, to work on and to lead', async () => {
	const db = await testDatabase();
	for (const wrong of [{ teamId: 'moon-base' }, { leads: ['swiftway', 'moon-base'] }]) {
		const enrolling = db.write((tx) => enrolEmployee(tx, { ...newcomer, ...wrong }, deed));
		await expect(enrolling).rejects.toThrow('There is no team moon-base. Add it first.');
	}
});

test.each([
	[{ channels: [] }, 'channels'],
	[{ channels: ['phone', 'phone'] }, 'channels'],
	[{ number: '44 99' }, 'number'],
	[{ name: ' ' }, 'name'],
])('an employee with %o is refused with a sentence', async (wrong, field) => {
	const db = await testDatabase();
	const enrolling = db.write((tx) => enrolEmployee(tx, { ...newcomer, ...wrong }, deed));
	const error = await enrolling.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(Invalid);
	expect(error).toMatchObject({ problems: { [field]: expect.stringMatching(/\.$/) } });
	const rows = await db.read.select().from(employees).where(eq(employees.id, 'new'));
	expect(rows).toEqual([]);
});

test('a team’s path is its parent’s with its own id at the end', async () => {
	const db = await testDatabase();
	const team = { id: 'returns-desk', name: 'Returns desk', siteId: 'warehouse', shift: 'day' };
	await db.write((tx) => addTeam(tx, { ...team, parentId: 'warehouse-day', vendorId: null }, deed));
	const [stored] = await db.read.select().from(teams).where(eq(teams.id, 'returns-desk'));
	expect(stored?.path).toBe('/halden-lund/logistics/warehouse-day/returns-desk/');
	expect(await lastAudit(db)).toMatchObject({ action: 'team.added', objectId: 'returns-desk' });
});

test('a team with an unknown parent, site or vendor, or an id that LIKE reads otherwise, is refused', async () => {
	const db = await testDatabase();
	const team = { id: 'new-team', name: 'New', siteId: 'warehouse', shift: null };
	const whole = { ...team, parentId: 'logistics', vendorId: null };
	for (const wrong of [
		{ parentId: 'moon-base' },
		{ siteId: 'moon' },
		{ vendorId: 'nobody' },
		{ id: 'new_team' },
		{ id: 'warehouse-day' },
	]) {
		const adding = db.write((tx) => addTeam(tx, { ...whole, ...wrong }, deed));
		await expect(adding).rejects.toThrow(Invalid);
	}
});

test('sites and vendors are added once, on the record', async () => {
	const db = await testDatabase();
	const site = { id: 'porto', name: 'Porto', timeZone: 'Europe/Lisbon' };
	await db.write((tx) => addSite(tx, site, deed));
	expect(await lastAudit(db)).toMatchObject({ action: 'site.added', objectId: 'porto' });
	await expect(db.write((tx) => addSite(tx, site, deed))).rejects.toThrow('already');
	const nowhere = { ...site, id: 'nowhere', timeZone: 'Europe/Nowhere' };
	await expect(db.write((tx) => addSite(tx, nowhere, deed))).rejects.toThrow('no time zone');
	await db.write((tx) => addVendor(tx, { id: 'acme', name: 'Acme' }, deed));
	expect(await lastAudit(db)).toMatchObject({ action: 'vendor.added', objectId: 'acme' });
	const again = db.write((tx) => addVendor(tx, { id: 'acme', name: 'Acme' }, deed));
	await expect(again).rejects.toThrow(Invalid);
});
