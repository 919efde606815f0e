import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { callsWith, connect, idIn, makeToken } from './directory-calls.ts';
import { useSite } from './site.ts';

const site = useSite();
const day = 86_400_000;
const off = {
	schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
	Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
};

test('an administrator connects a directory, which enrols people, moves them by groups and is stopped', async () => {
	const { server, openAs } = site();
	const page = await openAs(cast.administrator);
	await page.goto('/people/directories');
	await page.getByRole('heading', { name: 'No directory is connected.' }).waitFor();
	expect(await page.getByText('Entra ID in three steps').count()).toBe(1);
	await page.getByLabel('Name').fill('Entra ID');
	await page.getByLabel('Where new people begin').selectOption('warehouse-night');
	await page.getByRole('button', { name: 'Connect it' }).click();
	await page.getByText('Choose what new people work in').waitFor();
	expect(await page.getByLabel('Name').inputValue(), 'what was typed is there').toBe('Entra ID');
	await connect(page, 'Entra ID');
	const token = await makeToken(page);
	expect(page.url()).not.toContain(token);
	await page.reload();
	expect(await page.content(), 'shown once').not.toContain(token);
	const call = callsWith(server.origin, token);

	const created = await call('POST', '/Users', {
		userName: 'anna@halden.example',
		displayName: 'Anna',
	});
	expect(created.status).toBe(201);
	expect(created.headers.get('content-type')).toBe('application/scim+json');
	expect(created.headers.get('set-cookie')).toBeNull();
	const ids = [await idIn(created)];
	for (let n = 0; n < 11; n += 1)
		ids.push(await idIn(await call('POST', '/Users', { userName: `n ${n}@x.example` })));
	const members = ids.map((value) => ({ value }));
	await call('POST', '/Groups', { displayName: 'Day shift', members });
	await call('POST', '/Groups', { displayName: 'Leipzig', members });
	await page.reload();
	await page.getByText('12 people.').waitFor();
	expect(await page.getByRole('heading', { name: 'Numbers that we made up' }).count()).toBe(1);
	for (const [group, team] of [
		['Day shift (12)', 'warehouse-day'],
		['Leipzig (12)', 'store-3'],
	] as const) {
		await page.getByLabel('Group', { exact: true }).selectOption({ label: group });
		await page.getByLabel('Its people work in').selectOption(team);
		await page.getByRole('button', { name: 'Give it the team' }).click();
		await page.getByText('people of the group are in the team').waitFor();
	}
	await page.getByRole('button', { name: 'Up with Leipzig' }).click();
	await page.getByText('The order is changed').waitFor();
	await page.getByRole('button', { name: 'No team for Day shift' }).click();
	await page.getByText('The group moves nobody any more').waitFor();
	const statuses: number[] = [];
	for (const id of ids) statuses.push((await call('PATCH', `/Users/${id}`, off)).status);
	expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(1);
	await page.reload();
	await page.getByRole('heading', { name: /people should leave/ }).waitFor();
	await page.getByRole('button', { name: 'No, keep them' }).click();
	await page.getByText('They stay.').waitFor();
	await page.getByText(`Disconnect Entra ID`).first().click();
	await page.getByRole('button', { name: 'Yes, disconnect Entra ID' }).click();
	await page.getByText('Disconnected. Its people are still here.').waitFor();
	expect((await call('GET', '/Users')).status).toBe(401);
});

test('tokens overlap, end, are ended at once, and wrong ones are slowed down', async () => {
	const { server, openAs } = site();
	const page = await openAs(cast.administrator);
	await connect(page, 'Okta');
	const first = await makeToken(page);
	const second = await makeToken(page);
	const status = async (token: string, headers: Readonly<Record<string, string>> = {}) =>
		(await callsWith(server.origin, token)('GET', '/Users?count=1', undefined, headers)).status;
	expect([await status(first), await status(second)]).toEqual([200, 200]);
	await server.moveClock(8 * day);
	expect([await status(first), await status(second)], 'after seven days').toEqual([401, 200]);
	await server.moveClock(-8 * day);
	await page.reload();
	await page
		.getByRole('button', { name: /^End it now/ })
		.last()
		.click();
	await page.getByText('lets nobody in any more').waitFor();
	expect([await status(first), await status(second)], 'ended').toEqual([200, 401]);
	await page.reload();
	expect(await page.getByText('with an ended token').count()).toBeGreaterThan(0);
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const { origin } = server;
	const bare = await fetch(`${origin}/scim/v2/Users`, { headers: { cookie } });
	expect(bare.status, 'a cookie is nothing here').toBe(401);
	expect(bare.headers.get('www-authenticate')).toContain('Bearer');
	const found: number[] = [];
	for (let n = 0; n < 40; n += 1) found.push(await status(`wrong${n}`));
	expect(found[0]).toBe(401);
	expect(found.at(-1)).toBe(429);
	expect(await status(first), 'a right one passes all the same').toBe(200);
});

test('the door takes JSON of a certain size, no forms, and gives no cookies', async () => {
	const { server, openAs } = site();
	const page = await openAs(cast.administrator);
	await connect(page, 'Entra');
	const token = await makeToken(page);
	const call = callsWith(server.origin, token);
	const at = `${server.origin}/scim/v2/Users`;
	const headers = { authorization: `Bearer ${token}` };
	const large = await call('POST', '/Users', { userName: 'x', nickName: 'x'.repeat(2_100_000) });
	expect(large.status).toBe(413);
	expect(large.headers.get('content-type')).toBe('application/scim+json');
	const pieces = new ReadableStream({
		pull(controller) {
			controller.enqueue(new Uint8Array(500_000).fill(32));
		},
	});
	const json = { ...headers, 'content-type': 'application/json' };
	const withoutLength = { method: 'POST', body: pieces, duplex: 'half', headers: json };
	const endless = await fetch(at, withoutLength).catch(() => undefined);
	expect([413, undefined]).toContain(endless?.status);
	const text = (body: string, kind: string) =>
		fetch(at, { method: 'POST', body, headers: { ...headers, 'content-type': kind } });
	expect((await text('{"userName":"json"}', 'application/json; charset=utf-8')).status).toBe(201);
	expect((await text('{"userName":', 'application/scim+json')).status).toBe(400);
	expect((await text(`${'['.repeat(200_000)}`, 'application/scim+json')).status).toBe(400);
	const deep = `{"userName":"d","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
	expect((await text(deep, 'application/scim+json')).status).toBe(400);
	expect((await text('userName=x', 'application/x-www-form-urlencoded')).status).toBe(415);
	const form = new URLSearchParams({ number: cast.shiftLead.number, pin: '271828' });
	const action = await fetch(`${at}?_action=signIn`, { method: 'POST', body: form });
	expect([action.status, action.headers.get('set-cookie')]).toEqual([403, null]);
	const head = await fetch(`${at}?count=1`, { method: 'HEAD', headers });
	expect([head.status, await head.text()]).toEqual([200, '']);
	expect((await fetch(`${server.origin}/scim/v2`, { headers })).status).toBeGreaterThan(399);
});
