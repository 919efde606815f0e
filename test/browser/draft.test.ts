import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };

test('the preview says what was typed before its script had arrived', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.route('**/*.js', async (route) => {
		await page.getByLabel('Fact 1: value').fill('45');
		await route.continue();
	});
	await page.goto('/policies/returns/draft');
	await page.locator('#preview').getByText('within 45\u00a0days').first().waitFor();
	await page
		.locator('.saving')
		.getByText(/^Saved/)
		.waitFor();
});

test.each([
	['with script', {}],
	['without script', { javaScriptEnabled: false }],
])(
	'%s, a draft that cannot be published yet is saved, and comes back with every word',
	async (_, how) => {
		const page = await site().openAs(cast.policyOwner, { ...wide, ...how });
		await page.goto('/policies/returns/draft');
		await page.getByLabel('Title', { exact: true }).fill('Returns & “gifts” <soon>');
		await page.getByLabel('Statement').fill('Bring it back within {widow}.\nThanks');
		await page.getByLabel('Fact 1: value').fill('forty');
		await page.getByLabel('Fact 2: unit').selectOption('percent');
		await page.getByLabel('Store', { exact: true }).fill('  Take it.\n\n- **Smile**\n');
		await page.locator('[name=touchpoint][value=return]').uncheck();
		const typed = await fieldsOf(page);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByText('Saved as it is.').waitFor();
		await page.getByRole('heading', { name: /fields need another look/ }).waitFor();
		expect(await fieldsOf(page)).toEqual(typed);
	},
);

test('a draft that is saved opens again as it was written, mark-up harmless', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/policies/paying/draft');
	const attack = 'Pay <img src=x onerror=alert(1)> [here](javascript:alert(1)) within {wait}.';
	await page.getByLabel('Statement').fill(attack);
	await page.getByLabel('Store', { exact: true }).fill(`${attack}\n\n<script>alert(1)</script>`);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Saved as it is.').waitFor();
	expect(await page.getByLabel('Statement').inputValue()).toBe(attack);
	expect(await page.locator('#statement-problem').innerText()).toContain('Tags are not used here');
	expect(await page.locator('[id="how.store-problem"]').innerText()).toContain('Tags are not');
	expect(await page.locator('#preview img, #preview script, #preview [href^=java]').count()).toBe(
		0,
	);
	await page.goto('/policies/paying/review');
	expect(new URL(page.url()).pathname).toBe('/policies/paying/draft');
	expect(await page.locator('main img, main script, main [href^=java]').count()).toBe(0);
	await page.goto('/policies/paying/draft');
	await page.getByText('Discard this draft').click();
	await page.getByRole('button', { name: 'Discard the draft' }).click();
	await page.waitForURL('**/policies/paying');
	await page.getByRole('button', { name: 'Take it back' }).click();
	await page.waitForURL('**/policies/paying/draft');
	expect(await page.getByLabel('Statement').inputValue()).toBe(attack);
});

/** What the draft's form would send, without what says where it comes from. */
function fieldsOf(page: Page): Promise<string[][]> {
	return page.locator('form[data-draft]').evaluate((form) => {
		if (!(form instanceof HTMLFormElement)) return [];
		const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
		const origin = ['base', 'revision', 'began', 'window', 'count'];
		return fields.filter(([name = '']) => !origin.includes(name));
	});
}
