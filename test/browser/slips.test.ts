import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { employees } from '#db/schema/people.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast } from '#test/cast.ts';
import { changeFile } from './before-start.ts';
import { signIn, useSite } from './site.ts';

// From the printed slip into the product, and out again everywhere else.

const languages = [
	['ar', cast.secondPicker],
	['tr', cast.thirdPicker],
] as const;

const site = useSite({
	prepare: (file) =>
		changeFile(file, (db) =>
			db.write(async (tx) => {
				for (const [language, { id }] of languages)
					await tx.update(employees).set({ language }).where(eq(employees.id, id));
			}),
		),
});

const pin = '406917';
const a4 = { viewport: { width: 734, height: 1063 } };

/** Makes a slip for somebody, in her lead's browser; returns the code as it is printed. */
async function slipFor(lead: Page, { id }: CastPerson, { lost = false } = {}): Promise<string> {
	await lead.goto(`/people/${id}/access`);
	if (lost) await lead.getByLabel('Lost or stolen').check();
	await lead.getByRole('button', { name: 'Make a slip' }).click();
	return lead.locator('.slip .code').innerText();
}

async function choosePin(page: Page, first: string, again = first): Promise<void> {
	await page.getByLabel('Your new PIN').fill(first);
	await page.getByLabel('The same again').fill(again);
	await page.getByRole('button', { name: 'Save it and go in' }).click();
}

test.each<[string, BrowserContextOptions]>([
	['with script', {}],
	['without script', { javaScriptEnabled: false }],
])('an agent without a PIN gets in with her slip, typed by hand, %s', async (way, options) => {
	const agent = way === 'with script' ? cast.vendorAgent : cast.courierLead;
	const lead = await site().openAs(way === 'with script' ? cast.vendorLead : cast.administrator);
	const code = await slipFor(lead, agent);
	const page = await site().open(options);
	await page.goto('/sign-in');
	await page.getByRole('link', { name: 'I have a slip' }).click();
	expect(await page.locator('body').innerText()).not.toContain(agent.name.split(' ')[0]);
	await page.getByLabel('Code').fill(code.slice(0, -1));
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByText('This is not a code of ours').waitFor();
	await page.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '));
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByText(`Hello ${agent.name.split(' ')[0]}`).waitFor();
	await choosePin(page, pin, '406918');
	await page.getByText('The two are not the same').waitFor();
	await choosePin(page, '123456');
	await page.getByText('easy to guess').waitFor();
	expect(await page.content()).not.toContain('value="123456"');
	await choosePin(page, pin);
	await page.waitForURL('**/');
	expect(await page.locator('.who').innerText()).toContain(agent.name);
	// The link of the slip leads her on.
	await page.goto(`/activate?code=${code}`);
	expect(new URL(page.url()).pathname, 'the slip is used, and she is in').toBe('/');
});

test('a look at the link, by a messenger for instance, does not use the slip up', async () => {
	const code = await slipFor(await site().openAs(cast.shiftLead), cast.picker);
	const address = `${site().server.origin}/activate?code=${code}`;
	for (const method of ['HEAD', 'GET', 'GET', 'GET']) {
		const answer = await fetch(address, { method, redirect: 'manual' });
		expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
	}
	const page = await site().open();
	await page.goto(address);
	await choosePin(page, pin);
	await page.waitForURL('**/');
	const another = await site().open();
	await another.goto(address);
	await another.getByText('This slip was used already').waitFor();
	expect(await another.locator('body').innerText()).not.toContain('Amina');
});

test('two taps at once on “Save it and go in” both end on Today, in one browser', async () => {
	const { origin } = site().server;
	const code = await slipFor(await site().openAs(cast.administrator), cast.storeAssociate);
	const page = await site().open();
	await page.goto(`/activate?code=${code}`);
	const key = await page.locator('[name=key]').inputValue();
	const body = () => new URLSearchParams({ code, key, pin, 'pin-again': pin });
	const tap = (form: URLSearchParams) =>
		fetch(`${origin}/activate?_action=activate`, {
			method: 'POST',
			body: form,
			headers: { origin },
			redirect: 'manual',
		});
	const taps = await Promise.all([tap(body()), tap(body())]);
	expect(taps.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
		[303, '/'],
		[303, '/'],
	]);
	const stranger = body();
	stranger.set('key', crypto.randomUUID());
	const late = await tap(stranger);
	expect([late.status, await late.text()]).toEqual([
		200,
		expect.stringContaining('This slip was used already'),
	]);
});

test('a lead who resets a PIN sees none; the old one works until then, and then nowhere', async () => {
	const hers = await site().openAs(cast.thirdPicker);
	const lead = await site().openAs(cast.shiftLead);
	const code = await slipFor(lead, cast.thirdPicker);
	expect(await lead.content()).not.toContain(demonstrationPin);
	await hers.goto('/lessons');
	expect(new URL(hers.url()).pathname).toBe('/lessons');
	const phone = await site().open();
	await phone.goto(`/activate?code=${code}`);
	await choosePin(phone, pin);
	await phone.waitForURL('**/');
	await hers.goto('/lessons');
	expect(new URL(hers.url()).pathname).toBe('/sign-in');
	await signIn(hers, cast.thirdPicker);
	await hers.getByText('do not fit together').waitFor();
});

