import { expect, test } from 'vitest';
import { readPerson } from '#people/person.ts';
import { giveTeam } from '#scim/map-groups.ts';
import {
	administrator,
	audit,
	behind,
	employeeBy,
	enterprise,
	idOf,
	patch,
	provider,
} from './provider.ts';

// What Microsoft's "Tutorial: Develop and plan provisioning for a SCIM endpoint" and its "Known issues
// with SCIM 2.0 protocol compliance" show, in their order and as they write it.

const name = 'Test_User_00aa00aa-bb11-cc22-dd33-44ee44ee44ee';
const user = {
	schemas: [
		'urn:ietf:params:scim:schemas:core:2.0:User',
		'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
	],
	externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
	userName: name,
	active: true,
	emails: [
		{
			primary: true,
			type: 'work',
			value: 'Test_User_11bb11bb-cc22-dd33-ee44-55ff55ff55ff@testuser.com',
		},
	],
	meta: { resourceType: 'User' },
	name: {
		formatted: 'givenName familyName',
		familyName: 'familyName',
		givenName: 'givenName',
	},
	roles: [],
};
const probe = (attribute: string, value: string) =>
	`/Users?filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`;
const none = { totalResults: 0, Resources: [], startIndex: 1, itemsPerPage: 0 };

test('Entra ID tests the connection with a random user, creates, reads and finds', async () => {
	const { db, call } = await provider();
	const random = 'AzureAD_Test_00aa00aa-bb11-cc22-dd33-44ee44ee44ee';
	expect((await call('GET', probe('userName', random))).body).toMatchObject(none);
	expect((await call('GET', probe('externalId', user.externalId))).body).toMatchObject(none);
	const created = await call('POST', '/Users', user);
	expect(created.status).toBe(201);
	const id = idOf(created);
	const { schemas, meta, roles, ...kept } = user;
	expect(created.body).toMatchObject({ ...kept, id, active: true, meta: { resourceType: 'User' } });
	expect(created.headers['location']).toBe(`https://touchstone.example/scim/v2/Users/${id}`);
	expect((await call('GET', `/Users/${id}`)).body).toEqual(created.body);
	for (const path of [
		probe('userName', name),
		probe('userName', name.toUpperCase()),
		probe('externalId', user.externalId),
		probe('emails[type eq "work"].value', user.emails[0]?.value ?? ''),
	]) {
		expect((await call('GET', path)).body, path).toMatchObject({
			totalResults: 1,
			Resources: [{ id, userName: name }],
		});
	}
	const unknown = await call('GET', '/Users/5171a35d82074e068ce2');
	expect(unknown).toMatchObject({ status: 404, body: { status: '404' } });
	// She works here, in the directory's team.
	const person = await readPerson(db.read, (await behind(db, id)).id);
	expect(person).toMatchObject({
		name: 'givenName familyName',
		channels: ['warehouse'],
		roles: [],
	});
	expect(person?.team.id).toBe('warehouse-night');
});

