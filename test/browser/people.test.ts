import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast } from '#test/cast.ts';
import { tabTo } from './focus.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false };
const unfold = (page: Page, part: string | RegExp) =>
	page.locator('summary', { hasText: part }).click();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

async function fillNewcomer(page: Page, number: string, name: string): Promise<void> {
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByLabel('Employee number').fill(number);
	await page.getByLabel('Works as').fill('Picker');
	await page.getByLabel('Team', { exact: true }).selectOption('warehouse-night');
	await page.getByRole('checkbox', { name: 'Warehouse', exact: true }).check();
}

test('without script, an administrator adds a picker, changes the team, and both are on the record', async () => {
	const page = await site().openAs(cast.administrator, wide);
	await page.goto('/people');
	await page.getByRole('link', { name: 'Add a person' }).click();
	await fillNewcomer(page, '4417', 'Thandiwe Ngcobo');
	await page.getByRole('button', { name: 'Add this person' }).click();
	await page.getByText('Number 4417 belongs to somebody already.').waitFor();
	// The form came back as it was typed.
	expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Thandiwe Ngcobo');
	expect(await page.getByLabel('Team', { exact: true }).inputValue()).toBe('warehouse-night');
	await page.getByLabel('Employee number').fill('98001');
	await page.getByRole('button', { name: 'Add this person' }).click();
	await page.getByRole('heading', { name: 'Thandiwe Ngcobo' }).waitFor();
	await page.getByText('no way in yet').first().waitFor();
	// Her second day: from now on the day shift, and mostly delivery.
	await unfold(page, 'Change these details');
	await page.getByLabel('Team', { exact: true }).selectOption('warehouse-day');
	await page.getByRole('checkbox', { name: 'Delivery', exact: true }).check();
	await page.getByLabel('Place of Delivery').fill('1');
	await page.getByLabel('Place of Warehouse').fill('2');
	await save(page);
	await page.getByText('Saved. It holds from now on.').waitFor();
	const stays = await page.locator('.rows li').allInnerTexts();
	expect(stays.map((text) => text.split(',').slice(0, 2).join(','))).toEqual([
		'Warehouse, day shift',
		'Warehouse, night shift',
	]);
	expect(stays[0]).toContain('Delivery, Warehouse.');
	await page.getByText('Delivery, Warehouse', { exact: true }).waitFor();
	await page.goto('/people?q=ngcobo+thandiwe&standing=no+way+in+yet');
	await page.getByRole('heading', { name: 'One person has no way in yet.' }).waitFor();
	await page.getByRole('link', { name: 'Thandiwe Ngcobo' }).waitFor();
});

test('two administrators at once: the later one is told who changed what, and nothing typed is lost', async () => {
	const [first, second] = [
		await site().openAs(cast.administrator, wide),
		await site().openAs(cast.administrator, wide),
	];
	const record = `/people/${cast.storeAssociate.id}`;
	for (const page of [first, second]) {
		await page.goto(record);
		await unfold(page, 'Change these details');
	}
	await first.getByLabel('Works as').fill('Cashier');
	await save(first);
	await first.getByText('Saved.').waitFor();
	await second.getByLabel('E-mail at work').fill('elif@halden.example');
	await save(second);
	await second.getByText('Grace Okafor changed the job while you were writing').waitFor();
	expect(await second.getByLabel('E-mail at work').inputValue()).toBe('elif@halden.example');
	expect(await second.getByLabel('Works as').inputValue()).toBe('Store associate');
	await first.reload();
	await first.getByText('Cashier 3117').waitFor();
	await save(second);
	await second.getByText('Saved.').waitFor();
	await second.getByText('elif@halden.example', { exact: true }).waitFor();
});

