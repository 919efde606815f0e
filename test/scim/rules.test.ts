import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import { employees } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { readPerson } from '#people/person.ts';
import { readSettings, changeSettings } from '#people/settings.ts';
import { endDirectory } from '#scim/connect.ts';
import { keepHeld, letLeave, mostWhoLeave, readHeld } from '#scim/leavers.ts';
import { readProblems } from '#scim/problems.ts';
import { directoryRecordOf, forgetDirectoryRecord } from '#scim/record-of.ts';
import { findToken, makeToken, readTokens, revokeToken } from '#scim/tokens.ts';
import { cast, castTime } from '#test/cast.ts';
import {
	administrator,
	audit,
	behind,
	employeeBy,
	enterprise,
	idOf,
	patch,
	type Provider,
	provider,
} from './provider.ts';

const withNumber = (userName: string, employeeNumber: string) => ({
	userName,
	displayName: 'Amina Yusuf',
	[enterprise]: { employeeNumber },
});
const off = patch({ op: 'Replace', path: 'active', value: 'False' });

test('a PATCH that tries to make an administrator changes nothing, is answered, and is on record once', async () => {
	const { db, call, post } = await provider();
	const id = await post({ userName: 'eve@halden.example', displayName: 'Eve' });
	const { id: employeeId } = await behind(db, id);
	const attempts = [
		{ op: 'Add', path: 'roles', value: [{ value: 'administrator', primary: true }] },
		{ op: 'replace', path: 'roles[primary eq "True"].value', value: 'administrator' },
		{ op: 'replace', value: { roles: 'administrator', entitlements: ['administrator'] } },
		{ op: 'Add', path: 'entitlements', value: [{ value: 'leader' }] },
	];
	for (const attempt of attempts) {
		const heard = await call('PATCH', `/Users/${id}`, patch(attempt));
		expect(heard.status, 'a refusal would stop the whole sync').toBe(200);
		expect(heard.body).not.toHaveProperty('roles');
		expect(heard.body).not.toHaveProperty('entitlements');
	}
	await call('PUT', `/Users/${id}`, { userName: 'eve@halden.example', roles: ['administrator'] });
	await post({ userName: 'mallory', userType: 'administrator', roles: [{ value: 'leader' }] });
	for (const who of [employeeId, (await employeeBy(db, 'mallory')).id])
		expect((await readPerson(db.read, who))?.roles).toEqual([]);
	const refused = (await audit(db)).filter(({ action }) => action === 'scim.role.refused');
	expect(refused.filter(({ objectId }) => objectId === employeeId)).toHaveLength(4);
	const again = await audit(db);
	await call('PUT', `/Users/${id}`, { userName: 'eve@halden.example', roles: ['administrator'] });
	expect(await audit(db), 'the same once more is nothing new').toEqual(again);
});

test('the last administrator is not taken away by a directory, and that is on record', async () => {
	const { db, call, post } = await provider({ team: 'head-office' });
	const { number, name } = cast.administrator;
	const others = await db.read.query.employeeRoles.findMany();
	for (const { employeeId, role } of others) {
		if (role !== 'administrator' || employeeId === cast.administrator.id) continue;
		await db.write((tx) => changeEmployee(tx, employeeId, { roles: [] }, administrator));
	}
	const id = await post({
		userName: 'admin@halden.example',
		displayName: name,
		[enterprise]: { employeeNumber: number },
	});
	for (const attempt of [call('PATCH', `/Users/${id}`, off), call('DELETE', `/Users/${id}`)]) {
		const heard = await attempt;
		expect(heard).toMatchObject({
			status: 409,
			body: { detail: expect.stringContaining('last administrator') },
		});
	}
	expect(await readPerson(db.read, cast.administrator.id)).toMatchObject({
		roles: expect.arrayContaining(['administrator']),
	});
	const rows = (await audit(db)).filter(({ action }) => action === 'scim.leave.refused');
	expect(rows).toHaveLength(2);
	expect(rows[0]).toMatchObject({ actorId: null, payload: expect.stringContaining('The entra') });
});

test('somebody on the roster is linked by her number, never by her e-mail unless that was switched on', async () => {
	const { db, post } = await provider();
	const { storeManager } = cast;
	const { email } = await employeeBy(db, storeManager.number);
	const mail = [{ type: 'work', value: email ?? '' }];
	const doubled = await post({ userName: 'manager@halden.example', emails: mail });
	expect((await behind(db, doubled)).id, 'not silently the same').not.toBe(storeManager.id);
	const linked = await post(withNumber('amina@halden.example', cast.picker.number));
	expect((await behind(db, linked)).id).toBe(cast.picker.id);
	const byEmail = await provider({ db, id: 'okta', team: 'store-1', linksByEmail: 'on' });
	const same = await byEmail.post({
		userName: 'manager',
		emails: [{ type: 'work', value: (email ?? '').toUpperCase() }],
	});
	// Two people share the address by now, so that it says nothing.
	expect((await behind(db, same)).id).not.toBe(storeManager.id);
	const lead = await employeeBy(db, cast.logisticsManager.number);
	const only = await byEmail.post({
		userName: 'lead',
		emails: [{ type: 'work', value: (lead.email ?? '').toUpperCase() }],
	});
	expect((await behind(db, only)).id).toBe(lead.id);
});

