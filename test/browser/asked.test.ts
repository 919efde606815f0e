import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { castPeople, demonstrationPin } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { askedSecret, askedToken } from '#pulse/mail-link.ts';
import { cast, castTime } from '#test/cast.ts';
import { ask } from '../pulse/asking.ts';
import { say } from './asked-views.ts';
import { changeFile } from './before-start.ts';
import { kioskAt } from './kiosks-put-up.ts';
import { rowsIn } from './on-record.ts';
import { signIn, useSite } from './site.ts';

// The chief executive's question answered on a phone, on a kiosk and by e-mail link; and that nothing
// ties what is said without a name to whoever said it.

const { picker, secondPicker, thirdPicker, storeManager, storeAssociate, shiftLead } = cast;
const { spanishReader, chiefExecutive } = cast;
const minute = 60_000;
let kiosk = '';
let link = '';

const named = [picker, secondPicker, storeManager, spanishReader, cast.vendorLead];
const unnamed = [thirdPicker, storeAssociate, shiftLead];
const others = castPeople.filter((who) => ![...named, ...unnamed].includes(who)).slice(0, 40);

const site = useSite({
	env: { LOG_LEVEL: 'info' },
	prepare: (file) =>
		changeFile(file, async (db) => {
			kiosk = await kioskAt(db, 'warehouse');
			await ask(db, named, { id: 'named' });
			await ask(db, [...unnamed, ...others], { id: 'unnamed', anonymous: true });
			await ask(db, [spanishReader], { id: 'brief', until: castTime + 30 * minute });
			// As the mail has it; that it is sent, and to whom, is in test/pulse/mail-link.test.ts.
			const whose = { pulseId: 'named', employeeId: storeManager.id };
			const token = askedToken(await askedSecret(db, castTime), whose);
			link = `/asked/mail?token=${token}`;
		}),
});

const rows = (query: string, ...values: string[]) => rowsIn(site().server.file, query, values);
const answerOf = async ({ id }: CastPerson) => {
	const query = `select said, way, verdict from pulse_answers where pulse_id = 'named' and employee_id = ?`;
	const found = await rows(query, id);
	return found.map((row) => ({ said: row['said'], way: row['way'], verdict: row['verdict'] }));
};

async function openKiosk(): Promise<Page> {
	const page = await site().open({ viewport: { width: 800, height: 1100 } });
	const cookie = { name: 'touchstone_kiosk', value: kiosk, url: site().server.origin };
	await page.context().addCookies([cookie]);
	await page.goto('/kiosk');
	return page;
}

async function comeTo(page: Page, who: CastPerson): Promise<void> {
	await page.locator('#number:focus').waitFor();
	await page.keyboard.type(`${who.number}\n`);
	await page.locator('#pin:focus').waitFor();
	await page.keyboard.type(`${demonstrationPin}\n`);
}

const thanks = (page: Page) => page.getByRole('heading', { name: 'Thank you.' }).waitFor();

test('on a phone: first thing on Today, with two typos, judged fairly, and once', async () => {
	const page = await site().openAs(picker, { javaScriptEnabled: false });
	await page.getByText(`A question from ${chiefExecutive.name}`).waitFor();
	const gold = await page.locator('main .button, main button').evaluateAll((buttons) => {
		const colours = buttons.map((button) => getComputedStyle(button).backgroundColor);
		return colours.filter((colour) => colour === colours[0]).length;
	});
	expect(gold, 'one obvious button').toBe(1);
	await page.getByRole('link', { name: 'Answer it' }).click();
	await page.getByRole('link', { name: 'Not now' }).click();
	await page.getByRole('link', { name: 'Answer it' }).click();
	const second = await page.context().newPage();
	await second.goto('/asked/named');
	await say(page, 'the hole order goes as the custmer expects, from paying to returns');
	await thanks(page);
	await page.getByText('You said what we promise.').waitFor();
	await say(second, 'something else');
	await second.getByText('You had answered already.').waitFor();
	expect(await answerOf(picker)).toEqual([
		{
			said: 'the hole order goes as the custmer expects, from paying to returns',
			...{ way: 'phone', verdict: 'knows' },
		},
	]);
	await page.getByRole('link', { name: 'Go on to Today' }).click();
	await page.locator('h1').waitFor();
	expect(await page.getByText('A question from').count()).toBe(0);
});

test('on a kiosk: right after signing in, and what is wrong is said kindly', async () => {
	const page = await openKiosk();
	await comeTo(page, secondPicker);
	await page.getByRole('link', { name: 'Answer it' }).click();
	await page.getByRole('button', { name: 'I don’t know' }).click();
	await thanks(page);
	await page.getByText('Good that you said so.').waitFor();
	await page.getByText('It is not a test').waitFor();
	expect(await answerOf(secondPicker)).toEqual([{ said: '', way: 'kiosk', verdict: 'not yet' }]);
});

