import { eq, like } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignments } from '#db/schema/assignments.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { changeSite, removeSite, removeVendor, renameVendor } from '#people/change-places.ts';
import { changeTeam } from '#people/change-team.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { closeTeam, moveEverybody, openTeam } from '#people/close-team.ts';
import { enrolEmployee } from '#people/enrol.ts';
import { freeId } from '#people/free-id.ts';
import { addLead, removeLead } from '#people/leads.ts';
import { leaveWork } from '#people/leave.ts';
import { addSite, addTeam, addVendor } from '#people/organise.ts';
import { peopleLedBy } from '#people/scope.ts';
import { readOpenTeams, readTeam, teamRevision } from '#people/teams.ts';
import { whoWasOn } from '#people/where-worked.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { deedsOf, placesOf } from './deeds.ts';

const at = castTime + 3_600_000;
const day = 86_400_000;
const deed = { by: cast.administrator.id, at };
type Db = Awaited<ReturnType<typeof testDatabase>>;

const change = (
	db: Db,
	id: string,
	what: Parameters<typeof changeTeam>[1]['change'],
	when = deed,
) => db.write((tx) => changeTeam(tx, { id, change: what }, when));
const problem = (field: string, words: string) => ({
	problems: { [field]: expect.stringContaining(words) },
});

test('a team moves with all the teams below it, and the leads above change with it', async () => {
	const db = await testDatabase();
	const sees = async (who: keyof typeof cast) =>
		(await peopleLedBy(db.read, await personOf(db, cast[who]))).map(({ id }) => id);
	expect(await sees('logisticsManager')).not.toContain(cast.storeAssociate.id);
	await change(db, 'stores', { parentId: 'logistics' });
	const below = await db.read.select().from(teams).where(like(teams.path, '%/stores/%'));
	expect(below.map(({ path }) => path).toSorted()).toEqual([
		'/halden-lund/logistics/stores/',
		'/halden-lund/logistics/stores/store-1/',
		'/halden-lund/logistics/stores/store-2/',
		'/halden-lund/logistics/stores/store-3/',
		'/halden-lund/logistics/stores/store-4/',
	]);
	expect(await sees('logisticsManager')).toContain(cast.storeAssociate.id);
	const said = { parentId: { before: 'halden-lund', after: 'logistics' } };
	expect(await deedsOf(db, 'team.changed')).toMatchObject([{ objectId: 'stores', said }]);
	expect(await placesOf(db, cast.storeAssociate.id), 'nobody works elsewhere').toHaveLength(1);
});

test('a team does not move below itself, nor below a team under it, nor does the company move', async () => {
	const db = await testDatabase();
	const before = await db.read.select().from(teams);
	for (const [id, parentId, words] of [
		['stores', 'stores', 'this very team'],
		['stores', 'store-1', 'below Stores'],
		['halden-lund', 'stores', 'below Halden'],
		['stores', 'moon', 'no team moon'],
		['stores', null, 'Only the company'],
	] as const) {
		const error = problem('parent', id === 'halden-lund' ? 'the company' : words);
		await expect(change(db, id, { parentId }), `${id} ${parentId}`).rejects.toMatchObject(error);
	}
	expect(await db.read.select().from(teams)).toEqual(before);
});

test('a team whose id begins like the moved one’s stays where it is', async () => {
	const db = await testDatabase();
	const twin = { id: 'stores-2', name: 'Twin', siteId: 'warehouse', vendorId: null, shift: null };
	await db.write((tx) => addTeam(tx, { ...twin, parentId: 'halden-lund' }, deed));
	await change(db, 'stores', { parentId: 'logistics' });
	expect((await readTeam(db.read, 'stores-2')).path).toBe('/halden-lund/stores-2/');
});

