import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast } from '#test/cast.ts';
import { changeFile } from './before-start.ts';
import { badgeOf, kioskAt } from './kiosks-put-up.ts';
import { useSite } from './site.ts';

// From a locked tablet to the first question, as somebody does it who has done it before: so many
// milliseconds for a key on a screen, and so many to see a button and to tap it. SECONDS=1 prints.

const key = 350;
const look = 1000;
/** To take the badge and hold it before the scanner. */
const reach = 1500;

let kiosk = '';
let badge = '';
let leads = '';
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			kiosk = await kioskAt(db, 'warehouse');
			badge = await badgeOf(db, cast.picker);
			leads = await badgeOf(db, cast.shiftLead);
		}),
});

/** A person at a tablet; everything she touches counts. */
async function atKiosk() {
	const page = await site().open({ viewport: { width: 800, height: 1100 } });
	const cookie = { name: 'touchstone_kiosk', value: kiosk, url: site().server.origin };
	await page.context().addCookies([cookie]);
	await page.goto('/kiosk');
	const began = performance.now();
	const touches = { digits: 0, taps: 0 };
	return {
		page,
		async type(digits: string) {
			await page.waitForTimeout(look);
			await page.keyboard.type(digits, { delay: key });
			touches.digits += digits.length;
			await page.keyboard.press('Enter');
			touches.taps += 1;
		},
		async tap(name: string) {
			await page.waitForTimeout(look);
			await page.getByRole('link', { name, exact: true }).click();
			touches.taps += 1;
		},
		async reached(how: string, what = 'form.ask') {
			await page.locator(what).waitFor();
			const seconds = (performance.now() - began) / 1000;
			if (process.env['SECONDS']) console.log(how, seconds.toFixed(1), JSON.stringify(touches));
			return { seconds, ...touches };
		},
	};
}

async function scan(page: Page, says = badge): Promise<void> {
	await page.waitForTimeout(reach);
	await page.keyboard.type(`${says}\n`);
}

test('by badge it takes less than ten seconds and one tap', async () => {
	const her = await atKiosk();
	await scan(her.page);
	await her.page.waitForURL('**/');
	await her.tap('Start');
	const found = await her.reached('by badge');
	expect(found.seconds).toBeLessThan(10);
	expect(found).toMatchObject({ digits: 0, taps: 1 });
});

test('by number and PIN it takes less than ten seconds, and three taps besides the digits', async () => {
	const her = await atKiosk();
	await her.type(cast.picker.number);
	await her.page.getByRole('heading', { name: 'Now your PIN' }).waitFor();
	await her.type(demonstrationPin);
	await her.page.waitForURL('**/');
	await her.tap('Start');
	const found = await her.reached('by number and PIN');
	expect(found.seconds).toBeLessThan(10);
	expect(found).toMatchObject({ digits: 10, taps: 3 });
});

test('with the lead’s badge, which asks for the PIN, it takes less than ten seconds to Today', async () => {
	const her = await atKiosk();
	await scan(her.page, leads);
	await her.page.getByRole('heading', { name: 'Now your PIN' }).waitFor();
	await her.type(demonstrationPin);
	await her.page.waitForURL('**/');
	const { digits, taps } = await her.reached('by badge and PIN, to Today', '.slab');
	expect([digits, taps]).toEqual([6, 1]);
});
