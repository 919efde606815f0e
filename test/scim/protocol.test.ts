import { expect, test } from 'vitest';
import { describeUsers } from './several.ts';
import { idOf, patch, provider } from './provider.ts';
import { enterprise } from './provider.ts';

const filtered = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;

test.each([
	['userName eq "ANNA@halden.example"', ['anna']],
	['userName sw "an"', ['anna', 'anton']],
	['UserName Co "@halden"', ['anna', 'anton', 'bea']],
	['externalId eq "x-bea"', ['bea']],
	['externalId eq "X-BEA"', []],
	['id eq "nothing"', []],
	['active eq true', ['anna', 'anton']],
	['active eq "False"', ['bea']],
	['active eq true and userName sw "ant"', ['anton']],
	['emails.value eq "anna.nowak@halden.example"', ['anna']],
	['emails[type eq "work"].value eq "anna.nowak@halden.example"', ['anna']],
	['emails[type eq "work" and value co "nowak"]', ['anna']],
	['name.familyName sw "nó"', ['anton']],
	['name.givenName eq "Anna" and name.familyName eq "Nowak"', ['anna']],
	['displayName co "(new)"', ['bea']],
	['displayName co "\\"quoted\\" \\\\ [b] and or"', ['anton']],
	['title pr', ['bea']],
	['title pr and active eq false', ['bea']],
	['employeeNumber eq "1234"', ['bea']],
	[`${enterprise}:employeeNumber eq "1234"`, ['bea']],
	[`${enterprise}:department co "Pick"`, ['anna']],
	['userName eq "anna@halden.example" or userName eq "bea@halden.example"', ['anna', 'bea']],
	['userName eq "%"', []],
	['userName co "_"', []],
	['userName eq "x\' or 1=1 --"', []],
])('the filter %s finds %j', async (filter, names) => {
	const { call } = await describeUsers();
	const { status, body } = await call('GET', filtered(filter));
	expect(status, JSON.stringify(body)).toBe(200);
	const found = [...JSON.stringify(body).matchAll(/"userName":"(\w+)@/g)].map(([, name]) => name);
	expect(found.toSorted()).toEqual(names);
	expect(body).toMatchObject({ totalResults: names.length });
});

test.each([
	'',
	'userName',
	'userName eq',
	'userName eq x',
	'userName eq "x',
	'userName gt "x"',
	'not (userName eq "x")',
	'password eq "x"',
	'nothing eq "x"',
	'constructor eq "x"',
	'meta.lastModified gt "2011-05-13T04:42:34Z"',
	'emails[type eq "home"].value eq "x@y.z"',
	'active sw "t"',
	'((((',
	`userName eq "${'x'.repeat(3000)}"`,
	Array.from({ length: 50 }, () => 'userName eq "x"').join(' and '),
])('the filter %s is refused, and said so', async (filter) => {
	const { call } = await describeUsers();
	const heard = await call('GET', filtered(filter));
	expect(heard).toMatchObject({
		status: 400,
		body: {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
			scimType: 'invalidFilter',
			status: '400',
			detail: expect.stringMatching(/\.$/),
		},
	});
});

test('a list is read page by page, always in the same order', async () => {
	const { call, post } = await provider();
	const ids: string[] = [];
	for (let n = 0; n < 7; n += 1) ids.push(await post({ userName: `p${n}` }));
	const page = async (search: string) => (await call('GET', `/Users?${search}`)).body;
	const all = JSON.stringify(await page('startIndex=1&count=200'));
	const order = [...all.matchAll(/"id":"([^"]+)","userName/g)].map(([, id]) => id);
	expect(order.toSorted()).toEqual(ids.toSorted());
	const paged: (string | undefined)[] = [];
	for (const startIndex of [1, 4, 7]) {
		const text = JSON.stringify(await page(`startIndex=${startIndex}&count=3`));
		paged.push(...[...text.matchAll(/"id":"([^"]+)","userName/g)].map(([, id]) => id));
	}
	expect(paged).toEqual(order);
	expect(await page('startIndex=1&count=2')).toMatchObject({ totalResults: 7, itemsPerPage: 2 });
	const none = { totalResults: 7, itemsPerPage: 0, Resources: [] };
	expect(await page('count=0')).toMatchObject(none);
	expect(await page('count=-1')).toMatchObject(none);
	expect(await page('startIndex=8')).toMatchObject(none);
	expect(await page('startIndex=0&count=1000000')).toMatchObject({
		startIndex: 1,
		itemsPerPage: 7,
	});
	expect((await call('GET', '/Users?count=many')).status).toBe(400);
	const sorted = JSON.stringify(await page('sortBy=userName&sortOrder=descending&count=1'));
	expect(sorted).toContain('"userName":"p6"');
	expect(await page(`filter=${encodeURIComponent('userName eq "p1"')}&count=0`)).toMatchObject({
		totalResults: 1,
		Resources: [],
	});
});