test('another site or vendor is another place of work for everybody there, and for nobody else', async () => {
	const db = await testDatabase();
	await change(db, 'warehouse-night', { siteId: 'depot' });
	const rows = await db.read
		.select()
		.from(placements)
		.where(eq(placements.employeeId, cast.picker.id))
		.orderBy(placements.since);
	expect(rows.map(({ siteId, since, until }) => [siteId, since === at, until])).toEqual([
		['warehouse', false, at],
		['depot', true, null],
	]);
	expect(rows[1]).toMatchObject({ by: deed.by, job: 'Picker', channels: rows[0]?.channels });
	expect(await placesOf(db, cast.storeAssociate.id)).toHaveLength(1);
	const open = (await db.read.select().from(placements)).filter(({ until }) => until === null);
	expect(new Set(open.map(({ employeeId }) => employeeId)).size).toBe(open.length);
	// In the same moment once more: still one move.
	await change(db, 'warehouse-night', { vendorId: 'swiftway' });
	expect(await placesOf(db, cast.picker.id)).toHaveLength(2);
	expect((await personOf(db, cast.picker)).vendorId).toBe('swiftway');
	const now = (await db.read.select().from(placements)).filter(
		({ employeeId, until }) => employeeId === cast.picker.id && until === null,
	);
	expect(now).toMatchObject([{ siteId: 'depot', vendorId: 'swiftway', since: at }]);
});

test('a new name or shift is on record and moves nobody; the same again writes nothing', async () => {
	const db = await testDatabase();
	const what = { name: 'Night crew', shift: 'late' };
	expect(await change(db, 'warehouse-night', what)).toEqual(['name', 'shift']);
	expect(await placesOf(db, cast.picker.id)).toHaveLength(1);
	const before = await countRows(db.read);
	expect(await change(db, 'warehouse-night', what)).toEqual([]);
	expect(rowsAdded(before, await countRows(db.read))).toEqual({});
	await expect(change(db, 'stores', { name: ' ' })).rejects.toMatchObject(problem('name', 'Write'));
});

test('who edits an older state of a team overwrites nothing', async () => {
	const db = await testDatabase();
	const seen = teamRevision(await readTeam(db.read, 'stores'));
	await change(db, 'stores', { name: 'Shops' });
	const late = { id: 'stores', seen, change: { name: 'Branches' } };
	const saving = db.write((tx) => changeTeam(tx, late, deed));
	await expect(saving).rejects.toMatchObject({ problems: { overtaken: expect.any(String) } });
	expect((await readTeam(db.read, 'stores')).name).toBe('Shops');
});

test('a team with people or open teams below is not closed; everybody moves first', async () => {
	const db = await testDatabase();
	const close = (id: string) => db.write((tx) => closeTeam(tx, id, deed));
	await expect(close('northline')).rejects.toMatchObject(problem('close', '12 people work on'));
	await expect(close('halden-lund')).rejects.toMatchObject(problem('close', 'the company'));
	await db.write((tx) => moveEverybody(tx, { from: 'stores', to: 'web' }, deed));
	await expect(close('stores')).rejects.toMatchObject(problem('close', 'Store 1, Hamburg Altona'));
	const move = { from: 'northline', to: 'contact-team' };
	expect(await db.write((tx) => moveEverybody(tx, move, deed))).toBe(12);
	expect(await placesOf(db, cast.vendorAgent.id)).toEqual([
		['northline', expect.any(Number), at],
		['contact-team', at, null],
	]);
	expect((await personOf(db, cast.vendorAgent)).vendorId).toBeNull();
	const said = { teamId: { before: 'northline', after: 'contact-team' } };
	const deeds = (await deedsOf(db, 'employee.changed')).filter(({ objectId }) =>
		objectId.startsWith('e70'),
	);
	expect(deeds).toHaveLength(12);
	expect(deeds[0]).toMatchObject({ said });
	expect(await close('northline')).toBe(true);
	expect(await close('northline')).toBe(false);
	expect((await personOf(db, cast.vendorLead)).leads).toEqual([]);
	// What is closed below stands in nobody's way.
	await expect(close('contact-centre')).rejects.toMatchObject(problem('close', 'our own team'));
	await db.write((tx) => moveEverybody(tx, { from: 'contact-team', to: 'web' }, deed));
	await close('contact-team');
	expect(await close('contact-centre')).toBe(true);
});