test('a vendor’s directory cannot take over our people, nor ours a vendor’s', async () => {
	const northline = await provider({ team: 'northline', id: 'northline' });
	const { db } = northline;
	const ours = withNumber('x@northline.example', cast.picker.number);
	expect(await northline.call('POST', '/Users', ours)).toMatchObject({
		status: 409,
		body: { scimType: 'uniqueness' },
	});
	const id = await northline.post(withNumber('agent', cast.vendorAgent.number));
	expect((await behind(db, id)).id).toBe(cast.vendorAgent.id);
	const other = await provider({ db, id: 'okta' });
	expect(
		(await other.call('POST', '/Users', withNumber('a', cast.vendorAgent.number))).status,
	).toBe(409);
	expect((await other.call('GET', `/Users/${id}`)).status, 'another directory’s').toBe(404);
	// She moves to our payroll: from then on the vendor's directory reaches her no more.
	await db.write((tx) =>
		changeEmployee(tx, cast.vendorAgent.id, { teamId: 'contact-team' }, administrator),
	);
	expect((await northline.call('PATCH', `/Users/${id}`, off)).status).toBe(404);
	expect((await northline.call('GET', '/Users')).body).toMatchObject({ totalResults: 0 });
	expect(await readPerson(db.read, cast.vendorAgent.id)).toBeDefined();
});

test('a number that is taken, a user name that is taken, and values that are none', async () => {
	const { call, post } = await provider();
	await post({ userName: 'one', externalId: 'e1', [enterprise]: { employeeNumber: '990' } });
	const two = await post({ userName: 'two' });
	const set = (path: string, value: string) =>
		call('PATCH', `/Users/${two}`, patch({ op: 'replace', path, value }));
	const taken = { status: 409, body: { scimType: 'uniqueness' } };
	expect(await set('userName', 'ONE')).toMatchObject(taken);
	expect(await set('externalId', 'e1')).toMatchObject(taken);
	expect(await set(`${enterprise}:employeeNumber`, '990')).toMatchObject(taken);
	expect(await call('POST', '/Users', { userName: 'three', externalId: 'e1' })).toMatchObject(
		taken,
	);
	const bad = { status: 400, body: { scimType: 'invalidValue' } };
	expect(await set(`${enterprise}:employeeNumber`, '9 90')).toMatchObject(bad);
	expect(await set('emails[type eq "work"].value', 'nobody')).toMatchObject(bad);
	expect(await set('active', 'perhaps')).toMatchObject(bad);
	expect(await set('userName', ' ')).toMatchObject(bad);
	expect(await call('POST', '/Users', { displayName: 'No name' })).toMatchObject(bad);
	const body = (scimType: string) => ({ status: 400, body: { scimType } });
	expect(await set('nothing', 'x')).toMatchObject(body('invalidPath'));
	expect(await set('id', 'x')).toMatchObject(body('mutability'));
	expect(await set('meta', 'x')).toMatchObject(body('mutability'));
	expect(await call('PATCH', `/Users/${two}`, patch({ op: 'remove' }))).toMatchObject(
		body('noTarget'),
	);
	expect(await call('PATCH', `/Users/${two}`, patch({ op: 'move' }))).toMatchObject(
		body('invalidSyntax'),
	);
	expect(await call('PATCH', `/Users/${two}`, [])).toMatchObject(body('invalidSyntax'));
	expect((await call('POST', '/Bulk', {})).status).toBe(501);
	expect((await call('PUT', '/Users', {})).status).toBe(405);
	expect((await call('GET', '/Nothing')).status).toBe(404);
});

test('mononyms, Arabic and Vietnamese names come out as they went in', async () => {
	const { db, post, call } = await provider();
	const names = [
		'Suharto',
		'نور الهدى',
		'Nguyễn Thị Hạnh',
		'Łucja Żółć',
		"=HYPERLINK('x')",
		'O"Brien\\',
	];
	for (const [n, displayName] of names.entries()) {
		const id = await post({ userName: `n${n}`, displayName });
		expect(await behind(db, id)).toMatchObject({ name: displayName });
		const filter = encodeURIComponent(`displayName eq ${JSON.stringify(displayName)}`);
		expect((await call('GET', `/Users?filter=${filter}`)).body).toMatchObject({ totalResults: 1 });
	}
	const one = await post({ userName: 'given', name: { givenName: 'Teller' } });
	expect(await behind(db, one)).toMatchObject({ name: 'Teller' });
});

