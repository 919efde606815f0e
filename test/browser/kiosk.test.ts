import { globSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { beginImport } from '#roster/imports.ts';
import { cast, castTime } from '#test/cast.ts';
import { openWith } from './answers.ts';
import { changeFile } from './before-start.ts';
import { badgeOf, kioskAt } from './kiosks-put-up.ts';
import { useSite } from './site.ts';

// A shared tablet in the warehouse, in a real browser.

const minute = 60_000;
const tablet = { viewport: { width: 800, height: 1100 } };
const made: Record<string, string> = {};
const aRoster: Parameters<typeof beginImport>[1] = {
	id: 'a-roster',
	fileName: 'roster.csv',
	by: cast.administrator.id,
	at: castTime,
	file: {
		...{ encoding: 'utf-8', delimiter: ',', bytes: 30, slashDates: false },
		...{ headings: ['Number', 'Name'], sample: [['4417', 'Amina Yusuf']] },
	},
};
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			made['warehouse'] = await kioskAt(db, 'warehouse');
			made['depot'] = await kioskAt(db, 'depot');
			made['office'] = await kioskAt(db, 'head-office');
			made['picker'] = await badgeOf(db, cast.picker);
			made['secondPicker'] = await badgeOf(db, cast.secondPicker);
			made['associate'] = await badgeOf(db, cast.storeAssociate);
			made['lead'] = await badgeOf(db, cast.shiftLead);
			await beginImport(db, aRoster);
		}),
});

/** A tablet at its lock screen. */
async function openKiosk({
	at = 'warehouse',
	...options
}: { at?: string } & BrowserContextOptions = {}): Promise<Page> {
	const page = await site().open({ ...tablet, ...options });
	await page.context().addCookies([
		{
			name: 'touchstone_kiosk',
			value: made[at] ?? '',
			url: site().server.origin,
			httpOnly: true,
		},
	]);
	await page.goto('/');
	await page.getByRole('heading', { name: 'Show your badge' }).waitFor();
	return page;
}

const numberField = (page: Page) => page.getByLabel('Employee number');

/** As a hand scanner does it: letters, then Enter, wherever the focus is. */
async function scan(page: Page, text: string): Promise<void> {
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}

async function typeIn(page: Page, person: CastPerson, pin = demonstrationPin): Promise<void> {
	await page.locator('#number:focus').waitFor();
	await scan(page, person.number);
	await page.getByRole('heading', { name: 'Now your PIN' }).waitFor();
	await page.locator('#pin:focus').waitFor();
	await scan(page, pin);
}

async function nameShown(page: Page): Promise<string> {
	return page.locator('.who span').innerText();
}

const lockScreen = (page: Page) => page.getByRole('heading', { name: 'Show your badge' });

test('a manager makes a code, and whoever types it on a tablet has a lock screen', async () => {
	const lead = await site().openAs(cast.shiftLead);
	await lead.goto('/kiosks');
	await lead.getByLabel('What to call it').fill('Packing 2');
	await lead.getByRole('button', { name: 'Make a code' }).click();
	const code = await lead.locator('.code').innerText();
	expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
	const device = await site().open(tablet);
	await device.goto('/kiosk');
	await device.waitForURL('**/kiosk/enrol');
	await device.getByLabel('Code').fill('AAAA-AAAA');
	await device.keyboard.press('Enter');
	await device.getByText('This code does not work').waitFor();
	await device.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '));
	await device.keyboard.press('Enter');
	await lockScreen(device).waitFor();
	expect(await device.locator('main').innerText()).toContain('Warehouse');
	const cookies = await device.context().cookies();
	expect(cookies.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
		['touchstone_kiosk', true],
	]);
	await lead.reload();
	await lead.getByText('is enrolled. Its code works no more.').waitFor();
	await typeIn(device, cast.picker);
	await device.waitForURL('**/');
	await lead.goto('/kiosks');
	await lead.getByText('Cut off Packing 2').click();
	await lead.getByRole('button', { name: 'Yes, cut Packing 2 off now' }).click();
	await lead.getByText('Cut off. Nobody gets in there').waitFor();
	await device.goto('/me');
	await device.getByRole('heading', { name: 'This tablet is switched off.' }).waitFor();
	expect(await device.content()).not.toContain(cast.picker.name);
	await device.goto('/sign-in');
	await device.getByRole('heading', { name: 'This tablet is switched off.' }).waitFor();
	await device.getByRole('button', { name: 'This is my own device' }).click();
	await device.getByRole('heading', { name: 'Who is this?' }).waitFor();
	expect(await device.context().cookies()).toEqual([]);
});

