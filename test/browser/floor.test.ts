import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

// The leader walks the floor with a phone, and what was missing is on the next line-up cards.

const site = useSite();
const hour = 3_600_000;

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const say = (page: Page, words: string) => page.locator('textarea').fill(words);

async function sidesOf(page: Page, format: string): Promise<number> {
	const pdf = await page.pdf({ format });
	return pdf.toString('latin1').match(/\/Type ?\/Page\b/g)?.length ?? 0;
}

async function onFloor(): Promise<Page> {
	const page = await site().openAs(cast.chiefExecutive);
	await page.goto('/ask/walk');
	await page.getByLabel('Where you are').selectOption('depot');
	return page;
}

test('somebody is proposed, somebody else, and the question and the place stay', async () => {
	const page = await onFloor();
	await press(page, 'Propose somebody');
	await page.waitForURL(/person=e\d+/);
	const first = new URL(page.url()).searchParams.get('person');
	await page.getByRole('link', { name: 'Somebody else' }).click();
	await page.waitForURL(/passed=/);
	const { searchParams } = new URL(page.url());
	expect(searchParams.get('person')).not.toBe(first);
	expect(searchParams.get('site')).toBe('depot');
	expect(searchParams.get('question')).toBe('standard');
});

test('what somebody says is graded for the talk, and listed without a name', async () => {
	const page = await onFloor();
	await page.getByLabel('What you ask').selectOption('returns');
	await page.getByText('Or by number or badge').click();
	await page.getByLabel('Employee number').fill(cast.spanishReader.number);
	await page.keyboard.press('Enter');
	await page.getByText(cast.spanishReader.name).waitFor();
	await expect(page.locator('legend[lang=es]').count()).resolves.toBe(1);
	await page.getByRole('link', { name: 'Ask it in English' }).click();
	await page.waitForURL(/in=en/);
	await say(page, 'anything can come back within 30 days');
	await press(page, 'See what was there');
	await page.getByText('Some of it is missing.').waitFor();
	const main = page.locator('main');
	expect(await main.innerText()).toMatch(/Ask about “.*any channel/);
	expect(await main.innerText()).toContain('Asked today: 1');
	expect(await main.innerText()).not.toContain(cast.spanishReader.name.split(' ')[0]);
	expect(page.url()).toContain('site=depot');
	await page.getByRole('link', { name: 'Next person' }).click();
	await page.waitForURL(/person=e\d+/);
	// Another leader finds nothing of it.
	const other = await site().openAs(cast.policyOwner);
	await other.goto('/ask/walk');
	await other.getByText('You have asked nobody yet').waitFor();
});

test('without script, and with nothing said, the form comes back with what is wrong', async () => {
	const page = await site().openAs(cast.policyOwner, { javaScriptEnabled: false });
	await page.goto('/ask/walk?question=returns&site=depot&person=anybody');
	await page.locator('textarea').evaluate((field) => field.removeAttribute('required'));
	await press(page, 'See what was there');
	await page.getByText('Say it in your own words first.').waitFor();
	expect(await page.locator('legend').innerText()).toContain('returns');
	await say(page, 'anything, at any channel, within 30 days, settled as the customer likes');
	await press(page, 'See what was there');
	await page.getByRole('heading', { name: 'What was there' }).waitFor();
	await press(page, /take it out/);
	await page.getByText('You have asked nobody yet').waitFor();
});

test('with bad Wi-Fi the words wait and are sent by themselves, once', async () => {
	const page = await onFloor();
	await press(page, 'Ask whoever stands here');
	await say(page, 'whatever the customer expects, through the whole order');
	await page.context().setOffline(true);
	await press(page, 'See what was there');
	await page.getByText('No connection. Your answer is kept').waitFor();
	await page.context().setOffline(false);
	await page.getByRole('heading', { name: 'What was there' }).waitFor();
	expect(await page.locator('main').innerText()).toContain('Asked today: 2');
});

test('the lead reads out today’s card, notes it, and undoes it; it prints on one side', async () => {
	const page = await site().openAs(cast.shiftLead);
	await page.goto('/team');
	await page.getByRole('link', { name: 'Today’s line-up' }).click();
	const card = page.locator('.lineup');
	expect(await card.innerText()).toMatch(/about \d\d seconds to say aloud/);
	await press(page, 'We did it');
	await page.getByText(/Held this (morning|afternoon) by/).waitFor();
	await press(page, 'Undo');
	await page.getByRole('button', { name: 'We did it' }).waitFor();
	for (const format of ['A4', 'A5']) expect(await sidesOf(page, format), format).toBe(1);
	await page.emulateMedia({ media: 'print' });
	expect(await page.locator('body').innerText()).not.toContain('We did it');
});

test('leadership puts a policy on tomorrow’s cards, what to stress with it, and takes it back', async () => {
	const leader = await site().openAs(cast.policyOwner);
	await leader.goto('/policies/returns');
	await leader.getByText('Put it on tomorrow’s line-up cards').click();
	await leader.getByLabel('What to stress').fill('in any channel');
	await leader.getByLabel('Teams').selectOption(cast.picker.teamId);
	await press(leader, 'Put it on the cards');
	await leader.getByText('To stress: in any channel', { exact: true }).waitFor();
	const lead = await site().openAs(cast.shiftLead);
	await lead.goto('/team/huddle');
	await lead.getByLabel('Day').selectOption('tomorrow');
	await press(lead, 'Show');
	await lead.getByText('Leadership asks for it').waitFor();
	expect(await lead.locator('.lineup').innerText()).toContain('Stress: in any channel');
	expect(await lead.getByRole('button', { name: 'We did it' }).count()).toBe(0);
	for (const format of ['A4', 'A5']) expect(await sidesOf(lead, format), format).toBe(1);
	await site().server.moveClock(24 * hour);
	await lead.goto('/team/huddle');
	await lead.getByText('Stress: in any channel').waitFor();
	const store = await site().openAs(cast.storeManager);
	await store.goto('/team/huddle');
	expect(await store.locator('.lineup').innerText()).not.toContain('Stress');
	await leader.goto('/policies/returns');
	await press(leader, 'Take it back');
	await leader.getByText(/^To stress:/).waitFor({ state: 'detached' });
});
