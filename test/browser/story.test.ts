import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { answer, finish } from './answers.ts';
import { useSite } from './site.ts';

const site = useSite();
const window = { 'returns.window': { value: 45, unit: 'day' } };
const wide = { viewport: { width: 1280, height: 800 } };

test('leadership changes a fact, and everybody has it that moment and is asked about the change only', async () => {
	const picker = await site().openAs(cast.picker);
	await picker.goto('/lessons/returns');
	expect(await picker.locator('.prose').innerText()).toContain('30\u00a0days');
	await answer(picker, 'wrong');
	expect(await picker.locator('.feedback').innerText()).toMatch(/Not (quite|the best way|yet)/);
	await finish(picker);
	expect(await picker.locator('.slab').innerText()).toContain('4 of 5 right the first time');

	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/returns');
	await owner.getByRole('link', { name: 'Change it' }).click();
	await owner.getByLabel('Fact 1: value').fill('45');
	await owner.locator('#preview').getByText('within 45\u00a0days').first().waitFor();
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('heading', { name: /asks 1 of them again/ }).waitFor();
	expect(await owner.locator('main').innerText()).toContain('Warehouse');
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why/).fill('Winter gifts are opened late.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText('Version 2 is in force').waitFor();

	await picker.goto('/');
	expect(await picker.locator('.slab').innerText()).toContain('“Returns” has changed');
	expect(await picker.locator('ins').first().innerText()).toContain('45\u00a0days');
	expect(await picker.locator('del').first().innerText()).toContain('30\u00a0days');
	await picker.goto('/standard');
	expect(await picker.locator('#returns').innerText()).toContain('within 45\u00a0days');
	await picker.goto('/lessons/returns');
	expect(await picker.locator('.prose').innerText()).toContain('within 45\u00a0days');

	const manager = await site().openAs(cast.shiftLead, wide);
	await manager.goto('/team');
	expect(await stateOf(manager, 'Returns')).toBe('changed since');

	await picker.goto('/');
	await picker.getByRole('link', { name: 'Start' }).click();
	await picker.waitForURL('**/changes/returns');
	expect(await finish(picker, window)).toBeGreaterThan(1);
	expect(await picker.locator('.slab').innerText()).toContain('You have it: Returns.');
	await manager.reload();
	expect(await stateOf(manager, 'Returns')).toBe('current');

	await picker.goto('/me');
	const record = await picker.locator('main').innerText();
	expect(record).toContain('Returns, version 1');
	expect(record).toContain('Returns, version 2');
	expect(record).toContain('within 30\u00a0days');
});

async function stateOf(page: import('playwright-core').Page, policy: string): Promise<string> {
	const heads = await page.locator('thead th').allInnerTexts();
	const column = heads.findIndex((head) => head.replace(/\s+/g, ' ') === policy);
	const row = page.locator('tbody tr').filter({ hasText: cast.picker.name });
	const text = await row.locator('th, td').nth(column).locator('.unseen').first().textContent();
	return text ?? '';
}