test('who changed here stays so until her directory changes it', async () => {
	const { db, call, post } = await provider();
	const id = await post({ userName: '4600', displayName: 'Before', title: 'Packer' });
	const { id: employeeId } = await behind(db, id);
	await db.write((tx) => changeEmployee(tx, employeeId, { job: 'Picker' }, administrator));
	await call(
		'PATCH',
		`/Users/${id}`,
		patch({ op: 'Replace', path: 'displayName', value: 'After' }),
	);
	expect(await behind(db, id)).toMatchObject({ name: 'After', job: 'Picker' });
	await call('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'title', value: 'Lead' }));
	expect(await behind(db, id)).toMatchObject({ job: 'Lead' });
});

test('what a directory says of somebody who is away holds when she returns, and her places are right', async () => {
	const { db, call, post } = await provider();
	const id = await post({ userName: '4601', displayName: 'Before' });
	const { id: employeeId } = await behind(db, id);
	const later = { at: castTime + 1000 };
	await call('PATCH', `/Users/${id}`, off, later);
	await call(
		'PATCH',
		`/Users/${id}`,
		patch({ op: 'Replace', path: 'title', value: 'Lead' }),
		later,
	);
	const open = () => db.read.select().from(placements).where(eq(placements.employeeId, employeeId));
	expect(
		(await open()).filter(({ until }) => until === null),
		'nobody works who is away',
	).toEqual([]);
	const on = patch({ op: 'Replace', path: 'active', value: true });
	await call('PATCH', `/Users/${id}`, on, { at: castTime + 2000 });
	expect(await behind(db, id)).toMatchObject({ job: 'Lead', leftAt: null });
	expect((await open()).filter(({ until }) => until === null)).toMatchObject([{ job: 'Lead' }]);
});

async function crowd({ post }: Provider, count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = 0; n < count; n += 1) ids.push(await post({ userName: `c${n}@halden.example` }));
	return ids;
}

test('a directory that unassigns everybody is stopped at the share that may leave within a day', async () => {
	const entra = await provider();
	const { db, call } = entra;
	const ids = await crowd(entra, 20);
	const company = (await db.read.select().from(employees)).length;
	const most = mostWhoLeave(company, 5);
	expect(most).toBeGreaterThan(3);
	const statuses: number[] = [];
	for (const id of ids) statuses.push((await call('PATCH', `/Users/${id}`, off)).status);
	expect(statuses.filter((status) => status === 200)).toHaveLength(most);
	expect(statuses.slice(most).every((status) => status === 503)).toBe(true);
	expect(await readHeld(db.read, 'entra')).toHaveLength(20 - most);
	const [problem] = await readProblems(db.read, 'entra');
	expect(problem).toMatchObject({ status: 503, detail: expect.stringContaining('Directories') });
	// Asked again in the next cycle she still waits; taken back she does not.
	const last = ids.at(-1) ?? '';
	expect((await call('PATCH', `/Users/${last}`, off)).status).toBe(503);
	const on = patch({ op: 'Replace', path: 'active', value: true });
	expect((await call('PATCH', `/Users/${last}`, on)).status).toBe(200);
	expect(await readHeld(db.read, 'entra')).toHaveLength(19 - most);
	const yes = { directoryId: 'entra', ...administrator };
	expect(await letLeave(db, yes)).toBe(19 - most);
	expect(await readHeld(db.read, 'entra')).toEqual([]);
	expect((await call('PATCH', `/Users/${last}`, off)).status, 'and the rest of the day').toBe(200);
	expect((await call('GET', '/Users?filter=active%20eq%20true')).body).toMatchObject({
		totalResults: 0,
	});
});

test('who waits stays where an administrator says no; after a day others may leave again', async () => {
	const entra = await provider();
	const { db, call } = entra;
	const values = { ...(await readSettings(db.read)), mostLeavers: 0 };
	await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
	const [id = ''] = await crowd(entra, 1);
	expect((await call('DELETE', `/Users/${id}`)).status).toBe(503);
	expect((await call('GET', `/Users/${id}`)).body).toMatchObject({ active: true });
	expect(await keepHeld(db, { directoryId: 'entra', ...administrator })).toBe(1);
	expect((await behind(db, id)).leftAt).toBeNull();
	expect([mostWhoLeave(150, 5), mostWhoLeave(10, 5), mostWhoLeave(100_000, 5)]).toEqual([
		7, 1, 5000,
	]);
});