test('by e-mail link: without signing in, once, and nothing else of her', async () => {
	const page = await site().open();
	await page.goto(link);
	expect(await page.locator('body').innerText()).not.toContain(storeManager.name);
	await page.locator('textarea').evaluate((field) => field.removeAttribute('maxlength'));
	await say(page, 'word '.repeat(100));
	await page.getByText('300 is the most').waitFor();
	await say(page, 'being fast and friendly');
	await thanks(page);
	expect(await answerOf(storeManager)).toEqual([
		{ said: 'being fast and friendly', way: 'mail', verdict: 'not yet' },
	]);
	await page.goto(link);
	await thanks(page);
	expect(await page.locator('body').innerText(), 'not her words').not.toContain('friendly');
	expect(await page.locator('textarea').count()).toBe(0);
	await page.goto('/me');
	await page.waitForURL('**/sign-in*');

	const somebodyElse = await site().openAs(storeAssociate);
	await somebodyElse.goto(link);
	await somebodyElse.getByText('This link is for somebody else.').waitFor();
	expect((await page.goto(`${link}x`))?.status()).toBe(404);
	await page.getByText('This link opens nothing.').waitFor();
});

test('to a vendor’s people it is the company that asks', async () => {
	const page = await site().openAs(cast.vendorLead);
	await page.goto('/asked/named');
	expect(await page.locator('body').innerText()).not.toContain(chiefExecutive.name);
});

test('without a name: her words outlast an expired session, and are nobody’s', async () => {
	const page = await site().openAs(storeAssociate);
	await page.goto('/asked/unnamed');
	await page.getByText('neither who asks nor your manager').waitFor();
	await page.context().clearCookies();
	await say(page, 'unheard-of words on a phone');
	await page.getByText('it counts, without your name').waitFor();
	await signIn(page, storeAssociate);
	await thanks(page);
	expect(await page.locator('main').innerText()).not.toContain('unheard-of');
	await expectNobodys('unheard-of words on a phone');
});

test('an empty answer comes back with what to do', async () => {
	const page = await site().openAs(thirdPicker, { javaScriptEnabled: false });
	await page.goto('/asked/unnamed');
	const csrf = { pulse: 'unnamed', for: thirdPicker.id, way: 'phone', said: ' ' };
	const { origin } = site().server;
	const options = { form: csrf, headers: { origin } };
	const response = await page.request.post('/asked/unnamed?_action=answerUnnamed', options);
	expect(await response.text()).toContain('Say it in your own words first.');
});

test('without a name on a kiosk: what was begun waits for her, and is not written down', async () => {
	const page = await openKiosk();
	await comeTo(page, thirdPicker);
	await page.getByRole('link', { name: 'Answer it' }).click();
	await page.getByLabel('Your answer').fill('unheard-of words on a tablet');
	// As the page does when nobody answers "Still there?".
	await page.evaluate(async () => {
		const form = document.querySelector<HTMLFormElement>('main form');
		const kept = new FormData(form ?? undefined);
		kept.set('kept-action', 'answerUnnamed');
		kept.set('kept-page', location.pathname);
		await fetch('/kiosk/here', { method: 'post', body: kept });
	});
	expect(await rows('select * from kept_forms')).toEqual([]);
	await page.goto('/kiosk');
	await comeTo(page, thirdPicker);
	await page.getByText('Here is what you had written.').waitFor();
	expect(await page.getByLabel('Your answer').inputValue()).toBe('unheard-of words on a tablet');
	// Sent when her time was over: it counts when she is back.
	await site().server.moveClock(5 * minute);
	await page.getByRole('button', { name: 'Send my answer' }).click();
	await page.getByRole('heading', { name: 'Show your badge' }).waitFor();
	expect(await rows('select * from kept_forms')).toEqual([]);
	await comeTo(page, thirdPicker);
	await thanks(page);
	await expectNobodys('unheard-of words on a tablet');
});

/** The words are in one row, which has no person, no moment and no way. */
async function expectNobodys(said: string): Promise<void> {
	const found = await rows(
		'select employee_id, answered_at, way from pulse_answers where said = ?',
		said,
	);
	expect(found.map((row) => Object.values(row))).toEqual([[null, null, null]]);
	const tables = await rows(`select name from sqlite_master where type = 'table'`);
	for (const table of tables.map(({ name }) => String(name))) {
		const all = table === 'pulse_answers' ? [] : await rows(`select * from "${table}"`);
		expect(JSON.stringify(all), table).not.toContain(said);
	}
}

test('a question that ends while she writes: her words come back to her', async () => {
	const page = await site().openAs(spanishReader);
	await page.goto('/asked/brief');
	await page.getByLabel('Your answer').fill('what I was about to say');
	await site().server.moveClock(40 * minute);
	await page.getByRole('button', { name: 'Send my answer' }).click();
	await page.getByRole('heading', { name: 'This question is over.' }).waitFor();
	await page.getByText('what I was about to say').waitFor();
	expect(await rows(`select * from pulse_answers where pulse_id = 'brief'`)).toEqual([]);
});

test('the log tells nothing of who answered, nor of what', async () => {
	const { output } = await site().server.end();
	const lines = output.split('\n').filter((line) => line.includes('/asked/'));
	expect(lines.length).toBeGreaterThan(10);
	// An id by chance, or a moment, may have anybody's number in it.
	const told = lines.join('\n').replaceAll(/"(time|request|milliseconds)":("[^"]*"|\d+),?/g, '');
	for (const said of ['unheard-of', 'token', 'friendly']) expect(told).not.toContain(said);
	for (const { id, number, name } of [...named, ...unnamed])
		for (const word of [`"${id}"`, number, name]) expect(told).not.toContain(word);
});