test('where a phone was stolen, its session ends as the slip is made', async () => {
	const stolen = await site().openAs(cast.storeManager);
	await slipFor(await site().openAs(cast.administrator), cast.storeManager, { lost: true });
	await stolen.goto('/me');
	expect(new URL(stolen.url()).pathname).toBe('/sign-in');
	await signIn(stolen, cast.storeManager);
	await stolen.getByText('do not fit together').waitFor();
});

test('a reload shows the same sheets again; leaving and coming back later does not', async () => {
	const lead = await site().openAs(cast.vendorLead);
	await lead.goto('/slips?who=all&tick=all');
	expect(await lead.locator('tbody tr').count()).toBe(11);
	await lead.getByRole('button', { name: 'Make slips' }).click();
	const codes = await lead.locator('.slip .code').allInnerTexts();
	expect(new Set(codes).size).toBe(11);
	await lead.reload();
	expect(await lead.locator('.slip .code').allInnerTexts()).toEqual(codes);
	await site().server.moveClock(11 * 60_000);
	await lead.reload();
	await lead.getByText('codes are shown only once').waitFor();
	expect(await lead.content()).not.toContain(codes[0]);
});

test('nobody ticked makes no slip, and says so', async () => {
	const lead = await site().openAs(cast.vendorLead);
	await lead.goto('/slips?who=all');
	await lead.getByRole('button', { name: 'Make slips' }).click();
	await lead.getByText('Choose at least one person.').waitFor();
});

test('slips are made by who may let people in, for her own people, from our own pages', async () => {
	const { origin } = site().server;
	const ask = async (page: Page, person: CastPerson, from = origin) => {
		const [session] = (await page.context().cookies()).filter(({ name }) => /session/.test(name));
		const cookie = `${session?.name}=${session?.value}`;
		const body = new URLSearchParams({ person: person.id, key: crypto.randomUUID() });
		const headers = { origin: from, cookie };
		const answer = await fetch(`${origin}/slips`, { method: 'POST', body, headers });
		return { status: answer.status, slips: (await answer.text()).split('class="slip"').length - 1 };
	};
	const lead = await site().openAs(cast.vendorLead);
	expect(await ask(lead, cast.vendorAgent)).toEqual({ status: 200, slips: 1 });
	expect(await ask(lead, cast.policyOwner)).toEqual({ status: 200, slips: 0 });
	expect(await ask(lead, cast.vendorAgent, 'https://evil.example')).toMatchObject({ status: 403 });
	const employee = await site().openAs(cast.spanishReader);
	expect(await ask(employee, cast.spanishReader)).toEqual({ status: 404, slips: 0 });
});

test('on paper stand ten slips a sheet, whole, each in its reader’s language, with a code a camera can read', async () => {
	const page = await site().openAs(cast.administrator, a4);
	await page.goto('/slips?who=all&tick=all');
	const began = performance.now();
	await page.getByRole('button', { name: 'Make slips' }).click();
	const slips = page.locator('.slip');
	await slips.last().waitFor();
	expect(performance.now() - began).toBeLessThan(5000);
	const count = await slips.count();
	await page.emulateMedia({ media: 'print' });
	const cut = await slips.evaluateAll((all) =>
		all.filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth),
	);
	expect(cut).toEqual([]);
	expect(await page.locator('h1').isVisible()).toBe(false);
	const pdf = await page.pdf({ preferCSSPageSize: true });
	const pages = [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
	expect(pages).toBe(Math.ceil(count / 10));
	const inOrder = ['ar', 'de', 'en', 'es', 'pl', 'tr', 'vi'];
	const spoken = await slips.evaluateAll((all) => all.map((one) => one.getAttribute('lang') ?? ''));
	expect([...new Set(spoken)].toSorted()).toEqual(inOrder);
	const arabic = page.locator('.slip[lang=ar]').first();
	expect(await arabic.getAttribute('dir')).toBe('rtl');
	const code = (await arabic.locator('.code').innerText()).replaceAll('-', '');
	expect(await readByCamera(await arabic.screenshot())).toEqual([
		`${site().server.origin}/activate?code=${code}`,
	]);
});

test('my sign-ins: one sees where, ends one or all others, and a cookie from before opens nothing', async () => {
	const here = await site().openAs(cast.logisticsManager);
	const pages = [here];
	for (let count = 0; count < 3; count += 1) pages.push(await site().openAs(cast.logisticsManager));
	await here.goto('/me');
	await here.getByRole('link', { name: 'Where you are signed in' }).click();
	await here.getByRole('heading', { name: 'You are signed in in 4 places.' }).waitFor();
	expect(await here.getByText('(this one)').count()).toBe(1);
	await here.getByRole('button', { name: 'Sign out', exact: true }).first().click();
	await here.getByRole('heading', { name: 'You are signed in in 3 places.' }).waitFor();
	await here.getByRole('button', { name: 'Sign out everywhere else' }).click();
	await here.getByRole('heading', { name: 'You are signed in here only.' }).waitFor();
	for (const page of pages.slice(1)) {
		await page.goto('/me');
		expect(new URL(page.url()).pathname).toBe('/sign-in');
	}
	await here.goto('/me');
	expect(new URL(here.url()).pathname).toBe('/me');
});