test('disconnecting a directory leaves its people here, and another one links them by number', async () => {
	const { db, post } = await provider();
	const id = await post(withNumber('amina', cast.picker.number));
	await endDirectory(db, 'entra', administrator);
	expect(await readPerson(db.read, cast.picker.id)).toBeDefined();
	const okta = await provider({ db, id: 'okta' });
	const linked = await okta.post(withNumber('amina', cast.picker.number));
	expect(linked).not.toBe(id);
	expect((await behind(db, linked)).id).toBe(cast.picker.id);
});

test('a person who was deleted and renamed at once is the same by her number', async () => {
	const { db, call, post } = await provider();
	const id = await post(withNumber('amina.yusuf', cast.picker.number));
	await call('DELETE', `/Users/${id}`);
	const again = await post(withNumber('amina.berg', cast.picker.number));
	expect((await behind(db, again)).id).toBe(cast.picker.id);
	expect(await readPerson(db.read, cast.picker.id)).toBeDefined();
});

test('the record of everything done is whole after a sync, and holds no names of a refused request', async () => {
	const entra = await provider();
	const { db, call } = entra;
	const [id = ''] = await crowd(entra, 3);
	await call('POST', '/Users', { userName: 'c1@halden.example' });
	await call('PATCH', `/Users/${id}`, off);
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
	const problems = await readProblems(db.read, 'entra');
	expect(JSON.stringify(problems)).not.toContain('c1@');
	expect(problems).toMatchObject([{ request: 'POST Users', status: 409 }]);
	expect(idOf({ status: 200, body: { id }, headers: {} })).toBe(id);
});

test('what a directory said of somebody can be handed to her, and forgotten', async () => {
	const { db, call, post } = await provider();
	const id = await post({ ...withNumber('amina', cast.picker.number), title: 'Picker' });
	await call('POST', '/Groups', { displayName: 'All', members: [{ value: id }] });
	const record = await directoryRecordOf(db.read, cast.picker.id);
	expect(record).toMatchObject({ directory: 'The entra', userName: 'amina' });
	await db.write((tx) => forgetDirectoryRecord(tx, cast.picker.id));
	expect(await directoryRecordOf(db.read, cast.picker.id)).toBeUndefined();
	expect((await call('GET', `/Users/${id}`)).status).toBe(404);
	expect((await call('GET', '/Groups')).body).toMatchObject({ Resources: [{ members: [] }] });
});

test('a directory’s tokens are kept as hashes only, end, and are found by nobody else’s', async () => {
	const { db } = await provider();
	const terms = { directoryId: 'entra', days: 30, overlap: 0 };
	const first = await makeToken(db, terms, administrator);
	const kept = JSON.stringify(await db.read.query.directoryTokens.findMany());
	expect(kept).not.toContain(first.slice(-20));
	expect(JSON.stringify(await audit(db))).not.toContain(first.slice(-20));
	const found = async (token: string, at: number) => (await findToken(db, token, at)).kind;
	const day = 86_400_000;
	expect(await found(first, castTime + 30 * day - 1)).toBe('directory');
	expect(await found(first, castTime + 30 * day)).toBe('ended');
	expect(await found(`${first}x`, castTime)).toBe('unknown');
	const later = { ...administrator, at: castTime + 1 };
	const second = await makeToken(db, { ...terms, overlap: 7 }, later);
	expect(await found(first, castTime + 7 * day - 1), 'while the new one is pasted').toBe(
		'directory',
	);
	expect(await found(first, castTime + 7 * day + 1)).toBe('ended');
	const [old, newer] = await readTokens(db.read, 'entra');
	expect(newer?.lastUsedAt).toBeNull();
	expect(old?.lastUsedAt).not.toBeNull();
	await revokeToken(db, newer?.id ?? '', administrator);
	expect(await found(second, castTime)).toBe('ended');
	await endDirectory(db, 'entra', administrator);
	expect(await found(first, castTime), 'of a directory that is gone').toBe('unknown');
});

test('people who are away when they are first named begin as people who left, however many', async () => {
	const { db, call, post } = await provider();
	const company = (await db.read.select().from(employees)).length;
	const ids: string[] = [];
	for (let n = 0; n < mostWhoLeave(company, 5) + 3; n += 1)
		ids.push(await post({ userName: `away${n}`, active: false }));
	expect((await behind(db, ids.at(-1) ?? '')).leftAt).not.toBeNull();
	const id = await post({ userName: 'here' });
	expect((await call('PATCH', `/Users/${id}`, off)).status, 'nobody left today').toBe(200);
});
