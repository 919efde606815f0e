import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { signIn, useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };
const withoutScript = { ...wide, javaScriptEnabled: false };

const saving = (page: Page) => page.locator('[data-saving]');
const statement = (page: Page) => page.getByLabel('Statement');
const trouble = (page: Page) => page.locator('[data-trouble]');

async function openDraft(page: Page, policy: string): Promise<void> {
	await page.goto(`/policies/${policy}/draft`, { waitUntil: 'networkidle' });
}

/** Waits until the server has acknowledged these words. */
async function saved(page: Page, words: string): Promise<void> {
	await page.waitForFunction((text) => {
		const began = document.querySelector<HTMLInputElement>('input[name="began"]')?.value ?? '';
		return began.includes(JSON.stringify(text).slice(1, -1));
	}, words);
	await saving(page)
		.getByText(/^Saved \d\d:\d\d\./)
		.waitFor();
}

test('what was typed saves itself, unfinished as it is, and outlives a closed tab', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await openDraft(page, 'returns');
	await statement(page).fill('Bring it back within {widow} and');
	await page.getByLabel('Fact 1: value').fill('forty');
	await saved(page, 'forty');
	expect(await saving(page).innerText()).toContain('2 fields need another look');
	const context = page.context();
	await page.close();
	const again = await context.newPage();
	await openDraft(again, 'returns');
	expect(await statement(again).inputValue()).toBe('Bring it back within {widow} and');
	expect(await again.getByLabel('Fact 1: value').inputValue()).toBe('forty');
	expect(await again.locator('#statement-problem').innerText()).toContain('Did you mean {window}?');
	await again.goto('/policies/returns/review');
	await again.getByText('It can be published once the fields below are mended.').waitFor();
	await again.locator('#problems a').first().click();
	expect(await again.evaluate(() => document.activeElement?.id)).toBe('statement');
	await statement(again).fill('Bring it back within {window}.');
	await again.getByLabel('Fact 1: value').fill('40');
	await saved(again, '40');
	await again.locator('#problems').waitFor({ state: 'hidden' });
	expect(await again.locator('#statement-problem').count()).toBe(0);
});

test('leaving the page in mid-word saves the word', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await openDraft(page, 'moments');
	await statement(page).press('Control+End');
	await statement(page).pressSequentially(' Unasked');
	await page.goto('/policies');
	await openDraft(page, 'moments');
	expect(await statement(page).inputValue()).toMatch(/ Unasked$/);
	expect(await page.locator('[data-unsent]').isVisible()).toBe(false);
});

test.each([
	['with script', wide],
	['without script', withoutScript],
])('%s, two who write at once see each other, and neither overwrites the other', async (_, how) => {
	const policy = how === wide ? 'paying' : 'delivery-promise';
	const owner = await site().openAs(cast.policyOwner, wide);
	const chief = await site().openAs(cast.chiefExecutive, how);
	await openDraft(owner, policy);
	await openDraft(chief, policy);
	await chief.getByText('Tomas Lund is writing too (just now).').waitFor();
	const before = await statement(owner).inputValue();
	await statement(owner).fill('Ours is the word of the owner.');
	await owner.getByLabel('Why it matters').fill('The owner says why.');
	await saved(owner, 'The owner says why.');
	await statement(chief).fill('Ours is the word of the chief.');
	await chief.getByLabel('Title', { exact: true }).fill('The chief’s title');
	if (how === wide) {
		await trouble(chief).getByText('Tomas Lund saved this draft while you were writing').waitFor();
		await trouble(chief).getByRole('button', { name: 'See both' }).click();
	} else {
		await chief.getByRole('button', { name: 'Save', exact: true }).click();
	}
	await chief.getByRole('heading', { name: /Nothing is overwritten/ }).waitFor();
	const compared = chief.locator('#compare');
	expect(await compared.getByRole('group', { name: 'Statement' }).innerText()).toMatch(
		/chief[\s\S]*owner/,
	);
	expect(await compared.locator('ins').allInnerTexts()).toContain('chief');
	const chosen = (name: string, choice: string) =>
		compared.getByRole('group', { name }).getByRole('radio', { name: choice });
	expect(await chosen('Why it matters', 'Take theirs').isChecked(), 'she left it').toBe(true);
	expect(await chosen('Title', 'Keep mine').isChecked(), 'he left it').toBe(true);
	expect(await chosen('Statement', 'Keep mine').isChecked(), 'both wrote').toBe(true);
	await chosen('Statement', 'Take theirs').check();
	await compared.getByRole('button', { name: 'Save what I chose' }).click();
	await chief
		.getByText(/^Saved/)
		.first()
		.waitFor();
	expect(await statement(chief).inputValue()).toBe('Ours is the word of the owner.');
	expect(before).not.toBe('Ours is the word of the owner.');
	expect(await chief.getByLabel('Why it matters').inputValue()).toBe('The owner says why.');
	expect(await chief.getByLabel('Title', { exact: true }).inputValue()).toBe('The chief’s title');
});

