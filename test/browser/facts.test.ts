import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';
import { finish } from './answers.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };
const sixty = { 'returns.window': { value: 60, unit: 'day' } };

test('a leader gives one site its own value; there it is read everywhere, elsewhere the general one', async () => {
	const [picker, associate] = await Promise.all([
		site().openAs(cast.picker),
		site().openAs(cast.storeAssociate),
	]);
	await picker.goto('/lessons/returns');
	await finish(picker);

	const owner = await site().openAs(cast.policyOwner, { ...wide, javaScriptEnabled: false });
	await owner.goto('/policies/returns/draft');
	await owner.getByText('Different in …').first().click();
	await owner.getByLabel('Fact 1, place 1: where').selectOption('Store Hamburg Altona');
	await owner.getByLabel('Fact 1, place 1: value').fill('soon');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	const problem = owner.locator('.fact-places .problem');
	expect(await problem.innerText()).toBe('Write a number, like 30.');
	await owner.getByLabel('Fact 1, place 1: value').fill('60');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await owner.getByText('Saved.').waitFor();
	await owner.getByLabel('Working in').selectOption('Store Hamburg Altona');
	await owner.getByRole('button', { name: 'Refresh preview' }).click();
	expect(await owner.locator('#preview').innerText()).toContain('within 60\u00a0days');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	expect(await owner.locator('main').innerText()).toContain('window, Store Hamburg Altona');
	await owner.getByRole('radio', { name: /Material/ }).check();
	await owner.getByLabel(/^Why/).fill('The store in Altona tries sixty days.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText('Version 2 is in force').waitFor();
	expect(await owner.locator('main').innerText()).toContain('Store Hamburg Altona: 60\u00a0days');

	expect(await readEverywhere(associate)).toEqual(['60', '60', '60', '60']);
	expect(await readEverywhere(picker)).toEqual(['30', '30', '30', '30']);
	await associate.goto('/lessons/returns');
	expect(await finish(associate, sixty)).toBeGreaterThan(1);

	await picker.goto('/');
	expect(await picker.locator('main').innerText()).toContain('Nothing changed for Warehouse.');
	expect(await picker.locator('.slab').innerText()).toContain('” has changed in other places.');
	await picker.getByRole('link', { name: 'Start' }).click();
	await picker.waitForURL('**/changes/returns');
	const changes = await picker.locator('.panel').first().innerText();
	expect(changes).toContain('Nothing changed for Warehouse.');
	expect(changes).toContain('Store Hamburg Altona, window: 60\u00a0days');
	expect(await finish(picker)).toBeGreaterThan(1);
});

/** How many days somebody has to bring it back: in the lesson, the standard, its page and the search. */
async function readEverywhere(page: Page): Promise<string[]> {
	const seen: string[] = [];
	for (const [path, place] of [
		['/lessons/returns', '.prose'],
		['/standard', '#returns'],
		['/standard/returns', '.prose'],
		['/standard?q=anything+back+within', 'ul.rows'],
	] as const) {
		await page.goto(path);
		const words = await page.locator(place).first().textContent();
		seen.push(/within (\d+)\s*days/.exec(words ?? '')?.[1] ?? path);
	}
	return seen;
}

test('two facts of one name are told apart, and a new name is carried into the texts and waited for', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/paying/draft');
	await owner.getByLabel('Fact 2: name').fill('wait');
	await owner.getByLabel('Fact 2: value').fill('5');
	await owner.getByLabel('Fact 2: unit').selectOption('minute');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await owner.getByText('Two facts have this name.').first().waitFor();
	await owner.getByLabel('Fact 2: name').fill('');
	await owner.getByLabel('Fact 2: value').fill('');
	await owner.getByLabel('Fact 1: name').fill('queue');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('heading', { name: /cannot be published yet/ }).waitFor();
	const refusals = await owner.locator('.refusals').innerText();
	expect(refusals).toMatch(/content\/lessons\/paying-made-easy\/en\.mdx:\d+/);
	expect(refusals).toContain('Write paying.queue there.');
	await owner.getByRole('link', { name: 'Back to writing' }).click();
	expect(await owner.getByLabel('Statement').inputValue()).toContain('{queue}');

	await owner.goto('/policies/delivery-promise/draft');
	await owner.locator('#preview').getByText('a slot of 2\u00a0hours').first().waitFor();
	await owner.getByLabel('Working in').selectOption('Portugal');
	await owner.locator('#preview').getByText('a slot of 4\u00a0hours').first().waitFor();

	const associate = await site().openAs(cast.storeAssociate);
	await associate.goto('/lessons/paying-made-easy');
	expect(await associate.locator('main').innerText()).not.toContain('being checked');
});
