import { expect, test } from 'vitest';
import { readPerson } from '#people/person.ts';
import { behind, employeeBy, idOf, patch, provider } from './provider.ts';

// What Okta's "Okta and SCIM Version 2.0" shows, in its order and as it writes it.

const user = {
	schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
	userName: 'test.user@okta.local',
	name: { givenName: 'Test', familyName: 'User' },
	emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
	displayName: 'Test User',
	locale: 'en-US',
	externalId: '00ujl29u0le5T6Aj10h7',
	groups: [],
	password: '1mz050nq',
	active: true,
};
const byName = '/Users?filter=userName%20eq%20%22test.user%40okta.local%22&startIndex=1&count=100';

test('Okta tests the connection, looks for a user, creates her, and hears of a second one', async () => {
	const { db, call } = await provider({ id: 'okta' });
	expect((await call('GET', '/Users?startIndex=1&count=2')).body).toEqual({
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		totalResults: 0,
		startIndex: 1,
		itemsPerPage: 0,
		Resources: [],
	});
	expect((await call('GET', '/Groups?startIndex=1&count=100')).body).toMatchObject({
		totalResults: 0,
	});
	expect((await call('GET', byName)).body).toMatchObject({ totalResults: 0, Resources: [] });
	const created = await call('POST', '/Users', user);
	const { password, groups, ...kept } = user;
	expect(created).toMatchObject({ status: 201, body: { ...kept, groups: [] } });
	expect(JSON.stringify(created.body), 'no password comes back').not.toContain(password);
	expect((await call('GET', byName)).body).toMatchObject({ totalResults: 1, itemsPerPage: 1 });
	expect(await call('POST', '/Users', user)).toMatchObject({
		status: 409,
		body: { scimType: 'uniqueness', status: '409' },
	});
	// The part before the @ is her number: the directory gave none, and it was free.
	expect(await employeeBy(db, 'test.user')).toMatchObject({ name: 'Test User', language: 'en' });
});

test('Okta reads a user and puts her back whole, changed', async () => {
	const { db, call } = await provider({ id: 'okta' });
	const id = idOf(await call('POST', '/Users', user));
	expect((await call('GET', `/Users/${id}`)).status).toBe(200);
	const put = await call('PUT', `/Users/${id}`, {
		schemas: user.schemas,
		id,
		userName: 'test.user@okta.local',
		name: { givenName: 'Another', middleName: 'Excited', familyName: 'User' },
		emails: [
			{
				primary: true,
				value: 'test.user@okta.local',
				type: 'work',
				display: 'test.user@okta.local',
			},
		],
		active: true,
		groups: [],
		meta: { resourceType: 'User' },
	});
	expect(put).toMatchObject({
		status: 200,
		body: {
			id,
			name: { givenName: 'Another', middleName: 'Excited', familyName: 'User' },
			// It was not in the body, and is how Okta knows her.
			externalId: user.externalId,
			active: true,
		},
	});
	expect(put.body, 'what is put is all there is').not.toHaveProperty('displayName');
	expect(await behind(db, id)).toMatchObject({ name: 'Another User', leftAt: null });
});

test('Okta deactivates and reactivates by PATCH without a path, and by PUT', async () => {
	const { db, call } = await provider({ id: 'okta' });
	const id = idOf(await call('POST', '/Users', user));
	const { id: employeeId } = await behind(db, id);
	const ways = [
		(active: boolean) => call('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active } })),
		(active: boolean) => call('PUT', `/Users/${id}`, { ...user, id, active }),
	];
	for (const say of ways) {
		expect(await say(false)).toMatchObject({ status: 200, body: { id, active: false } });
		expect(await readPerson(db.read, employeeId)).toBeUndefined();
		expect((await call('GET', byName)).body, 'found, and not active').toMatchObject({
			Resources: [{ active: false }],
		});
		expect(await say(true)).toMatchObject({ status: 200, body: { id, active: true } });
		expect(await readPerson(db.read, employeeId)).toBeDefined();
	}
});

test('Okta pushes a group, renames it, changes and replaces its members, and unlinks it', async () => {
	const { call } = await provider({ id: 'okta' });
	const one = idOf(await call('POST', '/Users', user));
	const other = idOf(
		await call('POST', '/Users', { ...user, userName: 'other@okta.local', externalId: '00u2' }),
	);
	const created = await call('POST', '/Groups', {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
		displayName: 'Test SCIMv2',
		members: [],
	});
	expect(created).toMatchObject({ status: 201, body: { displayName: 'Test SCIMv2', members: [] } });
	const id = idOf(created);
	const rename = patch({ op: 'replace', value: { id, displayName: 'Test SCIMv20' } });
	expect((await call('PATCH', `/Groups/${id}`, rename)).status).toBe(204);
	const change = patch(
		{ op: 'remove', path: `members[value eq "${other}"]` },
		{ op: 'add', path: 'members', value: [{ value: one, display: 'test.user@okta.local' }] },
	);
	expect((await call('PATCH', `/Groups/${id}`, change)).status).toBe(204);
	expect((await call('GET', `/Groups/${id}`)).body).toMatchObject({
		displayName: 'Test SCIMv20',
		members: [{ value: one }],
	});
	const all = patch({
		op: 'replace',
		path: 'members',
		value: [
			{ value: one, display: 'test.user@okta.local' },
			{ value: other, display: 'other@okta.local' },
		],
	});
	expect((await call('PATCH', `/Groups/${id}`, all)).status).toBe(204);
	const { body } = await call('GET', `/Groups/${id}`);
	expect(JSON.stringify(body)).toContain(other);
	const put = await call('PUT', `/Groups/${id}`, {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
		id,
		displayName: 'Put',
		members: [{ value: other }],
	});
	expect(put).toMatchObject({
		status: 200,
		body: { displayName: 'Put', members: [{ value: other }] },
	});
	expect((await call('DELETE', `/Groups/${id}`)).status).toBe(204);
});