test('on the lock screen is the site and nobody’s name, and every way in leads there', async () => {
	const page = await openKiosk();
	for (const path of ['/', '/sign-in', '/lessons', '/sign-in?next=/me']) {
		await page.goto(path);
		expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/kiosk');
	}
	expect(await page.locator('main').innerText()).toContain('Warehouse');
	expect(await numberField(page).getAttribute('autocomplete')).toBe('off');
	expect(await page.locator('.who').count()).toBe(0);
});

test('a hand scanner signs in with nothing touched, and a badge is useless elsewhere', async () => {
	const page = await openKiosk();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/');
	expect(await nameShown(page)).toBe(cast.picker.name);
	const other = await openKiosk({ at: 'depot' });
	await scan(other, made['picker'] ?? '');
	await other.getByText('This tablet is for the people of Delivery depot').waitFor();
	expect(await other.content()).not.toContain(cast.picker.name);
	expect(await other.content()).not.toContain(cast.picker.number);
	const phone = await site().open();
	await phone.goto('/sign-in');
	await phone.getByLabel('Employee number').fill(made['picker'] ?? '');
	await phone.getByLabel('PIN').fill('000000');
	await phone.getByRole('button', { name: 'Sign in' }).click();
	expect(await phone.context().cookies()).toEqual([]);
});

test('whoever may more than an employee types her PIN after the badge', async () => {
	const page = await openKiosk();
	await scan(page, made['lead'] ?? '');
	await page.getByRole('heading', { name: 'Now your PIN' }).waitFor();
	expect(await page.content()).not.toContain(cast.shiftLead.name);
	await scan(page, demonstrationPin);
	await page.waitForURL('**/');
	expect(await nameShown(page)).toBe(cast.shiftLead.name);
});

