import { spawnSync } from 'node:child_process';
import { createClient } from '@libsql/client';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { mailOf } from '#db/seed/cast-mail.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { cast, castTime } from '#test/cast.ts';
import { openMailBox } from '../notifications/mail-box.ts';
import { answer, finish } from './answers.ts';
import { answerLesson, changeFile } from './before-start.ts';
import { rowsIn } from './on-record.ts';
import { signIn, useSite } from './site.ts';

// One story in chapters, each of which goes on where the one before it ended: who has to know, two
// changes for 1 December under two pairs of eyes, the day itself, a chain of changes that somebody
// missed, and the proof of all of it.

const minute = 60_000;
const wide = { viewport: { width: 1280, height: 800 } };
const thirty = '30\u00a0days';
const fortyFive = '45\u00a0days';
const sixty = '60\u00a0days';
const approved = /^Your draft of .* is approved/;
const box = await openMailBox(0, afterAll);

const site = useSite({
	env: { SMTP_URL: box.url, MAIL_FROM: 'Touchstone <standards@halden-lund.example>' },
	prepare: (file) =>
		changeFile(file, async (db) => {
			const values = { ...(await readSettings(db.read)), approvalNeeded: true };
			await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
			await answerLesson(db, cast.storeManager, 'returns', { at: castTime + minute });
			await answerLesson(db, cast.storeManager, 'paying-made-easy', { at: castTime + minute });
			// On holiday from now on until the evening of 3 December.
			await answerLesson(db, cast.secondPicker, 'returns', { at: castTime + minute });
		}),
});

let reached = 0;

test('an assignment says who has to know: warehouse and delivery, vendors included', async () => {
	await clockAt(2026, 11, 23, '09:00');
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/assignments');
	await owner.getByRole('link', { name: 'New assignment' }).click();
	await owner.getByLabel('Title', { exact: true }).fill('Peak season');
	await owner.getByRole('checkbox', { name: /^Returns, the same/ }).check();
	await owner.getByRole('checkbox', { name: /^The last hundred metres/ }).check();
	await owner.getByRole('checkbox', { name: /^What a box says/ }).check();
	await owner.locator('summary', { hasText: /^Channels/ }).click();
	await owner.getByRole('checkbox', { name: 'Warehouse', exact: true }).check();
	await owner.getByRole('checkbox', { name: 'Delivery', exact: true }).check();
	await owner.getByRole('radio', { name: 'included' }).check();
	await owner.getByRole('radio', { name: /^By a day/ }).check();
	await owner.getByLabel('Or the last day').fill('2026-12-15');
	await owner.getByRole('button', { name: 'See whom it reaches' }).click();
	const [row] = await rowsIn(
		site().server.file,
		`select count(distinct employee_id) as n from employee_channels
		where channel in ('warehouse', 'delivery')`,
	);
	reached = Number(row?.['n']);
	await owner.getByText(`This reaches ${reached} people.`).waitFor();
	await owner.locator('#reach').getByText('Warehouse and Delivery, vendors included').waitFor();
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await owner.getByText('Saved.').waitFor();

	for (const [who, lesson, due] of [
		[cast.picker, 'The last hundred metres', true],
		[cast.courierLead, 'What a box says about us', true],
		[cast.storeAssociate, 'The last hundred metres', false],
	] as const) {
		const page = await site().openAs(who);
		await page.goto('/lessons');
		const row = page.locator('li', { hasText: lesson });
		expect((await row.innerText()).includes('15 December'), who.name).toBe(due);
		await page.context().close();
	}
});

test('a picker learns Returns', async () => {
	const picker = await site().openAs(cast.picker);
	await picker.goto('/lessons/returns');
	expect(await picker.locator('.prose').innerText()).toContain(thirty);
	await finish(picker);
	expect(await stateOf(cast.picker, 'Returns')).toBe('current');
});