test('attributes are sent as they are asked for', async () => {
	const { call, post } = await provider();
	const id = await post({
		userName: 'anna',
		name: { givenName: 'Anna', familyName: 'Nowak' },
		emails: [{ type: 'work', value: 'a@b.example' }],
		[enterprise]: { department: 'Picking', division: 'North' },
	});
	const get = async (search: string) => (await call('GET', `/Users/${id}?${search}`)).body;
	const schemas = expect.any(Array);
	expect(await get('attributes=userName')).toEqual({ schemas, id, userName: 'anna' });
	expect(await get('attributes=NAME.familyname,emails.value')).toEqual({
		...{ schemas, id },
		name: { familyName: 'Nowak' },
		emails: [{ value: 'a@b.example' }],
	});
	expect(await get(`attributes=${enterprise}:department`)).toEqual({
		...{ schemas, id },
		[enterprise]: { department: 'Picking' },
	});
	const less = await get('excludedAttributes=name.givenName,emails,id');
	expect(less).toMatchObject({ id, name: { familyName: 'Nowak' } });
	expect(less).not.toHaveProperty('emails');
	expect(less).not.toHaveProperty('name.givenName');
});

test('a version stands for what was read: nothing is sent twice, and nothing overwritten unseen', async () => {
	const { call, post } = await provider();
	const id = await post({ userName: 'anna' });
	const at = `/Users/${id}`;
	const first = (await call('GET', at)).headers['etag'] ?? '';
	expect(first).toMatch(/^W\/".+"$/);
	expect((await call('GET', at)).body).toMatchObject({ meta: { version: first } });
	expect(await call('GET', at, undefined, { ifNoneMatch: first })).toMatchObject({
		status: 304,
		body: undefined,
	});
	const name = patch({ op: 'replace', path: 'displayName', value: 'Anna' });
	const changed = await call('PATCH', at, name, { ifMatch: first });
	expect(changed.status).toBe(200);
	expect(changed.headers['etag']).not.toBe(first);
	const off = patch({ op: 'replace', path: 'active', value: false });
	for (const method of ['PATCH', 'PUT', 'DELETE']) {
		const body = method === 'PATCH' ? off : { userName: 'anna' };
		expect((await call(method, at, body, { ifMatch: first })).status, method).toBe(412);
	}
	expect((await call('GET', at, undefined, { ifNoneMatch: first })).status).toBe(200);
	const again = await call('PATCH', at, name, { ifMatch: '*' });
	expect(again.headers['etag'], 'nothing changed').toBe(changed.headers['etag']);
	const away = await call('PATCH', at, off, { ifMatch: `"x", ${again.headers['etag']}` });
	expect(away.status).toBe(200);
	expect(away.headers['etag']).not.toBe(again.headers['etag']);
	const group = idOf(await call('POST', '/Groups', { displayName: 'All' }));
	const version = (await call('GET', `/Groups/${group}`)).headers['etag'] ?? '';
	const add = patch({ op: 'add', path: 'members', value: [{ value: id }] });
	expect((await call('PATCH', `/Groups/${group}`, add, { ifMatch: version })).status).toBe(204);
	expect((await call('PATCH', `/Groups/${group}`, add, { ifMatch: version })).status).toBe(412);
});

test('what we have no use for comes back as it was sent, whatever case it came in', async () => {
	const { call } = await provider();
	const heard = await call('POST', '/Users', {
		USERNAME: 'anna',
		DisplayName: 'Anna',
		nickName: null,
		phoneNumbers: [{ type: 'mobile', value: '+49 40 1', primary: 'True' }],
		'urn:halden:custom:2.0:User': { shoe: 41 },
		[enterprise.toUpperCase()]: { CostCenter: 'C1' },
		__proto__: { polluted: true },
	});
	expect(heard).toMatchObject({
		status: 201,
		body: {
			userName: 'anna',
			displayName: 'Anna',
			phoneNumbers: [{ type: 'mobile', value: '+49 40 1', primary: true }],
			'urn:halden:custom:2.0:User': { shoe: 41 },
			[enterprise]: { costCenter: 'C1' },
		},
	});
	expect(heard.body).not.toHaveProperty('nickName');
	const id = idOf(heard);
	const custom = patch({ op: 'add', path: 'urn:halden:custom:2.0:User:hat', value: 'XL' });
	expect((await call('PATCH', `/Users/${id}`, custom)).body).toMatchObject({
		'urn:halden:custom:2.0:User': { shoe: 41, hat: 'XL' },
	});
	const evil = JSON.parse('{"Operations":[{"op":"add","value":{"__proto__":{"polluted":true}}}]}');
	await call('PATCH', `/Users/${id}`, evil);
	expect((await call('GET', `/Users/${id}`)).body).not.toHaveProperty('polluted');
	expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('members that nobody knows are refused, and the group stays as it was', async () => {
	const { call, post } = await provider();
	const id = await post({ userName: 'anna' });
	const group = idOf(
		await call('POST', '/Groups', { displayName: 'All', members: [{ value: id }] }),
	);
	const add = patch({ op: 'add', path: 'members', value: [{ value: 'nobody' }] });
	expect(await call('PATCH', `/Groups/${group}`, add)).toMatchObject({
		status: 400,
		body: { scimType: 'invalidValue' },
	});
	expect((await call('GET', `/Groups/${group}`)).body).toMatchObject({ members: [{ value: id }] });
	expect(await call('POST', '/Groups', { displayName: 'ALL' })).toMatchObject({ status: 409 });
	const remove = patch({ op: 'remove', path: 'members[value eq "nobody"]' });
	expect((await call('PATCH', `/Groups/${group}`, remove)).status, 'gone already').toBe(204);
	expect((await call('PATCH', '/Groups/none', add)).status).toBe(404);
});