test('number and PIN work without script, for the people of the site', async () => {
	const page = await openKiosk({ javaScriptEnabled: false });
	await typeIn(page, cast.storeAssociate);
	await page.getByText('This tablet is for the people of Warehouse').waitFor();
	expect(await page.content()).not.toContain(cast.storeAssociate.name);
	await typeIn(page, cast.picker, '314159');
	await page.getByText('do not fit together').waitFor();
	await page.locator('#pin:focus').waitFor();
	await scan(page, demonstrationPin);
	await page.waitForURL('**/');
	expect(await nameShown(page)).toBe(cast.picker.name);
	expect(await page.content()).toMatch(/<noscript><meta http-equiv="refresh" content="80;url=/);
});

test('a kiosk’s session opens nothing without the kiosk, nor the other way round', async () => {
	const page = await openKiosk();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/');
	const cookies = await page.context().cookies();
	const session = cookies.find(({ name }) => name === 'touchstone_session');
	const { origin } = site().server;
	const open = async (cookie: string) =>
		(await fetch(`${origin}/me`, { headers: { cookie }, redirect: 'manual' })).headers.get(
			'location',
		);
	const alone = `touchstone_session=${session?.value}`;
	expect(await open(alone)).toBe('/sign-in?next=%2Fme');
	expect(await open(`${alone}; touchstone_kiosk=${made['depot']}`)).toBe('/kiosk');
	expect(await open(`${alone}; touchstone_kiosk=${made['warehouse']}`)).toBeNull();
	const own = await site().openAs(cast.secondPicker);
	const hers = (await own.context().cookies()).find(({ name }) => name === 'touchstone_session');
	const carried = `touchstone_session=${hers?.value}; touchstone_kiosk=${made['warehouse']}`;
	expect(await open(carried)).toBe('/kiosk');
});

test('after signing out the next person sees nothing of the last, by the way back neither', async () => {
	const page = await openKiosk();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/');
	for (const path of ['/me', '/lessons', '/standard/returns']) await page.goto(path);
	await page.getByRole('button', { name: 'not you?' }).click();
	await lockScreen(page).waitFor();
	for (let steps = 0; steps < 4; steps += 1) {
		await page.goBack();
		await lockScreen(page).waitFor();
		expect(await page.content()).not.toContain(cast.picker.name);
		expect(await numberField(page).inputValue()).toBe('');
	}
});

test('a shared tablet keeps no file of anybody, whoever is signed in there', async () => {
	const administrator = await site().openAs(cast.administrator);
	const page = await openKiosk({ at: 'office' });
	await typeIn(page, cast.administrator);
	await page.waitForURL('**/');
	const { id } = cast.picker;
	for (const shown of ['/me', '/me/data', '/audit', `/people/${id}/data`]) {
		expect((await page.goto(shown))?.status(), shown).toBe(200);
		expect(await page.locator('a[download]').count(), shown).toBe(0);
	}
	// A result belongs to leaders: results.test.ts has it.
	const files = globSync('src/pages/**/*.{csv,json}.ts');
	for (const file of files.filter((one) => !one.startsWith('src/pages/ask/'))) {
		const path = file.slice('src/pages'.length, -'.ts'.length);
		const url = path.replace('/import/[id]', '/import/a-roster').replace('[id]', id);
		expect((await page.request.get(url)).status(), url).toBe(404);
		expect((await administrator.request.get(url)).status(), url).toBe(200);
	}
});

test('the way back from Today to the lock screen signs out', async () => {
	const page = await openKiosk();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/');
	await page.goBack();
	await lockScreen(page).waitFor();
	await page.goForward();
	await lockScreen(page).waitFor();
	expect(await page.content()).not.toContain(cast.picker.name);
});

test('it asks whether anybody is there, one tap stays, and in the end it locks and keeps the answer', async () => {
	const page = await openKiosk();
	await page.clock.install();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/');
	await openWith(page, 'the-service-standard', ['single', 'multiple']);
	await page.locator('.option').nth(1).click();
	const chosen = await page.locator('.option:has(input:checked)').innerText();
	await page.clock.runFor(59_000);
	expect(await page.getByRole('alertdialog').count()).toBe(0);
	await page.clock.runFor(2_000);
	await page.getByRole('alertdialog', { name: 'Still there?' }).waitFor();
	await page.clock.runFor(15_000);
	await page.getByRole('button', { name: 'Yes, I’m here' }).click();
	expect(await page.locator('dialog').count()).toBe(0);
	await page.clock.runFor(59_000);
	expect(await page.getByRole('alertdialog').count()).toBe(0);
	await page.clock.runFor(22_000);
	await lockScreen(page).waitFor();
	expect(await page.context().cookies()).toHaveLength(1);
	await page.goBack();
	await lockScreen(page).waitFor();
	// The next one gets her own pages, and nothing of it.
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/');
	await page.goto('/lessons/the-service-standard?kept=1');
	expect(await page.locator('.option:has(input:checked)').count()).toBe(0);
	await page.getByRole('button', { name: 'not you?' }).click();
	await lockScreen(page).waitFor();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/lessons/the-service-standard?kept=1');
	expect(await page.locator('.option:has(input:checked)').innerText()).toBe(chosen);
	await page.getByText('Here is what you had chosen.').waitFor();
});

test('a tablet that slept with an answer chosen shows nothing when it wakes, and keeps it', async () => {
	const page = await openKiosk();
	await page.clock.install();
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/');
	await openWith(page, 'returns', ['single', 'multiple']);
	await page.locator('.option').first().click();
	await site().server.moveClock(20 * minute);
	await page.clock.fastForward(20 * minute);
	await lockScreen(page).waitFor();
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/lessons/returns?kept=1');
	expect(await page.locator('.option').first().locator('input').isChecked()).toBe(true);
});

test('what was said on a tablet, and not sent, is given back to her who said it', async () => {
	const page = await openKiosk();
	await page.clock.install();
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/');
	await openWith(page, 'fix-it-on-the-spot', ['recall']);
	await page.getByLabel('Your answer').fill('we sort it out, <there> & then');
	await site().server.moveClock(20 * minute);
	await page.clock.fastForward(20 * minute);
	await lockScreen(page).waitFor();
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/lessons/fix-it-on-the-spot?kept=1');
	expect(await page.getByLabel('Your answer').inputValue()).toBe('we sort it out, <there> & then');
	await page.getByText('Here is what you had written.').waitFor();
});

test('without script the page goes by itself: at once where nothing is begun, later where one answers', async () => {
	const page = await openKiosk({ javaScriptEnabled: false });
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/');
	const refresh = async () =>
		/<noscript><meta http-equiv="refresh" content="([^"]*)"/.exec(await page.content())?.[1];
	expect(await refresh()).toBe('80;url=/kiosk');
	await page.goto('/lessons/returns');
	expect(await refresh()).toBe('300;url=/kiosk');
});