test('nobody is put on a closed team, in any way, until it is open again', async () => {
	const db = await testDatabase();
	await db.write((tx) => moveEverybody(tx, { from: 'web', to: 'stores' }, deed));
	await db.write((tx) => closeTeam(tx, 'web', deed));
	const closed = problem('team', 'is closed');
	const { id } = cast.picker;
	const person = { id: 'x', number: '99001', name: 'X', job: 'Y', teamId: 'web', startedAt: at };
	const more = { channels: ['store'], roles: [], leads: [] };
	for (const deedOn of [
		db.write((tx) => changeEmployee(tx, id, { teamId: 'web' }, deed)),
		db.write((tx) => changeEmployee(tx, id, { leads: ['web'] }, deed)),
		db.write((tx) => enrolEmployee(tx, { ...person, ...more }, deed)),
		db.write((tx) => moveEverybody(tx, { from: 'stores', to: 'web' }, deed)),
	])
		await expect(deedOn).rejects.toMatchObject(closed);
	expect((await readOpenTeams(db.read)).map((team) => team.id)).not.toContain('web');
	expect(await db.write((tx) => openTeam(tx, 'web', deed))).toBe(true);
	await db.write((tx) => changeEmployee(tx, id, { teamId: 'web' }, deed));
	expect(
		(await deedsOf(db, 'team.closed')).length + (await deedsOf(db, 'team.opened')).length,
	).toBe(2);
});

test('a team with only people who left is closed, and their records still say where they worked', async () => {
	const db = await testDatabase();
	const here = await db.read.select().from(employees).where(eq(employees.teamId, 'web'));
	for (const { id: employeeId } of here)
		await db.write((tx) => leaveWork(tx, { employeeId }, deed));
	expect(await db.write((tx) => closeTeam(tx, 'web', deed))).toBe(true);
	const { people } = await whoWasOn(db.read, {
		...{ teamId: 'web', day: '2026-03-18', timeZone: 'Europe/Berlin' },
	});
	expect(people).toHaveLength(here.length);
});

test('who was on a team on a day is answered for any day', async () => {
	const db = await testDatabase();
	const moved = { by: deed.by, at: castTime + 10 * day };
	await db.write((tx) => changeEmployee(tx, cast.picker.id, { teamId: 'stores' }, moved));
	const on = async (teamId: string, when: string) => {
		const about = { teamId, day: when, timeZone: 'Europe/Berlin' };
		return (await whoWasOn(db.read, about)).people.map(({ id }) => id);
	};
	// She began four days before the 18th, and moved on the 28th.
	expect(await on('warehouse-night', '2026-03-13')).not.toContain(cast.picker.id);
	expect(await on('warehouse-night', '2026-03-20')).toContain(cast.picker.id);
	expect(await on('stores', '2026-03-27')).not.toContain(cast.picker.id);
	expect(await on('warehouse-night', '2026-03-28'), 'on the day itself she was on both').toContain(
		cast.picker.id,
	);
	expect(await on('stores', '2026-03-28')).toContain(cast.picker.id);
	expect(await on('warehouse-night', '2026-03-29')).not.toContain(cast.picker.id);
});

test('a lead is added by her number and becomes a manager; taken away, she stays one', async () => {
	const db = await testDatabase();
	const add = (number: string) => db.write((tx) => addLead(tx, { teamId: 'web', number }, deed));
	await expect(add('000')).rejects.toMatchObject(problem('number', 'Nobody here'));
	await add(` ${cast.picker.number} `);
	expect(await personOf(db, cast.picker)).toMatchObject({
		roles: ['manager'],
		leads: ['/halden-lund/web/'],
	});
	const lead = { teamId: 'web', employeeId: cast.picker.id };
	await db.write((tx) => removeLead(tx, lead, deed));
	expect(await personOf(db, cast.picker)).toMatchObject({ roles: ['manager'], leads: [] });
});

