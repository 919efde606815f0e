import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { someToMark } from './marks-views.ts';
import { useSite } from './site.ts';

const site = useSite({ prepare: someToMark });

test('answers are marked by key, one after the other, without a name or a verdict; the last mark can be taken back', async () => {
	const page = await site().openAs(cast.administrator, { viewport: { width: 1280, height: 800 } });
	await page.goto('/ask/marks');
	await page.getByRole('heading', { name: '4 answers wait for you' }).waitFor();
	const shown = await page.locator('main').innerText();
	expect(shown).toContain('bring it back and we sort it');
	for (const hidden of ['Amina', 'Warehouse', 'unsure', 'not found'])
		expect(shown).not.toContain(hidden);
	await page.keyboard.press('k');
	await page.getByRole('heading', { name: '3 answers wait for you' }).waitFor();
	await page.getByText('30 days anywhere').waitFor();
	await page.keyboard.press('n');
	await page.getByRole('heading', { name: '2 answers wait for you' }).waitFor();
	await page.getByRole('button', { name: 'Take it back' }).click();
	await page.getByText('Your mark is taken back').waitFor();
	await page.locator('form[data-mark]').getByText('30 days anywhere').waitFor();
	await page.getByRole('button', { name: 'Knows it' }).click();
	await page.getByRole('heading', { name: '2 answers wait for you' }).waitFor();
	await page.getByRole('link', { name: 'Skip this one' }).click();
	await page.getByText('Somebody said, in Spanish').waitFor();
	await page.setViewportSize({ width: 360, height: 740 });
	await page.context().close();
});

test('without a script the second reader marks too, and never what she said herself', async () => {
	const page = await site().openAs(cast.policyOwner, { javaScriptEnabled: false });
	await page.goto('/ask/marks');
	for (const left of ['3 answers wait', '2 answers wait', 'One answer waits']) {
		await page.getByRole('heading', { name: `${left} for you` }).waitFor();
		await page.getByRole('button', { name: 'Knows it' }).click();
	}
	await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
	expect(await page.locator('main').innerText()).not.toContain('any shop, a month');
	await page.context().close();
});
