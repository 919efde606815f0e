import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';
import { answer, finish } from './answers.ts';
import { useSite } from './site.ts';

const attack = '<b class="attack">30</b>';
const fact = { value: attack, unit: 'text' };
const values = { 'returns.window': fact };

/** No form takes such a text; it stands in the database all the same. */
const site = useSite({
	async prepare(file) {
		const client = createClient({ url: `file:${file}` });
		await client.execute({
			sql: `update policy_versions set body = json_set(body, '$.facts.window', json(?)) where policy_id = 'returns'`,
			args: [JSON.stringify(fact)],
		});
		client.close();
	},
});

async function expectText(page: Page, path?: string): Promise<void> {
	if (path !== undefined) await page.goto(path);
	expect(await page.content(), page.url()).toContain('&lt;b class=');
	expect(await page.locator('.attack').count(), page.url()).toBe(0);
}

test('a text fact with mark-up in it is text on every page that shows it', async () => {
	const picker = await site().openAs(cast.picker);
	for (const path of ['/lessons/returns', '/standard', '/standard/returns', '/standard?q=attack']) {
		await expectText(picker, path);
	}
	await picker.goto('/lessons/returns');
	while ((await picker.locator('form[data-answer]').count()) > 0) {
		await answer(picker, 'right', values);
		expect(await picker.locator('.attack').count()).toBe(0);
	}
	await finish(picker, values);
	await expectText(picker, '/me');

	const owner = await site().openAs(cast.policyOwner, { viewport: { width: 1280, height: 800 } });
	for (const path of ['/policies/returns', '/policies/returns/v/1', '/policies/returns/draft']) {
		await expectText(owner, path);
	}
	await owner.getByLabel('Fact 1: value').fill('<i>x</i>');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await owner.getByText('Write a few plain words').first().waitFor();
	await owner.getByLabel('Fact 1: value').fill('31 days & “more”');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.waitForURL('**/review');
	await expectText(owner);
	expect(await owner.locator('main').innerText()).toContain('31 days & “more”');
});