test('sites and vendors are changed on record, and only from how they are', async () => {
	const db = await testDatabase();
	const [seen] = await db.read.select().from(sites).where(eq(sites.id, 'depot'));
	if (!seen) return expect.unreachable();
	const save = (site: typeof seen) => db.write((tx) => changeSite(tx, { seen, site }, deed));
	await expect(save({ ...seen, timeZone: 'Moon/Base' })).rejects.toMatchObject(
		problem('timeZone', 'no time zone'),
	);
	await expect(save({ ...seen, market: 'QX' })).rejects.toMatchObject(problem('market', 'country'));
	expect(await save(seen)).toBe(false);
	const site = { ...seen, name: 'Depot North', timeZone: 'Europe/Lisbon', market: 'PT' };
	expect(await save(site)).toBe(true);
	expect(await deedsOf(db, 'site.changed')).toMatchObject([
		{ said: { before: seen, after: site } },
	]);
	await expect(save({ ...seen, name: 'Old' })).rejects.toMatchObject(problem('overtaken', 'site'));
	const before = { id: 'swiftway', name: 'Swiftway' };
	const vendor = { id: 'swiftway', name: 'Swiftway Couriers' };
	const rename = () => db.write((tx) => renameVendor(tx, { seen: before, vendor }, deed));
	expect(await rename()).toBe(true);
	await expect(rename()).rejects.toMatchObject(problem('overtaken', 'vendor'));
});

test('what has teams, a history or a rule is not removed; what was added by mistake is', async () => {
	const db = await testDatabase();
	const site = (id: string) => db.write((tx) => removeSite(tx, id, deed));
	const vendor = (id: string) => db.write((tx) => removeVendor(tx, id, deed));
	await expect(site('depot')).rejects.toMatchObject(problem('remove', 'Delivery depot'));
	await expect(vendor('swiftway')).rejects.toMatchObject(problem('remove', 'Courier, Swiftway'));
	await change(db, 'swiftway', { vendorId: null });
	await expect(vendor('swiftway')).rejects.toMatchObject(problem('remove', 'on record'));
	await change(db, 'delivery-depot', { siteId: 'warehouse' });
	await expect(site('depot')).rejects.toMatchObject(problem('remove', 'on record'));
	const porto = { id: 'porto', name: 'Porto', timeZone: 'Europe/Lisbon', market: 'PT' };
	await db.write((tx) => addSite(tx, porto, deed));
	const [rule] = await db.read.select().from(assignments).limit(1);
	if (!rule) return expect.unreachable();
	const named = { audience: { sites: ['porto'] } };
	await db.write((tx) => tx.update(assignments).set(named).where(eq(assignments.id, rule.id)));
	await expect(site('porto')).rejects.toMatchObject(problem('remove', rule.title));
	await db.write((tx) =>
		tx.update(assignments).set({ audience: {} }).where(eq(assignments.id, rule.id)),
	);
	await site('porto');
	expect(await db.read.select().from(sites).where(eq(sites.id, 'porto'))).toEqual([]);
	await db.write((tx) => addVendor(tx, { id: 'acme', name: 'Acme' }, deed));
	await vendor('acme');
	expect(await db.read.select().from(vendors).where(eq(vendors.id, 'acme'))).toEqual([]);
	expect(await deedsOf(db, 'vendor.removed')).toHaveLength(1);
});

test('a new team, site or vendor gets an id from its name, and a number where that is taken', async () => {
	const db = await testDatabase();
	const idFor = (name: string) => db.write((tx) => freeId(tx, 'team', name));
	expect(await idFor('Retourenlager Süd / Köln')).toBe('retourenlager-sud-koln');
	expect(await idFor('Stores')).toBe('stores-2');
	expect(await idFor('仓库')).toBe('team');
	expect(await idFor('%_')).toBe('team');
});