test('two changes wait for another leader, whom the author is not, and are planned for 1 December', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies');
	await owner.getByRole('link', { name: 'Change several policies together' }).click();
	await owner.getByLabel('Name').fill('The golden quarter');
	await owner.getByRole('button', { name: 'Begin' }).click();
	await write(owner, 'Returns', 'Fact 1: value', '45');
	await write(owner, 'Paying made easy', 'Fact 1: value', '2');
	const said = await owner.locator('main').innerText();
	// Three know Returns, one of them knows Paying too: four minutes in all.
	expect(said).toMatch(/They reach \d+ people in all, each counted once; 3 of them know/);
	expect(said).toContain('That takes 4 minutes for all of them together.');
	await owner.locator('.refusals').getByText('Another leader has to approve it').first().waitFor();
	const publish = owner.getByRole('button', { name: 'Publish all 2 together' });
	expect(await publish.isDisabled(), 'nobody else has read it').toBe(true);
	const leaders = await owner.getByLabel('Ask a leader').locator('option').allInnerTexts();
	expect(leaders.join()).not.toContain(cast.policyOwner.name);
	expect(await owner.getByRole('button', { name: 'Approve' }).count()).toBe(0);
	await askChief(owner);
	const address = owner.url();
	expect(await publish.isDisabled(), 'who was asked has not answered').toBe(true);
	// Nor does it help to send the form all the same.
	await owner.getByLabel(/^Why\?/).fill('Winter gifts are opened late.');
	await publish.evaluate((button) => button.removeAttribute('disabled'));
	await publish.click();
	await owner.waitForURL(/_action=publishPackage/);
	expect(await owner.getByLabel(/^Why\?/).inputValue()).toBe('Winter gifts are opened late.');
	expect(await newestOnRecord('returns')).toBe(1);

	await untilMailTo(cast.chiefExecutive, /asked to approve/);
	await approve('The golden quarter', 'In time for Christmas.');
	await untilMailTo(cast.policyOwner, approved);
	await owner.goto(address);
	await owner.getByText('“In time for Christmas.”').waitFor();
	await owner.getByLabel(/^Why\?/).fill('Winter gifts are opened late.');
	await owner.getByRole('radio', { name: /day to come/ }).check();
	await owner.getByLabel('Day and time (Europe/Berlin)').fill('2026-12-01T09:00');
	await publish.click();
	await owner.getByText('All 2 take effect on 1 December 2026').waitFor();
	await owner.goto('/policies/returns/v/2');
	const chief = cast.chiefExecutive.name;
	await owner.getByText(`Approved by ${chief}: “In time for Christmas.”`).waitFor();
});

test('until then people see that it is coming, and everything says what holds', async () => {
	await clockAt(2026, 12, 1, '08:50');
	const picker = await site().openAs(cast.picker);
	const coming = picker.locator('.notice', { hasText: 'Coming on 1 December 2026' });
	expect(await coming.allInnerTexts()).toEqual([
		expect.stringContaining(fortyFive),
		expect.stringContaining('2\u00a0minutes'),
	]);
	await picker.goto('/lessons/returns?again');
	expect(await picker.locator('.prose').innerText()).toContain(`within ${thirty}`);
	expect(await picker.locator('.prose').innerText()).not.toContain(fortyFive);
	expect(await landsAt(picker, '/changes/returns'), 'nothing is new yet').toBe('/standard/returns');
	expect(told(cast.storeManager)).toEqual([]);
});

test('at nine the clock passes: lesson, quiz, standard and one mail say so', async () => {
	await clockAt(2026, 12, 1, '09:00');
	const picker = await site().openAs(cast.picker);
	expect(await picker.locator('.slab').innerText()).toContain('“Returns” has changed');
	await picker.goto('/standard');
	expect(await picker.locator('#returns').innerText()).toContain(`within ${fortyFive}`);
	await picker.goto('/lessons/returns');
	expect(await picker.locator('.prose').innerText()).toContain(`within ${fortyFive}`);
	expect(told(cast.storeManager), 'it gathers first').toEqual([]);

	await clockAt(2026, 12, 1, '09:15');
	const mail = await untilMailTo(cast.storeManager, /for you in Touchstone/);
	expect(mail.text).toContain('“Returns” has changed.');
	expect(mail.text).toContain('“Paying made easy” has changed.');
	const waiting = `select count(*) as n from messages where state = 'waiting'`;
	const count = async () => (await rowsIn(site().server.file, waiting))[0]?.['n'];
	await expect.poll(count, { timeout: 20_000, message: 'everybody is told' }).toBe(0);
	const link = /https?:\S+\/changes\/returns/.exec(mail.text ?? '')?.[0] ?? '';
	const manager = await site().open();
	await manager.goto(link);
	await signIn(manager, cast.storeManager);
	await manager.getByRole('heading', { name: '“Returns” has changed.' }).waitFor();
	expect(await manager.locator('ins').first().innerText()).toContain(fortyFive);
});

test('the picker answers what is new and is current; who is behind is seen on 2 December', async () => {
	const picker = await site().openAs(cast.picker);
	await picker.getByRole('link', { name: 'Start' }).click();
	await picker.waitForURL('**/changes/returns');
	await answer(picker, 'wrong', { 'returns.window': { value: 45, unit: 'day' } });
	await finish(picker, { 'returns.window': { value: 45, unit: 'day' } });
	expect(await picker.locator('.slab').innerText()).toContain('You have it: Returns.');
	expect(await stateOf(cast.picker, 'Returns')).toBe('current');
	expect(await stateOf(cast.secondPicker, 'Returns')).toBe('changed since');

	await clockAt(2026, 12, 2, '09:20');
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies');
	await owner.getByRole('link', { name: /The golden quarter/ }).click();
	await owner.getByText(/On 2 December 2026: 0 of \d+ have it\./).waitFor();
	const has = (policy: RegExp) => owner.getByRole('link', { name: policy }).innerText();
	expect(await has(/^Returns/)).toMatch(/Version 2, material\. 1 of \d+ have it\./);
	expect(await has(/^Paying/)).toMatch(/Version 2, material\. 0 of \d+ have it\./);
});