test('whoever comes in another way is held to the site too, and to the time', async () => {
	const { origin } = site().server;
	const cookie = `touchstone_kiosk=${made['warehouse']}`;
	const signInAs = async ({ number }: CastPerson) => {
		const body = new URLSearchParams({ number, pin: demonstrationPin });
		const headers = { origin, cookie };
		const init = { method: 'POST', body, headers, redirect: 'manual' } as const;
		const { headers: answer } = await fetch(`${origin}/sign-in?_action=signIn`, init);
		return [answer.get('location'), answer.get('set-cookie')?.split(/[=;]/).at(1)] as const;
	};
	expect(await signInAs(cast.storeAssociate)).toEqual(['/kiosk?elsewhere=1', undefined]);
	const [place, session] = await signInAs(cast.secondPicker);
	expect(place).toBe('/');
	const look = { headers: { cookie: `${cookie}; touchstone_session=${session}` } };
	expect(await (await fetch(`${origin}/me`, look)).text()).toContain(cast.secondPicker.name);
	await site().server.moveClock(3 * minute);
	expect(await (await fetch(`${origin}/me`, look)).text()).not.toContain(cast.secondPicker.name);
});

test('an answer that is sent after the time is over is kept, and counts when she is back', async () => {
	const page = await openKiosk({ javaScriptEnabled: false });
	await typeIn(page, cast.secondPicker);
	await page.waitForURL('**/');
	await openWith(page, 'the-service-standard', ['single', 'multiple']);
	await page.locator('.option').first().click();
	await site().server.moveClock(3 * minute);
	await page.getByRole('button', { name: 'Check' }).click();
	await lockScreen(page).waitFor();
	expect(await page.content()).not.toMatch(/pending|attempt/);
	await typeIn(page, cast.thirdPicker);
	await page.waitForURL('**/');
	await page.goto('/kiosk');
	await typeIn(page, cast.secondPicker);
	await page.waitForURL(/the-service-standard\?attempt=/);
	await page.locator('.feedback').waitFor();
});

test('an answer that finds the session over leads to the lock screen whole, and counts later', async () => {
	const page = await openKiosk();
	await scan(page, made['secondPicker'] ?? '');
	await page.waitForURL('**/');
	await openWith(page, 'returns', ['single', 'multiple']);
	await page.locator('.option').first().click();
	await site().server.moveClock(3 * minute);
	await page.getByRole('button', { name: 'Check' }).click();
	await lockScreen(page).waitFor();
	await page.waitForURL('**/kiosk');
	expect(await page.content()).not.toContain(cast.secondPicker.name);
	await scan(page, made['secondPicker'] ?? '');
	await page.waitForURL(/returns\?attempt=/);
	await page.locator('.feedback').waitFor();
});

test('after half an hour of use she proves again who she is', async () => {
	const page = await openKiosk();
	await scan(page, made['picker'] ?? '');
	await page.waitForURL('**/');
	for (let minutes = 0; minutes < 29; minutes += 1) {
		await site().server.moveClock(minute);
		await page.goto('/me');
		expect(await nameShown(page)).toBe(cast.picker.name);
	}
	await site().server.moveClock(minute + 1000);
	await page.goto('/me');
	await lockScreen(page).waitFor();
});

test('a number half typed does not wait for the next one', async () => {
	const page = await openKiosk();
	await page.clock.install();
	await page.reload();
	await page.keyboard.type('44');
	await page.clock.runFor(32_000);
	await page.waitForFunction(() => !document.querySelector<HTMLInputElement>('#number')?.value);
});
