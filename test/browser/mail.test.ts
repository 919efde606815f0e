import { createServer } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { mailOf } from '#db/seed/cast-mail.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { cast, castTime } from '#test/cast.ts';
import { openMailBox } from '../notifications/mail-box.ts';
import { answerLesson, changeFile } from './before-start.ts';
import { rowsIn } from './on-record.ts';
import { signIn, useSite } from './site.ts';

// A leader publishes; the mail arrives at a real mail server, its link opens the change, and
// whoever has had enough says so.

const hour = 3_600_000;
const minute = 60_000;
const wide = { viewport: { width: 1280, height: 800 } };
const box = await openMailBox(0, afterAll);
const channel = await listen();

const site = useSite({
	env: {
		SMTP_URL: box.url,
		MAIL_FROM: 'Touchstone <standards@halden-lund.example>',
		LOCAL_WEBHOOKS: 'on',
	},
	prepare: (file) =>
		changeFile(file, (db) =>
			answerLesson(db, cast.storeManager, 'returns', { at: castTime + minute }),
		),
});

const mailTo = (person: CastPerson) =>
	box.mails.findLast(({ to }) => to?.[0]?.address === mailOf(person));

test('a published change comes by mail and in the channel, and its link opens the change', async () => {
	await site().server.moveClock(hour);
	const refused = { refuses: 'recipient', code: 550 } as const;
	box.behave({ ...refused, only: mailOf(cast.logisticsManager) ?? '' });

	const administrator = await site().openAs(cast.administrator, wide);
	await administrator.getByRole('link', { name: 'Notifications' }).click();
	await administrator.getByRole('heading', { name: 'Everything is delivered.' }).waitFor();
	await administrator.getByLabel('Name').fill('Stores');
	await administrator.getByLabel('Address that').fill(channel.url);
	await administrator.getByRole('button', { name: 'Add it' }).click();
	await administrator.getByRole('button', { name: 'Send a test' }).click();
	await administrator.getByText('The test was taken.').waitFor();
	expect(channel.seen()).toContain('Touchstone can write here');

	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/returns/draft');
	await owner.getByLabel('Fact 1: value').fill('45');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why/).fill('Winter gifts are opened late.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.waitForURL('**/policies/returns?published*');
	await expect
		.poll(channel.seen, { timeout: 15_000 })
		.toContain('“Returns” has changed from 18 March');
	expect(box.mails, 'it gathers first').toHaveLength(0);

	await site().server.moveClock(11 * minute);
	await expect.poll(() => mailTo(cast.storeManager), { timeout: 15_000 }).toBeDefined();
	const mail = mailTo(cast.storeManager);
	expect(mail?.subject).toBe('“Returns” has changed. It takes about a minute.');
	const link = linkIn(mail?.text, 'See what is new');
	expect(new URL(link).origin).toBe(site().server.origin);

	const manager = await site().open();
	await manager.goto(link);
	await signIn(manager, cast.storeManager);
	await manager.getByRole('heading', { name: '“Returns” has changed.' }).waitFor();

	await expect
		.poll(async () => (await rowsIn(site().server.file, waiting))[0]?.['n'], { timeout: 20_000 })
		.toBe(0);
	await administrator.goto('/notifications');
	await administrator.getByRole('heading', { name: 'One message was not delivered.' }).waitFor();
	await administrator.getByText('550').waitFor();
	box.behave(undefined);
	await administrator.getByRole('button', { name: 'Try again' }).click();
	await expect.poll(() => mailTo(cast.logisticsManager), { timeout: 15_000 }).toBeDefined();
	await administrator.goto('/notifications');
	await administrator.getByRole('heading', { name: 'Everything is delivered.' }).waitFor();
	const told = box.mails.map(({ to }) => to?.[0]?.address);
	expect(new Set(told).size, 'nobody twice').toBe(told.length);
});

test('the link in the mail stops mail for one who is signed out, and starts it again', async () => {
	const link = linkIn(mailTo(cast.storeManager)?.text, 'Stop these mails');
	const page = await site().open();
	await page.goto(link);
	await page.getByRole('heading', { name: 'Stop mail about changes?' }).waitFor();
	expect(await choice(cast.storeManager), 'looking changes nothing').toBeUndefined();
	await page.getByRole('button', { name: 'Stop the mail' }).click();
	await page.getByRole('heading', { name: 'You get no more mail about changes.' }).waitFor();
	expect(await choice(cast.storeManager)).toBe(0);
	await page.getByRole('button', { name: 'Send me mail again' }).click();
	await page.getByRole('heading', { name: 'You get mail again.' }).waitFor();
	expect(await choice(cast.storeManager)).toBe(1);
});

test('a mail program stops it with one click, from elsewhere and without a session', async () => {
	const { headers } = mailTo(cast.shiftLead) ?? expect.fail('the shift lead got no mail');
	const listed = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
	const link = listed.replace(/^<|>$/g, '');
	const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
	const answer = await fetch(link, { method: 'POST', body, redirect: 'manual' });
	expect(answer.status).toBe(200);
	expect(await choice(cast.shiftLead)).toBe(0);
	const forged = await fetch(`${link}x`, { method: 'POST', body });
	expect(forged.status).toBe(404);
});

test('what is open to mail programs is open to no form from another site', async () => {
	const { origin } = site().server;
	const elsewhere = { origin: 'https://evil.example' };
	for (const action of ['_action=chooseMail', '%5Faction=chooseMail', 'token=x&_action=signOut']) {
		const init = { method: 'POST', body: new URLSearchParams({ mail: 'off' }), headers: elsewhere };
		expect((await fetch(`${origin}/unsubscribe?${action}`, init)).status, action).toBe(403);
	}
});

test('on her own page one says that she wants no mail', async () => {
	const page = await site().openAs(cast.vendorLead);
	await page.goto('/me');
	await page.getByRole('button', { name: 'No mail, please' }).click();
	await page.getByText('You get no mail about changes.').waitFor();
	expect(await choice(cast.vendorLead)).toBe(0);
	await page.getByRole('button', { name: 'Send me mail' }).click();
	await page.getByText(`also come to ${mailOf(cast.vendorLead)}`).waitFor();
	const picker = await site().openAs(cast.picker);
	await picker.goto('/me');
	expect(await picker.locator('#mail').count(), 'who has no address is not asked').toBe(0);
});

const waiting = `select count(*) as n from messages where state = 'waiting'`;

async function choice({ id }: CastPerson) {
	const query = 'select wanted from mail_choices where employee_id = ?1';
	return (await rowsIn(site().server.file, query, [id]))[0]?.['wanted'];
}

/** The address behind some words of a mail's plain text. */
function linkIn(text: string | undefined, words: string): string {
	const line = text?.split('\n').find((each) => each.startsWith(`${words}: `));
	return line?.slice(words.length + 2).trim() ?? expect.fail(`no “${words}” in ${text}`);
}

/** A place that takes what a webhook says. */
async function listen() {
	let said = '';
	const server = createServer((request, response) => {
		request.on('data', (piece) => (said += String(piece)));
		request.on('end', () => response.end('ok'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	afterAll(() => void server.close());
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { url: `http://127.0.0.1:${port}/hook`, seen: () => said };
}