test('a lead signs one of her people out, everywhere', async () => {
	const hers = await site().openAs(cast.policyOwner);
	const administrator = await site().openAs(cast.administrator);
	await administrator.goto(`/people/${cast.policyOwner.id}/access`);
	expect(await administrator.locator('.rows li').count()).toBe(1);
	await administrator.getByRole('button', { name: 'Sign out everywhere' }).click();
	await administrator.getByText('Signed out everywhere.').waitFor();
	await hers.goto('/me');
	expect(new URL(hers.url()).pathname).toBe('/sign-in');
});

test('changing one’s PIN ends the other sessions, and this one goes on under a new id', async () => {
	const here = await site().openAs(cast.chiefExecutive);
	const there = await site().openAs(cast.chiefExecutive);
	const idOf = async () =>
		(await here.context().cookies()).find(({ name }) => name === 'touchstone_session')?.value;
	const before = await idOf();
	await here.goto('/me/pin');
	const change = async (old: string, fresh: string) => {
		await here.getByLabel('The PIN you have now').fill(old);
		await here.getByLabel('Your new PIN').fill(fresh);
		await here.getByLabel('The same again').fill(fresh);
		await here.getByRole('button', { name: 'Change it' }).click();
	};
	await change('314159', pin);
	await here.getByText('This is not the PIN you have now').waitFor();
	await change(demonstrationPin, '010190');
	await here.getByText('This looks like a date').waitFor();
	await change(demonstrationPin, pin);
	await here.getByText('Your new PIN holds from now on').waitFor();
	expect(await idOf()).not.toBe(before);
	await there.goto('/me');
	expect(new URL(there.url()).pathname).toBe('/sign-in');
	const cookie = `touchstone_session=${before}`;
	const replay = await fetch(`${site().server.origin}/me`, {
		headers: { cookie },
		redirect: 'manual',
	});
	expect(replay.headers.get('location')).toMatch(/^\/sign-in/);
});

test('a session’s id that was planted before signing in is not the one afterwards', async () => {
	const page = await site().open();
	const { origin: url } = site().server;
	const planted = { name: 'touchstone_session', value: 'a'.repeat(40), url };
	await page.context().addCookies([planted]);
	await page.goto('/sign-in');
	await signIn(page, cast.vendorLead);
	await page.waitForURL('**/');
	const cookies = await page.context().cookies();
	const session = cookies.find(({ name }) => name === 'touchstone_session');
	expect(session?.value).not.toBe(planted.value);
	const answer = await fetch(`${url}/me`, {
		headers: { cookie: `touchstone_session=${planted.value}` },
		redirect: 'manual',
	});
	expect(answer.status).toBe(302);
});

test('while others guess at her number, she gets in where she was before', async () => {
	const { origin } = site().server;
	const person = cast.vendorLead;
	const page = await site().openAs(person);
	await page.getByRole('button', { name: 'not you?' }).click();
	await page.waitForURL('**/sign-in');
	const guess = (guessed: string) =>
		fetch(`${origin}/sign-in?_action=signIn`, {
			method: 'POST',
			body: new URLSearchParams({ number: person.number, pin: guessed }),
			headers: { origin },
			redirect: 'manual',
		});
	for (let count = 0; count < 11; count += 1) await guess(`40691${count}`);
	const stranger = await guess(demonstrationPin);
	expect(await stranger.text()).toContain('That was tried too often. Wait 15 minutes');
	await signIn(page, person);
	await page.waitForURL('**/');
});

test('who has letters in her PIN gets a keyboard with letters', async () => {
	const page = await site().open();
	await page.goto('/sign-in?next=/lessons');
	const modes = () => page.getByLabel('PIN', { exact: true }).getAttribute('inputmode');
	expect(await modes()).toBe('numeric');
	await page.getByRole('link', { name: 'My PIN has letters' }).click();
	expect(await modes()).toBeNull();
	await signIn(page, { ...cast.picker, number: '0017' });
	await page.getByText('do not fit together').waitFor();
	expect(await modes()).toBeNull();
	expect(await page.locator('[name=next]').inputValue()).toBe('/lessons');
});

/** What a reader of QR codes finds in a picture. */
async function readByCamera(picture: Uint8Array): Promise<string[]> {
	const wasm = readFileSync(
		fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
	);
	const wasmBinary = new Uint8Array(wasm).buffer;
	prepareZXingModule({ overrides: { wasmBinary } });
	const found = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
	return found.map(({ text }) => text);
}
