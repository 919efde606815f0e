import { createServer, type IncomingHttpHeaders } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { auditPayloads } from '#db/schema/audit.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { lookupOutside, postJson, refusedUrl } from '#lib/post-json.ts';
import { isPublicAddress } from '#lib/public-address.ts';
import { deliverWebhooks, post } from '#notifications/deliver-webhooks.ts';
import { webhookBody } from '#notifications/webhook-body.ts';
import { addWebhook, readWebhooks, removeWebhook } from '#notifications/webhooks.ts';
import { cast, castTime } from '#test/cast.ts';
import { day, hour, minute, publish, reworded, type SmallCompany } from '#test/small-company.ts';
import { allMessages, companyWithMail, expandAll, newsroomOf, origin } from './telling.ts';

const at = castTime + hour;
const by = cast.administrator.id;

type Seen = {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: unknown;
};

/** A place on loopback that takes webhooks; what it answers is up to the test. */
async function listen() {
	const seen: Seen[] = [];
	let answer: { status: number; headers?: Record<string, string> } | undefined = { status: 200 };
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (piece) => (text += String(piece)));
		request.on('end', () => {
			seen.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text) });
			if (answer) response.writeHead(answer.status, answer.headers).end('ok');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		seen,
		url: `http://127.0.0.1:${port}/hook`,
		answers: (how: typeof answer) => (answer = how),
	};
}

async function hook({ db }: SmallCompany, id: string, kind: 'slack' | 'teams', url: string) {
	const webhook = { id, name: id, kind, url, createdBy: by, createdAt: castTime };
	await addWebhook(db, webhook, { local: true });
}

async function tell(company: SmallCompany, moment: number): Promise<void> {
	await expandAll(company, moment, { mailing: false });
	const options = { at: moment, local: true, patience: 500 };
	while (await deliverWebhooks(company.db, newsroomOf(company), options));
}

test('a change is said once in every channel, in the shape that its product takes', async () => {
	const [company, slack, teams] = [await companyWithMail(), await listen(), await listen()];
	await hook(company, 'Stores', 'slack', slack.url);
	await hook(company, 'Warehouse', 'teams', teams.url);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await tell(company, at);
	await tell(company, at + day);
	const line = `“Umbrella loans” has changed from 18 March 2026`;
	const link = `${origin}/standard/loans`;
	expect(slack.seen.map(({ body }) => body)).toEqual([{ text: `${line}: ${link}` }]);
	expect(teams.seen.map(({ body }) => body)).toMatchObject([
		{
			type: 'message',
			attachments: [
				{
					contentType: 'application/vnd.microsoft.card.adaptive',
					content: {
						type: 'AdaptiveCard',
						body: [{ type: 'TextBlock', text: line, wrap: true }],
						actions: [{ type: 'Action.OpenUrl', url: link }],
					},
				},
			],
		},
	]);
	expect(slack.seen[0]?.headers['content-type']).toBe('application/json');
});

test('an editorial change and a nudge are said in no channel', async () => {
	const [company, slack] = [await companyWithMail(), await listen()];
	await hook(company, 'Stores', 'slack', slack.url);
	const smoother = 'Who stayed dry comes back soon. The deposit is {deposit}.';
	const change = { at, change: 'editorial' } as const;
	await publish(company, 'loans', (body) => ({ ...body, why: smoother }), change);
	await tell(company, at);
	expect(slack.seen).toEqual([]);
});

test('“too many” waits as long as it says; a broken server is tried again; a refusal is kept with its reason', async () => {
	const [company, slack] = [await companyWithMail(), await listen()];
	await hook(company, 'Stores', 'slack', slack.url);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	slack.answers({ status: 429, headers: { 'retry-after': '600' } });
	await tell(company, at);
	await tell(company, at + 10 * minute - 1);
	expect(slack.seen).toHaveLength(1);
	slack.answers({ status: 503 });
	await tell(company, at + 10 * minute);
	expect(await allMessages(company)).toMatchObject([{ state: 'waiting', attempts: 2 }]);
	slack.answers({ status: 404 });
	await tell(company, at + 20 * minute);
	const [message] = await allMessages(company);
	expect(message).toMatchObject({ state: 'failed', lastError: 'It answered 404.' });
	expect(slack.seen).toHaveLength(3);
});

test('a redirect is not followed, and what never answers is given up on in time', async () => {
	const [slack, elsewhere] = [await listen(), await listen()];
	slack.answers({ status: 302, headers: { location: elsewhere.url } });
	const to = { kind: 'slack', url: slack.url } as const;
	expect(await post(to, [], { local: true })).toEqual({
		kind: 'refused',
		reason: 'It answered 302.',
	});
	expect(elsewhere.seen).toEqual([]);
	slack.answers(undefined);
	expect(await post(to, [], { local: true, patience: 200 })).toMatchObject({
		kind: 'later',
		reason: 'It did not answer in time.',
	});
});

