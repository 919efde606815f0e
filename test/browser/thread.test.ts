import { expect, test } from 'vitest';
import { cast, castTime } from '#test/cast.ts';
import { optionsAt } from '#quiz/question.ts';
import { asRead, catalogue } from './answers.ts';
import { changeFile, publishChange } from './before-start.ts';
import { useSite } from './site.ts';

// The policy's thread, there and back; and the map with a place that lacks something.

const site = useSite({
	prepare: (file) =>
		changeFile(file, (db) =>
			publishChange(
				db,
				'tell-first',
				(body) => ({ ...body, touchpoints: ['browse'] }),
				castTime - 1000,
			),
		),
});
const wide = { viewport: { width: 1280, height: 900 } };

test('from a policy to its touchpoint, to its lesson, and back to the policy', async () => {
	const page = await site().openAs(cast.picker);
	await page.goto('/standard/returns');
	await page.getByRole('link', { name: 'A return' }).click();
	await page.waitForURL('**/standard/touchpoints/return');
	await page.getByRole('link', { name: 'Returns, the same at every counter' }).click();
	await page.waitForURL('**/lessons/returns');
	await page.getByRole('link', { name: 'Returns', exact: true }).click();
	await page.waitForURL('**/standard/returns');
	await page.goto('/standard/touchpoints/nothing');
	expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toContain('return');
});

test('a leader sees the questions of a policy with their files, and never which answer is right', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/policies/returns');
	for (const summary of await page.locator('main details summary').all()) await summary.click();
	const text = await page.locator('main').innerText();
	expect(text).toContain('lessons/returns/en.mdx, line');
	expect(text).toContain('Your first week');
	const questions = catalogue.questionsByPolicy.get('returns') ?? [];
	for (const { wording } of questions.flatMap((question) => optionsAt(question, 1))) {
		const words = asRead(wording);
		// An answer that is nothing but a number stands in the policy itself.
		if (words.length > 20) expect(text).not.toContain(words);
	}
});

test('the map says what is missing, and a place on it shows what people there read', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/policies/map');
	expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
		"10 of 130 places have nobody's word. The worst is “News of the order, Store”.",
	);
	const lacking = page.locator('li').filter({ hasText: 'News of the order' });
	expect(await lacking.count()).toBe(10);
	expect(await lacking.first().innerText()).toContain('No policy names this touchpoint');
	await page
		.getByRole('row', { name: /A return/ })
		.getByRole('link', { name: /Warehouse/ })
		.click();
	await page.waitForURL('**touchpoint=return&channel=warehouse**');
	const cell = await page.locator('#cell').innerText();
	expect(cell).toContain('A return, Warehouse: covered, one policy');
	expect(cell).toContain('Scan each return');
	expect(cell).not.toContain('at the till');
});
