import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

// The chief executive asks: on a phone, without script.

const site = useSite();
const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };

const look = (page: Page) => page.getByRole('button', { name: 'See whom it asks' }).click();
const askNow = (page: Page) => page.getByRole('button', { name: 'Ask now' });
const openPart = (page: Page, part: string) =>
	page.locator('summary', { hasText: new RegExp(`^${part}`) }).click();

async function fits(page: Page): Promise<void> {
	const wide = await page.evaluate('document.documentElement.scrollWidth');
	expect(wide, page.url()).toBeLessThanOrEqual(360);
}

test('a leader asks the standard of everybody, sees the list, how it was drawn, asks again and ends it', async () => {
	const page = await site().openAs(cast.chiefExecutive, phone);
	await page.goto('/ask');
	await page.getByText('Ask a few people, drawn by chance').waitFor();
	await page.getByRole('link', { name: 'Walk the floor' }).waitFor();
	await page.locator('main').getByRole('link', { name: 'Ask', exact: true }).click();
	expect(await page.getByLabel('What to ask').inputValue()).toBe('standard');
	expect(await askNow(page).count()).toBe(0);
	await fits(page);
	await look(page);
	const preview = page.locator('#reach');
	await preview.getByRole('heading', { name: 'This asks 60 of 153 people.' }).waitFor();
	const text = (await preview.innerText()).replace(/\s+/g, ' ');
	expect(text).toContain('within ±10 points of the truth 19 times in 20');

	expect(text).toMatch(/Spanish, \d+ people/);
	await fits(page);
	await askNow(page).click();
	await page.getByText('Asked. They find it first thing on Today.').waitFor();
	const rows = page.locator('.rows > li');
	expect(await rows.count()).toBe(1);
	expect(await rows.innerText()).toMatch(/Asked 60 of 153 people.*with names/s);
	expect(await rows.innerText()).toContain('0 of 60 answered');
	await fits(page);

	// The second of two taps asks nobody else.
	await page.goBack();
	await askNow(page).click();
	await page.getByText('Asked. They find it first thing on Today.').waitFor();
	expect(await rows.count()).toBe(1);

	await page.getByRole('link', { name: 'How it was drawn' }).click();
	await page.getByRole('heading', { name: 'How 60 of 153 people were drawn' }).waitFor();
	await page.getByText('the same 60 people.').waitFor();
	await fits(page);
	await page.goBack();

	await page.getByRole('link', { name: 'Ask again' }).click();
	await page.getByRole('heading', { name: 'Ask the same question again.' }).waitFor();
	expect(await page.getByLabel('How close').inputValue()).toBe('10');
	await look(page);
	await page.getByText('60 people: asked in the last 28 days.').waitFor();
	await page.getByText('The result speaks of them too.').waitFor();

	await page.goto('/ask');
	await openPart(page, 'End it now');
	await page.getByText('60 people could still answer').waitFor();
	await page.getByRole('button', { name: 'End it for everybody' }).click();
	await page.getByText('It has ended.').waitFor();
	expect(await rows.innerText()).toContain('before its time');
	expect(await page.getByRole('button', { name: 'End it for everybody' }).count()).toBe(0);
});

test('what cannot be asked is said beside the field, and the form keeps every word', async () => {
	const page = await site().openAs(cast.policyOwner, phone);
	await page.goto('/ask/new');
	await page.getByLabel('What to ask').selectOption('returns');
	await page.getByRole('radio', { name: 'A number of people' }).check();
	await page.getByLabel('How many people').fill('many');
	await page.getByRole('radio', { name: /^Anonymous/ }).check();
	await page.getByLabel('Until when').fill('2020-01-01T10:00');
	await look(page);
	await page.getByText('Nobody is asked yet.').waitFor();
	await page.getByText('Write how many people to ask, like 50.').waitFor();
	await page.getByText('Choose a moment at least an hour from now.').waitFor();
	expect(await page.getByLabel('How many people').inputValue()).toBe('many');
	expect(await page.getByLabel('What to ask').inputValue()).toBe('returns');
	expect(await page.getByRole('radio', { name: /^Anonymous/ }).isChecked()).toBe(true);

	// Nine anonymous answers would be hidden; a day too far off is no day either.
	await page.getByLabel('How many people').fill('9');
	await page.getByLabel('Until when').fill('2026-07-01T10:00');
	await look(page);
	await page.getByText('Choose a moment within 60 days.').waitFor();
	await page.getByLabel('Until when').fill('2026-03-25T10:00');
	await look(page);
	await page.getByText('Ask at least 10 people.').waitFor();
	expect(await askNow(page).count()).toBe(0);

	// Nobody fits this.
	await page.getByLabel('How many people').fill('400');
	await page.getByLabel('On this day or later').fill('2027-01-01');
	await look(page);
	await page.getByText('Nobody fits this now. Choose less.').waitFor();
	expect(await page.getByText('Nobody yet, keep it').count()).toBe(0);

	// More than there are: everybody is asked, and it says so.
	await page.getByLabel('On this day or later').fill('');
	await openPart(page, 'Sites');
	await page.getByRole('checkbox', { name: 'Warehouse', exact: true }).check();
	await look(page);
	await page.getByText('everybody who can be asked is.').waitFor();

	// What was not looked at is not asked.
	await page.getByLabel('How many people').fill('30');
	await askNow(page).click();
	await page.getByText('Look first at whom this asks.').waitFor();
	expect(await page.getByLabel('How many people').inputValue()).toBe('30');
	await page.goto('/ask');
	expect(await page.getByText('anonymously').count()).toBe(0);
});