test('Entra ID updates several and single attributes', async () => {
	const { db, call } = await provider();
	const id = idOf(await call('POST', '/Users', user));
	const several = patch(
		{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'updatedEmail@microsoft.com' },
		{ op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
	);
	const heard = await call('PATCH', `/Users/${id}`, several);
	expect(heard).toMatchObject({
		status: 200,
		body: {
			emails: [{ value: 'updatedEmail@microsoft.com', type: 'work', primary: true }],
			name: { familyName: 'updatedFamilyName', givenName: 'givenName' },
		},
	});
	expect((await behind(db, id)).email).toBe('updatedEmail@microsoft.com');
	const userName = '5b50642d-79fc-4410-9e90-4c077cdd1a59@testuser.com';
	const single = patch({ op: 'Replace', path: 'userName', value: userName });
	expect((await call('PATCH', `/Users/${id}`, single)).body).toMatchObject({ userName });
	expect((await call('GET', probe('userName', name))).body).toMatchObject(none);
});

test.each([
	['Replace', { path: 'active', value: 'False' }, { path: 'active', value: 'True' }],
	['replace', { path: 'active', value: false }, { path: 'active', value: true }],
	['Replace', { value: { active: false } }, { value: { active: true } }],
	['Add', { path: 'active', value: 'False' }, { path: 'active', value: 'True' }],
])('Entra ID disables and enables by %s %o', async (op, off, on) => {
	const { db, call } = await provider();
	const id = idOf(await call('POST', '/Users', user));
	const { id: employeeId } = await behind(db, id);
	const disabled = await call('PATCH', `/Users/${id}`, patch({ op, ...off }));
	expect(disabled).toMatchObject({ status: 200, body: { active: false } });
	expect(await readPerson(db.read, employeeId), 'she works here no longer').toBeUndefined();
	const enabled = await call('PATCH', `/Users/${id}`, patch({ op, ...on }));
	expect(enabled).toMatchObject({ status: 200, body: { active: true } });
	expect(await readPerson(db.read, employeeId)).toMatchObject({ name: 'givenName familyName' });
});

test('Entra ID replaces many attributes, one by one and at once by names with dots', async () => {
	const { db, call } = await provider();
	const id = idOf(await call('POST', '/Users', user));
	const oneByOne = patch(
		{ op: 'Replace', path: 'displayName', value: 'Pvlo' },
		{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'TestBcwqnm@test.microsoft.com' },
		{ op: 'Replace', path: 'name.givenName', value: 'Gtfd' },
		{ op: 'Replace', path: 'name.familyName', value: 'Pkqf' },
		{ op: 'Replace', path: 'externalId', value: 'Eqpj' },
		{ op: 'Replace', path: `${enterprise}:employeeNumber`, value: 'Eqpj' },
	);
	expect((await call('PATCH', `/Users/${id}`, oneByOne)).body).toMatchObject({
		displayName: 'Pvlo',
		externalId: 'Eqpj',
		[enterprise]: { employeeNumber: 'Eqpj' },
	});
	expect(await employeeBy(db, 'Eqpj')).toMatchObject({ name: 'Pvlo' });
	const atOnce = patch(
		{ op: 'replace', path: 'emails[type eq "work"].value', value: 'TestMhvaes@test.microsoft.com' },
		{
			op: 'replace',
			value: {
				displayName: 'Bjfe',
				'name.givenName': 'Kkom',
				'name.familyName': 'Unua',
				[`${enterprise}:employeeNumber`]: 'Aklq',
			},
		},
	);
	expect((await call('PATCH', `/Users/${id}`, atOnce)).body).toMatchObject({
		name: { givenName: 'Kkom', familyName: 'Unua' },
		[enterprise]: { employeeNumber: 'Aklq' },
	});
	expect(await employeeBy(db, 'Aklq')).toMatchObject({
		name: 'Bjfe',
		email: 'TestMhvaes@test.microsoft.com',
	});
});

test('Entra ID sets what is not there yet, by Add and by Replace', async () => {
	const { db, call, post } = await provider();
	const id = await post({ userName: '4499' });
	const heard = await call(
		'PATCH',
		`/Users/${id}`,
		patch(
			{ op: 'Add', path: 'nickName', value: 'Babs' },
			{ op: 'Add', path: 'emails[type eq "work"].value', value: 'babs@halden.example' },
			{ op: 'Replace', path: 'addresses[type eq "work"].country', value: 'DE' },
			{ op: 'Add', path: `${enterprise}:department`, value: 'Picking' },
			{ op: 'Add', path: `${enterprise}:manager`, value: 'somebody' },
			{ op: 'Replace', path: 'title', value: 'Picker' },
			{ op: 'Replace', path: 'preferredLanguage', value: 'es-MX' },
		),
	);
	expect(heard.body).toMatchObject({
		nickName: 'Babs',
		emails: [{ type: 'work', value: 'babs@halden.example' }],
		addresses: [{ type: 'work', country: 'DE' }],
		[enterprise]: { department: 'Picking', manager: 'somebody' },
		schemas: expect.arrayContaining([enterprise]),
	});
	const row = await employeeBy(db, '4499');
	expect(row).toMatchObject({ job: 'Picker', language: 'es', email: 'babs@halden.example' });
});

test('Entra ID deletes; a probe finds nobody, and the same name later brings her back', async () => {
	const { db, call } = await provider();
	const id = idOf(await call('POST', '/Users', user));
	const { id: employeeId } = await behind(db, id);
	expect(await call('DELETE', `/Users/${id}`)).toMatchObject({ status: 204 });
	expect((await call('GET', `/Users/${id}`)).status).toBe(404);
	expect((await call('DELETE', `/Users/${id}`)).status).toBe(404);
	expect((await call('GET', probe('userName', name))).body).toMatchObject(none);
	expect((await behind(db, id)).leftAt, 'left, and not erased').not.toBeNull();
	const again = await call('POST', '/Users', { ...user, displayName: 'Back Again' });
	expect(again.status).toBe(201);
	expect(await readPerson(db.read, employeeId)).toMatchObject({ name: 'Back Again' });
});

test('Entra ID keeps a group: created, found without members, renamed, filled and emptied, deleted', async () => {
	const { db, call } = await provider();
	const member = idOf(await call('POST', '/Users', user));
	const created = await call('POST', '/Groups', {
		schemas: [
			'urn:ietf:params:scim:schemas:core:2.0:Group',
			'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
		],
		externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
		displayName: 'displayName',
		meta: { resourceType: 'Group' },
	});
	expect(created).toMatchObject({ status: 201, body: { displayName: 'displayName', members: [] } });
	const id = idOf(created);
	const bare = await call('GET', `/Groups/${id}?excludedAttributes=members`);
	expect(bare.body).not.toHaveProperty('members');
	const found = await call(
		'GET',
		`/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "displayName"')}`,
	);
	expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
	const renamed = '1879db59-3bdf-4490-ad68-ab880a269474updatedDisplayName';
	const rename = patch({ op: 'Replace', path: 'displayName', value: renamed });
	expect((await call('PATCH', `/Groups/${id}`, rename)).status).toBe(204);
	const add = patch({ op: 'Add', path: 'members', value: [{ $ref: null, value: member }] });
	expect(await call('PATCH', `/Groups/${id}`, add)).toMatchObject({ status: 204, body: undefined });
	expect((await call('GET', `/Groups/${id}`)).body).toMatchObject({
		displayName: renamed,
		members: [{ value: member }],
	});
	expect((await call('GET', `/Users/${member}`)).body).toMatchObject({
		groups: [{ value: id, display: renamed }],
	});
	const removals = [
		{ op: 'Remove', path: 'members', value: [{ $ref: null, value: member }] },
		{ op: 'remove', path: `members[value eq "${member}"]` },
	];
	for (const remove of removals) {
		await call('PATCH', `/Groups/${id}`, add);
		expect((await call('PATCH', `/Groups/${id}`, patch(remove))).status).toBe(204);
		expect((await call('GET', `/Groups/${id}`)).body).toMatchObject({ members: [] });
	}
	await call('PATCH', `/Groups/${id}`, add);
	expect((await call('DELETE', `/Groups/${id}`)).status).toBe(204);
	expect((await call('GET', `/Groups/${id}`)).status).toBe(404);
	expect((await behind(db, member)).leftAt, 'its people stay').toBeNull();
});

test('Entra ID fills groups in batches; people move to the team of the first of their groups', async () => {
	const { db, call, post } = await provider();
	const ids: string[] = [];
	for (let n = 0; n < 12; n += 1) ids.push(await post({ userName: `b${n}@halden.example` }));
	const groups: string[] = [];
	for (const displayName of ['Day', 'Leipzig', 'Everybody'])
		groups.push(idOf(await call('POST', '/Groups', { displayName })));
	const [day = '', leipzig = '', everybody = ''] = groups;
	const fill = (group: string, some: readonly string[]) =>
		call(
			'PATCH',
			`/Groups/${group}`,
			patch({ op: 'Add', path: 'members', value: some.map((value) => ({ value })) }),
		);
	await fill(everybody, ids);
	await giveTeam(db, { groupId: day, teamId: 'warehouse-day', channels: [] }, administrator);
	await giveTeam(db, { groupId: leipzig, teamId: 'store-3', channels: ['store'] }, administrator);
	expect((await fill(leipzig, ids)).status).toBe(204);
	const team = async (n: number) => readPerson(db.read, (await employeeBy(db, `b${n}`)).id);
	expect(await team(3)).toMatchObject({ team: { id: 'store-3' }, channels: ['store'] });
	expect((await fill(day, ids.slice(0, 5))).status).toBe(204);
	expect((await team(3))?.team.id, 'the group that was given a team first').toBe('warehouse-day');
	expect((await team(9))?.team.id).toBe('store-3');
	await call('PATCH', `/Groups/${day}`, patch({ op: 'Remove', path: 'members' }));
	expect((await team(3))?.team.id, 'back by the other group').toBe('store-3');
	await call('PATCH', `/Groups/${leipzig}`, patch({ op: 'Replace', path: 'members', value: [] }));
	expect((await team(3))?.team.id, 'in no group with a team she stays').toBe('store-3');
	const moves = (await audit(db)).filter(({ action }) => action === 'scim.person.moved');
	expect(moves[0]).toMatchObject({ actorId: null, payload: expect.stringContaining('The entra') });
});

test('Entra ID discovers the schemas', async () => {
	const { call } = await provider();
	const { body } = await call('GET', '/Schemas');
	expect(body).toMatchObject({ totalResults: 3, startIndex: 1 });
	const text = JSON.stringify(body);
	expect(text).toContain('"mutability":"readWrite"');
	expect(text).not.toContain('null');
	expect((await call('GET', `/Schemas/${enterprise}`)).body).toMatchObject({ id: enterprise });
	expect((await call('GET', '/Schemas/nothing')).status).toBe(404);
	expect((await call('GET', '/ServiceProviderConfig')).body).toMatchObject({
		patch: { supported: true },
		etag: { supported: true },
	});
	expect((await call('GET', '/ResourceTypes')).body).toMatchObject({ totalResults: 2 });
});