test('a typo asks nobody, and a change in the evening waits for the morning', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	await publishAlone(owner, 'Why it matters', 'A return is when a customer decides.', /Editorial/);
	// This mail came through the same loop, in which those of the day before have long had their turn.
	const approvals = () =>
		mailsTo(cast.policyOwner).filter(({ subject }) => approved.test(subject ?? ''));
	await expect.poll(approvals, { timeout: 20_000 }).toHaveLength(2);
	const about = box.mails.filter(({ text }) => text?.includes('“Paying made easy” has changed'));
	const people = about.map(({ to }) => to?.[0]?.address);
	expect(people).toContain(mailOf(cast.storeManager));
	expect(new Set(people).size, 'nobody twice').toBe(people.length);
	const picker = await site().openAs(cast.picker);
	expect(await picker.locator('.slab').innerText()).not.toContain('has changed');
	expect(await stateOf(cast.picker, 'Returns')).toBe('current');

	await clockAt(2026, 12, 2, '19:40');
	const late = await site().openAs(cast.policyOwner, wide);
	await publishAlone(late, 'Fact 1: value', '60', /Material/);
	await clockAt(2026, 12, 2, '20:10');
	await expect
		.poll(() => waitsUntil(cast.storeManager), { timeout: 15_000 })
		.toEqual([berlin(2026, 12, 3, '07:00')]);
	await clockAt(2026, 12, 3, '06:50');
	expect(told(cast.storeManager), 'the night is quiet').toHaveLength(1);
	await clockAt(2026, 12, 3, '07:05');
	await expect.poll(() => told(cast.storeManager), { timeout: 15_000 }).toHaveLength(2);
	// The day before had one mail, though its second policy still waits for her.
	expect(told(cast.storeManager).at(-1)).toBe('“Returns” has changed. It takes about a minute.');
});

test('whoever missed all of it has one update, from what she knew to what holds; who never began has the lesson', async () => {
	await clockAt(2026, 12, 3, '20:00');
	const back = await site().openAs(cast.secondPicker);
	expect(await back.locator('.slab').innerText()).toContain('“Returns” has changed');
	expect(await back.getByText('Also changed since').count()).toBe(0);
	expect(await back.locator('main del').allInnerTexts()).toEqual([thirty]);
	expect(await back.locator('main ins').allInnerTexts()).toEqual([sixty]);
	const lessons = await back.goto('/lessons').then(() => back.locator('main').innerText());
	expect(lessons).toContain('Paying made easy');
	expect(await landsAt(back, '/changes/paying')).toBe('/lessons/paying-made-easy');
	await back.goto('/changes/returns');
	await finish(back, { 'returns.window': { value: 60, unit: 'day' } });
	await back.goto('/');
	expect(await back.locator('main').innerText()).not.toContain('has changed');
	expect(await stateOf(cast.secondPicker, 'Returns')).toBe('current');
	const known = await rowsIn(
		site().server.file,
		`select distinct policy_version as version from completions
		where employee_id = ?1 and policy_id = 'returns' order by 1`,
		[cast.secondPicker.id],
	);
	expect(known.map(({ version }) => version)).toEqual([1, 4]);

	const never = await site().openAs(cast.thirdPicker);
	expect(await never.locator('main').innerText()).not.toContain('has changed');
	expect(await landsAt(never, '/changes/returns')).toBe('/lessons/returns');
	expect(await never.locator('.prose').innerText()).toContain(`within ${sixty}`);
});

test('after the last day all of it holds, and one byte of a version or of the record is found', async () => {
	await site().server.end();
	const { file } = site().server;
	expect(verify(file)).toMatchObject({
		status: 0,
		said: expect.stringMatching(/^All holds: 1\d /),
	});
	const client = createClient({ url: `file:${file}` });
	const body = `update policy_versions set body = replace(body, ?1, ?2)
		where policy_id = 'returns' and number = 2`;
	await client.execute({ sql: body, args: ['45', '46'] });
	expect(verify(file)).toEqual({
		status: 1,
		said: 'Policy returns, version 2: it was changed after it was published.',
	});
	await client.execute({ sql: body, args: ['46', '45'] });
	expect(verify(file).status).toBe(0);
	const approved = `update audit_entries set actor_id = ?1 where action = 'approval.given'`;
	await client.execute({ sql: approved, args: [cast.policyOwner.id] });
	client.close();
	expect(verify(file)).toMatchObject({
		status: 1,
		said: expect.stringMatching(/^Audit entry \d+:/),
	});
});