test.each([
	['with script', wide],
	['without script', withoutScript],
])('%s, two who change different facts both keep theirs', async (_, how) => {
	const policy = how === wide ? 'be-there' : 'authority';
	const owner = await site().openAs(cast.policyOwner, wide);
	const chief = await site().openAs(cast.chiefExecutive, how);
	await openDraft(owner, policy);
	await openDraft(chief, policy);
	const value = (page: Page, fact: number) => page.getByLabel(`Fact ${fact}: value`);
	const name = await chief.getByLabel('Fact 1: name').inputValue();
	const add = async (page: Page, fact: string) => {
		await page.getByLabel('Fact 2: name').fill(fact);
		await value(page, 2).fill('7');
		await page.getByLabel('Fact 2: unit').selectOption('day');
	};
	await add(owner, 'spare');
	await value(owner, 1).fill('77');
	await saved(owner, '77');
	await add(chief, 'extra');
	if (how === wide) await trouble(chief).getByRole('button', { name: 'See both' }).click();
	else await chief.getByRole('button', { name: 'Save', exact: true }).click();
	const compared = chief.locator('#compare');
	const group = compared.getByRole('group', { name: `Fact ${name}` });
	expect(await group.getByRole('radio', { name: 'Take theirs' }).isChecked()).toBe(true);
	await compared.getByRole('button', { name: 'Save what I chose' }).click();
	await chief
		.getByText(/^Saved/)
		.first()
		.waitFor();
	expect(await value(chief, 1).inputValue()).toBe('77');
	const names = await chief.getByLabel(/^Fact \d: name$/).all();
	const facts = await Promise.all(names.map((each) => each.inputValue()));
	expect(facts.filter(Boolean)).toEqual([name, 'extra', 'spare']);
});

test('a second window of the same person is told apart', async () => {
	const page = await site().openAs(cast.chiefExecutive, wide);
	const second = await page.context().newPage();
	await openDraft(page, 'every-contact');
	await openDraft(second, 'every-contact');
	await statement(page).fill('The first window.');
	await saved(page, 'The first window.');
	await statement(second).fill('The second window.');
	await trouble(second).getByText('You saved this draft in another window').waitFor();
	await second.goto('/policies/every-contact/draft');
	await second.getByRole('heading', { name: /Nothing is overwritten/ }).waitFor();
	expect(await statement(second).inputValue()).toBe('The second window.');
	await second.getByText('Let my words go').click();
	await second.getByRole('button', { name: 'Let them go' }).click();
	await second.locator('#compare').waitFor({ state: 'detached' });
	expect(await statement(second).inputValue()).toBe('The first window.');
});

