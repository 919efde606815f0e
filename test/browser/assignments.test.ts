import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { aWeekOfHistory } from './history.ts';
import { useSite } from './site.ts';

const site = useSite({ prepare: aWeekOfHistory });
const wide = { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false };

const look = (page: Page) => page.getByRole('button', { name: 'See whom it reaches' }).click();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const openPart = (page: Page, part: string) =>
	page.locator('summary', { hasText: new RegExp(`^${part}`) }).click();

async function begin(page: Page): Promise<void> {
	await page.goto('/assignments');
	await page.getByRole('link', { name: 'New assignment' }).click();
	await page.getByLabel('Title', { exact: true }).fill('Peak season');
	await page.getByRole('checkbox', { name: /^Fix it on the spot/ }).check();
	await page.getByRole('checkbox', { name: /^Returns, the same/ }).check();
	await page.getByLabel('Place of Returns').fill('1');
	await page.getByLabel('Place of Fix it').fill('2');
	await openPart(page, 'Channels');
	await page.getByRole('checkbox', { name: 'Warehouse', exact: true }).check();
}

test('without script, a leader sees whom an assignment reaches, saves it, edits it, ends it and takes it back', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await begin(page);
	await page.getByLabel('Days', { exact: true }).fill('5');
	await look(page);
	const preview = page.locator('#reach');
	await preview.getByText('Warehouse, vendors included').waitFor();
	const reached = Number(/reaches (\d+) people/.exec(await preview.innerText())?.[1]);
	expect(reached).toBeGreaterThan(20);
	await save(page);
	await page.getByText('Saved.').waitFor();
	expect(await page.locator('.picks input:checked').first().getAttribute('value')).toBe('returns');
	await page.getByText('begun').waitFor();

	// An edit says who comes in and who falls out before it is saved.
	await page.getByRole('radio', { name: 'left out' }).check();
	await openPart(page, 'Teams');
	await page.getByRole('checkbox', { name: /Warehouse, night shift/ }).check();
	await look(page);
	const text = await preview.innerText();
	const after = Number(/reaches (\d+) people/.exec(text)?.[1]);
	expect(text).toContain(`before ${reached}, after ${after}`);
	expect(text.replace(/\s+/g, ' ')).toContain(`Fall out ${reached - after} people`);
	await save(page);
	await page.getByText('Saved.').waitFor();

	await page.getByText('End this assignment').click();
	await page.getByRole('button', { name: `End it for ${after} people` }).click();
	await page.getByText('It ended on').waitFor();
	await page.getByRole('button', { name: 'Take it back' }).click();
	await page.getByText('It holds again.').waitFor();
	const history = await page.locator('.rows').last().innerText();
	expect(history.match(/: (begun|changed|ended|taken back)/g)).toEqual([
		...[': taken back', ': ended', ': changed', ': begun'],
	]);
	await page.goto('/assignments');
	await page.getByRole('link', { name: 'Peak season' }).waitFor();
});

test('what was not looked at is not saved, and what cannot be comes back with every word', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await begin(page);
	await look(page);
	await page.getByLabel('Title', { exact: true }).fill('Another title');
	await page.getByLabel('Days', { exact: true }).fill('9');
	await save(page);
	await page.getByText('Look first at whom this reaches').waitFor();
	expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Another title');
	await page.getByLabel('Days', { exact: true }).fill('few');
	await page.getByLabel('In the last … days').fill('x');
	await look(page);
	await page.getByText('Write a number of days from 0 to 366.').waitFor();
	await page.getByText('Write a number of days, like 30, or nothing.').waitFor();
	expect(await page.getByLabel('Days', { exact: true }).inputValue()).toBe('few');
});

test('a rule that means nobody is kept only when a leader says so', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await begin(page);
	await page.getByLabel('On this day or later').fill('2027-01-01');
	await look(page);
	await page.getByText('Nobody fits this now.').waitFor();
	expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
	await page.getByLabel('Nobody yet, keep it').check();
	await look(page);
	await page.getByText('This reaches 0 people.').waitFor();
	await save(page);
	await page.getByText('Saved.').waitFor();
});

test('two leaders who edit at once: the later one sees both, and overwrites nothing', async () => {
	const [first, second] = await Promise.all(
		[cast.policyOwner, cast.chiefExecutive].map((who) => site().openAs(who, wide)),
	);
	if (!first || !second) return expect.unreachable();
	for (const page of [first, second]) await page.goto('/assignments/on-the-road');
	for (const [page, days] of [
		[first, '20'],
		[second, '3'],
	] as const) {
		await page.getByLabel('Days', { exact: true }).fill(days);
		await look(page);
	}
	await save(first);
	await first.getByText('Saved.').waitFor();
	await save(second);
	await second.getByText('saved this while you were writing').waitFor();
	await second.getByText('20 days after the first day here').first().waitFor();
	expect(await second.getByLabel('Days', { exact: true }).inputValue()).toBe('3');
	await first.goto('/assignments/on-the-road');
	expect(await first.getByLabel('Days', { exact: true }).inputValue()).toBe('20');
	await look(second);
	await save(second);
	await second.getByText('Saved.').waitFor();
});

test('a list that would lead back to itself is refused with the way round', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/assignments/first-month');
	await page.getByRole('checkbox', { name: /^Your first week/ }).check();
	await look(page);
	await save(page);
	await page.getByText('Saved.').waitFor();
	await page.goto('/assignments/first-week');
	await page.getByRole('checkbox', { name: /^Your first month/ }).check();
	await look(page);
	await page.getByText('“Your first week” takes in “Your first month” takes in').waitFor();
	await page.goto('/assignments/first-week');
	await page.getByText('End this assignment').click();
	await page.getByRole('button', { name: /^End it for/ }).click();
	await page.getByText('“Your first month” takes it in.').waitFor();
});