test('a webhook that is removed hears nothing more, and what waited for it is dropped', async () => {
	const [company, slack] = [await companyWithMail(), await listen()];
	const { db } = company;
	await hook(company, 'Stores', 'slack', slack.url);
	await publish(company, 'loans', reworded('Gladly.'), { at });
	await expandAll(company, at);
	await removeWebhook(db, { id: 'Stores', by, at });
	await tell(company, at);
	expect(slack.seen).toEqual([]);
	expect(await allMessages(company)).toMatchObject([{ state: 'dropped' }]);
	expect(await readWebhooks(db.read)).toEqual([]);
	await expect(removeWebhook(db, { id: 'Stores', by, at })).rejects.toThrow(NotFound);
});

test('the address of a webhook is in no audit entry: it is as good as a password', async () => {
	const company = await companyWithMail();
	const { db } = company;
	await hook(company, 'Stores', 'slack', 'https://hooks.slack.example/services/T0/B0/secret');
	const payloads = JSON.stringify(await db.read.select().from(auditPayloads));
	expect(payloads).toContain('hooks.slack.example');
	expect(payloads).not.toContain('secret');
});

const inside = /^(The address must begin with https|This address is inside your own network)/;

test.each([
	'http://hooks.slack.com/services/x',
	'https://127.0.0.1/x',
	'https://localhost/x',
	'https://[::1]/x',
	'https://[::ffff:127.0.0.1]/x',
	'https://[::ffff:10.0.0.1]/x',
	'https://[64:ff9b::a00:1]/x',
	'https://[fd00::1]/x',
	'https://[fe80::1]/x',
	'https://10.0.0.1/x',
	'https://192.168.1.1/x',
	'https://172.31.255.255/x',
	'https://169.254.169.254/latest/meta-data',
	'https://100.64.0.1/x',
	'https://0.0.0.0/x',
	'https://2130706433/x',
	'https://0x7f.1/x',
	'ftp://hooks.slack.com/x',
	'file:///etc/passwd',
])('%s is refused, when it is typed and when it is used', async (url) => {
	expect(refusedUrl(url, { local: false })).toMatch(inside);
	await expect(postJson(url, {}, { local: false })).rejects.toThrow(inside);
});

test('what is no address, or carries a password, is refused beside the field', async () => {
	expect(refusedUrl('hooks.slack.com', { local: false })).toMatch(/^Paste the whole/);
	expect(refusedUrl('https://a:b@hooks.slack.com', { local: false })).toMatch(/^Leave out/);
	expect(refusedUrl('https://hooks.slack.com/services/x', { local: false })).toBeUndefined();
	expect(refusedUrl('https://93.184.215.14/x', { local: true })).toBeUndefined();
	expect(refusedUrl('https://10.0.0.1/x', { local: true })).toMatch(inside);
	const company = await companyWithMail();
	const webhook = { id: 'w', name: 'W', kind: 'slack', createdBy: by, createdAt: at } as const;
	const added = addWebhook(company.db, { ...webhook, url: 'https://10.1.1.1' }, { local: false });
	await expect(added).rejects.toThrow(Invalid);
	expect(await readWebhooks(company.db.read)).toEqual([]);
});

test('a name that leads inside is refused when it is resolved', async () => {
	const resolved = (local: boolean, all: boolean) =>
		new Promise<string>((resolve) => {
			// Every machine resolves this one to itself; a stranger's name server may say so of any name.
			lookupOutside(local)('localhost', { all }, (error, found) =>
				resolve(error ? error.message : JSON.stringify(found)),
			);
		});
	for (const all of [true, false]) {
		expect(await resolved(false, all)).toMatch(/own network/);
		expect(await resolved(true, all)).toMatch(/127\.0\.0\.1|::1/);
	}
	expect(refusedUrl('https://localhost./x', { local: false }), 'only then').toBeUndefined();
});

test.each([
	['8.8.8.8', true],
	['172.32.0.1', true],
	['172.16.0.1', false],
	['224.0.0.1', false],
	['255.255.255.255', false],
	['2606:4700::1111', true],
	['2001:db8::1', false],
	['2002:7f00:1::', false],
	['::ffff:8.8.8.8', false],
	['::', false],
	['nonsense', false],
])('%s is on the internet: %s', (address, expected) => {
	expect(isPublicAddress(address)).toBe(expected);
});

test('a title cannot become markup in Slack or in Teams', () => {
	const line = { text: '“<!channel> & [x](https://evil.example)”', to: 'https://t.example/x' };
	expect(JSON.stringify(webhookBody('slack', [line]))).not.toContain('<!channel>');
	expect(JSON.stringify(webhookBody('teams', [line]))).not.toContain('[x](');
});