test('somebody leaves and comes back: what happens is said before, and her session ends at once', async () => {
	const hers = await site().openAs(cast.secondPicker);
	const page = await site().openAs(cast.administrator, wide);
	await page.goto(`/people/${cast.secondPicker.id}`);
	await unfold(page, / leaves$/);
	await page.getByText('is signed out everywhere at once').waitFor();
	await page.getByLabel('Why').fill('Contract ended');
	await page.getByRole('button', { name: 'leaves now' }).click();
	await page.getByText('Signed out everywhere. The record is kept.').waitFor();
	await hers.goto('/me');
	expect(new URL(hers.url()).pathname).toBe('/sign-in');
	await page.goto('/people?standing=left');
	await page.getByRole('link', { name: cast.secondPicker.name }).click();
	await page.getByLabel('Team', { exact: true }).selectOption('delivery-depot');
	await page.getByRole('button', { name: 'Works here again' }).click();
	await page.getByText('Back again.').waitFor();
	await page.getByText('Delivery depot').first().waitFor();
	// Of herself an administrator is offered neither.
	await page.goto(`/people/${cast.administrator.id}`);
	expect(await page.locator('summary', { hasText: / leaves$/ }).count()).toBe(0);
});

test('with the keyboard alone, a team is found and moved below another', async () => {
	const page = await site().open({ viewport: { width: 1280, height: 900 } });
	await page.goto('/sign-in');
	await page.waitForFunction(() => document.activeElement?.id === 'number');
	await page.keyboard.type(cast.administrator.number);
	await page.keyboard.press('Tab');
	await page.keyboard.type(demonstrationPin);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/');
	await page.goto('/people/organisation');
	await tabTo(page, page.getByRole('link', { name: 'Manufacturing' }));
	await page.keyboard.press('Enter');
	await page.waitForURL('**/teams/manufacturing');
	await tabTo(page, page.locator('summary', { hasText: 'Change or move' }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel('Below'));
	await page.keyboard.type('Logistics');
	await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
	await page.keyboard.press('Enter');
	await page.getByText('Saved. It holds from now on.').waitFor();
	await page.getByRole('link', { name: 'Logistics', exact: true }).waitFor();
	// Who leads logistics sees its people now.
	const lead = await site().openAs(cast.logisticsManager);
	await lead.goto('/team');
	await lead.getByText('Zbigniew Kaczmarek').waitFor();
});

test('a team is added, led, emptied and closed; a site that has a history stays', async () => {
	const page = await site().openAs(cast.administrator, wide);
	await page.goto('/people/organisation');
	await unfold(page, 'Add a team');
	await page.locator('#team-name').fill('Retourenlager Süd');
	await page.locator('#team-parent').selectOption('logistics');
	await page.locator('#team-site').selectOption('warehouse');
	await page.getByRole('button', { name: 'Add this team' }).click();
	await page.waitForURL('**/teams/retourenlager-sud?did=added');
	await page.getByLabel('Number of somebody').fill('2108');
	await page.getByRole('button', { name: 'Add this lead' }).click();
	await page.getByRole('link', { name: 'Piotr Wysocki' }).first().waitFor();
	await unfold(page, 'Close this team');
	await page.getByRole('button', { name: 'Close this team' }).click();
	await page.getByRole('heading', { name: 'is closed.' }).waitFor();
	await page.goto('/people/new');
	const choices = await page.getByLabel('Team', { exact: true }).locator('option').allInnerTexts();
	expect(choices.join()).not.toContain('Retourenlager');
	await page.goto('/people/teams/swiftway');
	await unfold(page, 'Move everybody');
	await page.getByLabel('They all work').selectOption('delivery-depot');
	await page.getByRole('button', { name: /^Move these \d+ people/ }).click();
	await page.getByText(/^\d+ people moved/).waitFor();
	await page.getByRole('heading', { name: 'Nobody works on Courier' }).waitFor();
	await page.goto('/people/sites/swiftway-hub');
	await unfold(page, 'Remove this site');
	await page.getByRole('button', { name: /^Remove/ }).click();
	await page.getByText('It stays, or they go elsewhere first.').waitFor();
});