test('a session that ends in mid-typing loses no word', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await openDraft(page, 'problems');
	await page.context().clearCookies();
	await statement(page).fill('Typed after the session had ended.');
	await trouble(page).getByText('You were signed out.').waitFor();
	await trouble(page).getByRole('button', { name: 'Sign in and go on' }).click();
	await page.getByText('Your words are kept: sign in, and they are saved.').waitFor();
	await signIn(page, cast.policyOwner);
	await page.waitForURL('**/problems/draft*');
	expect(await statement(page).inputValue()).toBe('Typed after the session had ended.');
});

test('a lost connection keeps the words here, and brings them when it is back', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await openDraft(page, 'tell-first');
	await page.context().setOffline(true);
	await statement(page).fill('Typed in a tunnel.');
	await saving(page).getByText('Not saved yet: no connection.').waitFor();
	await page.context().setOffline(false);
	await saved(page, 'Typed in a tunnel.');
	await page.context().setOffline(true);
	await statement(page).fill('Typed in the next tunnel.');
	await saving(page).getByText('Not saved yet: no connection.').waitFor();
	// The telephone dies in there. Closing the tab would let it out first: the browser gives it the
	// connection back while it closes, and the page rightly uses the chance to save.
	const died = page.waitForEvent('crash');
	await page.goto('chrome://crash').catch(() => {});
	await died;
	const context = page.context();
	await page.close();
	await context.setOffline(false);
	const again = await context.newPage();
	await openDraft(again, 'tell-first');
	expect(await statement(again).inputValue()).toBe('Typed in a tunnel.');
	await again.getByRole('button', { name: 'Put them back' }).click();
	await again.waitForURL('**/tell-first/draft?saved=1');
	expect(await statement(again).inputValue()).toBe('Typed in the next tunnel.');
	expect(await again.locator('[data-unsent]').isVisible()).toBe(false);
});

test.each([
	['with script', wide],
	['without script', withoutScript],
])('%s, the preview is read as somebody of one channel reads it', async (_, how) => {
	const page = await site().openAs(cast.administrator, how);
	await openDraft(page, 'returns');
	expect(await page.locator('#preview details').count()).toBe(0);
	await page.getByLabel('As read by').selectOption('Phone');
	if (how !== wide) await page.getByRole('button', { name: 'Refresh preview' }).click();
	await page.locator('#preview summary').getByText('In the other channels').waitFor();
	const open = page.locator('#preview .how > .line');
	expect(await open.count()).toBe(1);
	expect(await open.innerText()).toMatch(/^Phone/);
	expect(await page.getByLabel('As read by').inputValue()).toBe('phone');
});

test('a megabyte pasted into the statement gets a sentence beside it, and the form stays', async () => {
	const page = await site().openAs(cast.chiefExecutive, withoutScript);
	await openDraft(page, 'one-answer');
	await page.getByLabel('Why it matters').fill('Kept.');
	await statement(page).fill('x '.repeat(500_000));
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Not saved yet').waitFor();
	expect(await page.locator('#statement-problem').innerText()).toContain('Shorten this text');
	expect((await statement(page).inputValue()).length).toBe(1_000_000);
	expect(await page.getByLabel('Why it matters').inputValue()).toBe('Kept.');
});

test('two leaders publish the same draft: one does, the other reads who was faster', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	const chief = await site().openAs(cast.chiefExecutive, wide);
	await openDraft(owner, 'delivery-promise');
	await statement(owner).fill('We bring it when we said.');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.waitForURL('**/review');
	await chief.goto('/policies/delivery-promise/review');
	for (const page of [owner, chief]) {
		await page.getByRole('radio', { name: /Material/ }).check();
		await page.getByLabel(/^Why/).fill('It is time.');
		await page.getByRole('button', { name: 'Publish', exact: true }).click();
	}
	await chief.getByText('somebody else was faster, and nothing is published twice').waitFor();
	expect(await chief.getByRole('alert').innerText()).toContain('published by Tomas Lund');
});