let shown = castTime;

/** Moves the server's clock to a moment in Berlin in the winter; seconds of the test go by after it. */
async function clockAt(year: number, month: number, day: number, time: string): Promise<void> {
	const moment = berlin(year, month, day, time);
	await site().server.moveClock(moment - shown);
	shown = moment;
}

function berlin(year: number, month: number, day: number, time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return Date.UTC(year, month - 1, day, hours - 1, minutes);
}

/** Adds a policy to the package on the page, writes its change, and comes back. */
async function write(page: Page, policy: string, label: string, text: string): Promise<void> {
	const address = page.url();
	await page.getByLabel(/Add (a|another) policy/).selectOption({ label: policy });
	await page.getByRole('button', { name: 'Add it' }).click();
	await page.getByRole('link', { name: `Write the change of ${policy}` }).click();
	await page.getByLabel(label, { exact: true }).fill(text);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.waitForURL(/\/draft\?saved=1/);
	await page.goto(address);
}

async function askChief(page: Page): Promise<void> {
	await page.getByLabel('Ask a leader').selectOption(cast.chiefExecutive.id);
	await page.getByRole('button', { name: 'Ask for approval' }).click();
	await page.getByText('has been asked and has not answered yet').first().waitFor();
}

async function approve(title: string, word: string): Promise<void> {
	const chief = await site().openAs(cast.chiefExecutive, wide);
	await chief.getByRole('link', { name: `“${title}”` }).click();
	await chief.getByLabel(/A word/).fill(word);
	await chief.getByRole('button', { name: 'Approve' }).click();
	await chief.getByText('approved it on').first().waitFor();
	await chief.context().close();
}

/** A change of Returns alone, with the chief's approval, from now on. */
async function publishAlone(owner: Page, label: string, text: string, kind: RegExp): Promise<void> {
	await owner.goto('/policies/returns/draft');
	await owner.getByLabel(label, { exact: true }).fill(text);
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.waitForURL('**/review');
	await askChief(owner);
	await approve('Returns', '');
	await owner.reload();
	await owner.getByRole('radio', { name: kind }).check();
	await owner.getByLabel(/^Why\?/).fill('So that it is right.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.waitForURL('**/policies/returns?published*');
}

/** The page to which an address leads. */
async function landsAt(page: Page, address: string): Promise<string> {
	await page.goto(address);
	return new URL(page.url()).pathname;
}

/** The subjects of the mails to somebody about what was published, in the order in which they came. */
function told(person: CastPerson): (string | undefined)[] {
	return mailsTo(person)
		.filter(({ text }) => text?.includes('has changed'))
		.map(({ subject }) => subject);
}

function mailsTo(person: CastPerson) {
	return box.mails.filter(({ to }) => to?.[0]?.address === mailOf(person));
}

async function untilMailTo(person: CastPerson, subject: RegExp) {
	const find = () => mailsTo(person).findLast((mail) => subject.test(mail.subject ?? ''));
	await expect.poll(find, { timeout: 15_000 }).toBeDefined();
	return find() ?? expect.fail('It was there a moment ago.');
}

async function newestOnRecord(policyId: string): Promise<number> {
	const query = 'select max(number) as newest from policy_versions where policy_id = ?1';
	return Number((await rowsIn(site().server.file, query, [policyId]))[0]?.['newest']);
}

/** The moments until which mail to somebody is put off. */
async function waitsUntil({ id }: CastPerson): Promise<number[]> {
	const query = `select next_try_at from messages where employee_id = ?1 and state = 'waiting'`;
	const rows = await rowsIn(site().server.file, query, [id]);
	return rows.map((row) => Number(row['next_try_at']));
}

/** What the night shift's lead sees of somebody and a policy. */
async function stateOf(person: CastPerson, policy: string): Promise<string> {
	const page = await site().openAs(cast.shiftLead, wide);
	await page.goto('/team');
	const heads = await page.locator('thead th').allInnerTexts();
	const column = heads.findIndex((head) => head.replace(/\s+/g, ' ') === policy);
	const row = page.locator('tbody tr').filter({ hasText: person.name });
	const text = await row.locator('th, td').nth(column).locator('.unseen').first().textContent();
	await page.context().close();
	return text ?? '';
}

/** What `npm run audit:verify` says of a file. */
function verify(file: string) {
	const env = { ...process.env, DATABASE_URL: `file:${file}` };
	const ended = spawnSync(process.execPath, ['src/jobs/verify-audit.ts'], {
		encoding: 'utf8',
		env,
	});
	return { status: ended.status, said: (ended.stdout || ended.stderr).trim() };
}
