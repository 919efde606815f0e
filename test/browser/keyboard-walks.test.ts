import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast, castTime } from '#test/cast.ts';
import { answerLesson, changeFile } from './before-start.ts';
import { tabTo } from './focus.ts';
import { useSite } from './site.ts';

// What is done in a minute, with keys alone, and in how few taps.

const hour = 3_600_000;
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			for (const who of [cast.secondPicker, cast.thirdPicker])
				await answerLesson(db, who, 'fix-it-on-the-spot', { at: castTime + hour });
		}),
});

const signButton = (page: Page) => page.getByRole('button', { name: 'Sign', exact: true });

test('a policy is read and signed with the keyboard alone', async () => {
	await site().server.moveClock(2 * hour);
	const page = await site().open();
	await page.goto('/sign-in');
	await page.waitForFunction(() => document.activeElement?.id === 'number');
	await page.keyboard.type(cast.secondPicker.number);
	await page.keyboard.press('Tab');
	await page.keyboard.type(demonstrationPin);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/');
	await tabTo(page, page.getByRole('link', { name: /^Sign: Fix it/ }));
	await page.keyboard.press('Enter');
	await page.waitForURL('**/sign/authority');
	await tabTo(page, page.getByText('In the other channels'));
	await page.keyboard.press('Enter');
	await page.locator('.how details[open]').waitFor();
	await tabTo(page, signButton(page));
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'You have signed' }).waitFor();
});

test('from sign-in to a signed policy it is three taps', async () => {
	const page = await site().open();
	await page.goto('/sign-in');
	await page.getByLabel('Employee number').fill(cast.thirdPicker.number);
	await page.getByLabel('PIN').fill(demonstrationPin);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByRole('link', { name: /^Sign: Fix it/ }).click();
	await signButton(page).click();
	await page.getByRole('heading', { name: 'You have signed' }).waitFor();
});

test('something is told to us with the keyboard alone; what is missing is said of every field', async () => {
	const page = await site().openAs(cast.picker);
	await page.goto('/standard/returns');
	await tabTo(page, page.getByRole('link', { name: /Tell us/ }));
	await page.keyboard.press('Enter');
	await page.waitForURL('**/tell-us?policy=returns');
	await page.locator('form[action*=tellUs]').evaluate((form) => {
		form.setAttribute('novalidate', '');
	});
	const send = page.getByRole('button', { name: 'Tell us' });
	await tabTo(page, send);
	await page.keyboard.press('Enter');
	await page.getByText('Choose one of the three.').waitFor();
	expect(await page.getByText('Write a sentence').count(), 'both at once').toBe(1);
	await tabTo(page, page.getByRole('radio', { name: 'Unclear' }));
	await page.keyboard.press('ArrowDown');
	expect(await page.getByRole('radio', { name: 'Wrong' }).isChecked()).toBe(true);
	await tabTo(page, page.getByLabel('In a sentence'));
	await page.keyboard.type('The slip in the box says something else.');
	await tabTo(page, page.getByLabel('Put my name to it'));
	await page.keyboard.press('Space');
	await tabTo(page, send);
	await page.keyboard.press('Enter');
	await page.getByText('Thank you').waitFor();
	expect(await page.locator('main').innerText()).toContain('with your name');
});

test('a policy is looked up with the keyboard alone, and its page begins with the promise', async () => {
	const page = await site().openAs(cast.vendorLead);
	await page.goto('/standard');
	await tabTo(page, page.getByRole('searchbox'));
	await page.keyboard.type('bring back');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/standard?q=*');
	await tabTo(page, page.getByRole('link', { name: /^Returns Policy/ }));
	await page.keyboard.press('Enter');
	await page.waitForURL('**/standard/returns');
	const { y = 999 } = (await page.locator('.statement').boundingBox()) ?? {};
	expect(y, 'in sight without scrolling').toBeLessThan(400);
});

test('on a phone the whole date can be read that somebody asks for', async () => {
	const page = await site().openAs(cast.picker);
	await page.goto('/standard/returns');
	const { width = 0 } = (await page.getByLabel('As it was on').boundingBox()) ?? {};
	expect(width).toBeGreaterThan(150);
});
