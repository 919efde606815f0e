import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { rowsIn } from './on-record.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };

async function write(page: Page, words: string): Promise<void> {
	await page.goto('/policies/paying/draft');
	await page.getByLabel('Why it matters').fill(words);
	await page.getByRole('button', { name: 'Save and see what it touches' }).click();
	await page.waitForURL('**/review');
}

async function publish(page: Page): Promise<void> {
	await page.getByRole('radio', { name: /Editorial/ }).check();
	await page.getByLabel(/^Why\?/).fill('Shorter.');
	await page.getByRole('button', { name: 'Publish', exact: true }).click();
}

test('settings are the administrator’s, say what is wrong beside the field, and are on record', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	expect((await owner.goto('/settings'))?.status()).toBe(404);
	const administrator = await site().openAs(cast.administrator, wide);
	await administrator.getByRole('link', { name: 'Settings' }).click();
	await administrator.getByLabel('Days to take in').fill('90');
	await administrator.getByRole('checkbox', { name: /second pair of eyes/ }).check();
	await administrator.getByRole('button', { name: 'Save the settings' }).click();
	await administrator.getByText('from 1 to 60').waitFor();
	expect(await administrator.getByLabel('Days to take in').inputValue()).toBe('90');
	expect(await administrator.getByRole('checkbox', { name: /second pair/ }).isChecked()).toBe(true);
	await administrator.getByRole('checkbox', { name: /second pair/ }).uncheck();
	await administrator.getByLabel('Days to take in').fill('7');
	await administrator.getByRole('checkbox', { name: /Agreed by name/ }).check();
	await administrator.getByRole('button', { name: 'Save the settings' }).click();
	await administrator.getByText('Saved. It holds from now on.').waitFor();
	await administrator.getByLabel('Stores').fill('xyzzy');
	await administrator.getByRole('button', { name: 'Save who answers' }).click();
	await administrator.getByText('Nobody fits “xyzzy”').waitFor();
	await administrator.getByLabel('Stores').fill(cast.storeManager.number);
	for (const name of ['Contact centre', 'E-commerce', 'Warehouse and delivery', 'Marketing'])
		await administrator.getByLabel(name).fill(cast.logisticsManager.name);
	await administrator.getByRole('button', { name: 'Save who answers' }).click();
	await administrator.getByText('asked from the next draft on').waitFor();
	expect(await administrator.getByLabel('Stores').inputValue()).toBe(
		`${cast.storeManager.number} ${cast.storeManager.name}`,
	);
	const changed = await rowsIn(
		site().server.file,
		"select object_id from audit_entries where action = 'setting.changed' and object_id <> 'secondProofNeeded'",
	);
	expect(changed.map((row) => row['object_id'])).toEqual(['agreementNeeded']);
});

test('functions agree by name, a later save asks them again, and who agreed stands under the policy', async () => {
	const owner = await site().openAs(cast.policyOwner, { ...wide, javaScriptEnabled: false });
	await write(owner, 'A trap at the till is remembered for years.');
	await owner.getByText(`Ask ${cast.storeManager.name} to agree.`).first().waitFor();
	await owner.getByRole('button', { name: 'Ask those who are not asked yet' }).click();
	await owner.getByText('has not answered yet').first().waitFor();

	const manager = await site().openAs(cast.storeManager);
	await manager.getByRole('link', { name: 'the change of “Paying made easy”' }).click();
	expect(await manager.locator('ins').first().innerText()).toContain('trap');
	const request = new URL(manager.url()).pathname;
	const stranger = await site().openAs(cast.picker);
	expect((await stranger.goto(request))?.status(), 'for nobody else').toBe(404);
	await manager.getByRole('button', { name: 'I do not agree' }).click();
	await manager.getByText('Say why not').waitFor();
	await manager.getByLabel(/A word/).fill('Years is too long.');
	await manager.getByRole('button', { name: 'I do not agree' }).click();
	await manager.getByText('You said why not.').waitFor();
	await owner.reload();
	await owner.getByText('“Years is too long.”').first().waitFor();

	await write(owner, 'A trap at the till is remembered.');
	await manager.goto(request);
	await manager.getByText('The draft has changed since you were asked.').waitFor();
	await owner.getByRole('button', { name: 'Ask those who are not asked yet' }).click();
	const logistics = await site().openAs(cast.logisticsManager);
	for (const page of [manager, logistics]) {
		await page.goto('/');
		while ((await page.getByText('You are asked to agree for').count()) > 0) {
			await page.getByRole('link', { name: 'the change of “Paying made easy”' }).first().click();
			await page.getByRole('button', { name: 'I agree' }).click();
			await page.getByText('You agreed.').waitFor();
			await page.goto('/');
		}
	}
	await owner.reload();
	await publish(owner);
	await owner.waitForURL('**/policies/paying?published=2');
	await stranger.goto('/standard/paying');
	await stranger.getByText(`Agreed by ${cast.storeManager.name} (Stores),`).waitFor();
	await owner.goto('/policies/paying/v/2');
	await owner.getByText(`Agreed by ${cast.storeManager.name} (Stores),`).waitFor();
});

test('another leader approves what is published; nobody approves what she wrote', async () => {
	const administrator = await site().openAs(cast.administrator, wide);
	await administrator.goto('/settings');
	await administrator.getByRole('checkbox', { name: /Agreed by name/ }).uncheck();
	await administrator.getByRole('checkbox', { name: /second pair/ }).check();
	await administrator.getByRole('button', { name: 'Save the settings' }).click();
	await administrator.getByText('Saved. It holds from now on.').waitFor();

	const owner = await site().openAs(cast.policyOwner, wide);
	await write(owner, 'Nobody is trapped at the till.');
	await owner.getByText('Another leader has to approve it.').waitFor();
	const leaders = await owner.getByLabel('Ask a leader').locator('option').allInnerTexts();
	expect(leaders.join()).not.toContain(cast.policyOwner.name);
	await owner.getByLabel('Ask a leader').selectOption(cast.chiefExecutive.id);
	await owner.getByRole('button', { name: 'Ask for approval' }).click();
	await owner.getByText('has been asked and has not answered yet').waitFor();
	expect(await owner.getByRole('button', { name: 'Approve' }).count()).toBe(0);

	const chief = await site().openAs(cast.chiefExecutive, wide);
	await chief.getByRole('link', { name: '“Paying made easy”' }).click();
	await chief.getByRole('button', { name: 'Send it back' }).click();
	await chief.getByText('Say what is to be changed.').waitFor();
	await chief.getByLabel(/A word/).fill('Say it kindly.');
	await chief.getByRole('button', { name: 'Send it back' }).click();
	await chief.getByText('sent it back').first().waitFor();

	await write(owner, 'Everybody leaves the till with a smile.');
	await owner.getByLabel('Ask a leader').selectOption(cast.chiefExecutive.id);
	await owner.getByRole('button', { name: 'Ask for approval' }).click();
	await owner.getByText('has been asked and has not answered yet').waitFor();
	await chief.goto('/policies');
	await chief.getByRole('link', { name: '“Paying made easy”' }).click();
	await chief.getByRole('button', { name: 'Approve' }).click();
	await chief.getByText('approved it on').waitFor();
	await owner.reload();
	await publish(owner);
	await owner.waitForURL('**/policies/paying?published=3');
	await owner.goto('/policies/paying/v/3');
	await owner.getByText(`Approved by ${cast.chiefExecutive.name}.`).waitFor();
});
