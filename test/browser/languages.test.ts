import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };

test('a leader translates, the reader has it with her numbers, a change brings the source back, another edition mends it', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	const spanish = await site().openAs(cast.spanishReader);
	const english = await site().openAs(cast.courierLead);
	await spanish.goto('/standard');
	expect(await spanish.locator('#paying').innerText()).toContain('Not translated into Spanish yet');
	expect(await statementOn(spanish)).toContain('Paying is');

	await owner.goto('/policies');
	expect(await languagesOf(owner, 'Paying')).toMatch(/none of \d/);
	await owner.getByRole('link', { name: 'Paying', exact: false }).last().click();
	await owner.getByRole('link', { name: 'Spanish' }).click();
	await translate(owner, 'Pagar es fácil y nadie espera.');
	await owner.getByText('Not published yet').waitFor();
	expect(await owner.locator('#statement-problem').innerText()).toContain('{wait}');
	await translate(owner, 'Pagar es fácil y nadie espera más de {wait}.');
	await owner.getByText('it in Spanish from now on').waitFor();

	await spanish.goto('/standard');
	expect(await statementOn(spanish)).toBe('Pagar es fácil y nadie espera más de 3\u00a0minutos.');
	expect(await spanish.locator('#paying .statement [lang=es]').count()).toBe(1);
	expect(await spanish.locator('#paying .note').first().innerText()).toContain(
		'Not translated yet',
	);
	await english.goto('/standard');
	expect(await english.locator('#paying').innerText()).not.toContain('Pagar');

	await changeStatement(owner);
	await spanish.goto('/standard');
	expect(await statementOn(spanish)).toContain('Paying is easy. Really.');
	expect(await spanish.locator('#paying .note').first().innerText()).toContain(
		'being brought up to date; this is the English text',
	);
	await owner.goto('/policies');
	expect(await languagesOf(owner, 'Paying')).toContain('Spanish behind');
	await owner.goto('/policies/paying');
	expect(await owner.getByRole('row', { name: /Spanish/ }).innerText()).toContain(
		'1 to bring up to date: Statement',
	);
	await owner.getByRole('link', { name: 'Spanish' }).click();
	const marked = await owner.locator('#statement-source ins').allInnerTexts();
	expect(marked.join(' ')).toContain('Really');
	await translate(owner, 'Pagar es fácil. De verdad. Nadie espera más de {wait}.');
	await owner.getByText('Published.').waitFor();
	await spanish.goto('/standard');
	expect(await statementOn(spanish)).toContain('De verdad.');
});

test('two leaders translate at once: the later one sees both and overwrites nothing', async () => {
	const owner = await site().openAs(cast.policyOwner, { ...wide, javaScriptEnabled: false });
	const chief = await site().openAs(cast.chiefExecutive, wide);
	for (const page of [owner, chief]) await page.goto('/policies/problems/texts/es');
	await translate(owner, '', 'Problemas');
	await owner.getByText('Published.').waitFor();
	await translate(chief, '', 'Cuando algo falla');
	expect(await chief.getByRole('alert').innerText()).toContain('Title, theirs: Problemas');
	expect(await chief.getByLabel('Title in Spanish').inputValue()).toBe('Cuando algo falla');
	await chief.getByRole('button', { name: 'Publish in Spanish' }).click();
	await chief.getByText('Published.').waitFor();
	expect(await chief.locator('main').innerText()).toContain('Edition 2');
});

test('a version to come is translated before its day, and a form that comes back is still about it', async () => {
	const owner = await site().openAs(cast.policyOwner, wide);
	await owner.goto('/policies/standard/draft');
	await owner.getByLabel('Statement').fill('Only the customer can judge it.');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('radio', { name: /Editorial/ }).check();
	await owner.getByLabel(/^Why/).fill('Shorter.');
	await owner.getByRole('radio', { name: /day to come/ }).check();
	await owner.getByLabel(/Day and time/).fill('2026-04-01T09:00');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.waitForURL('**/policies/standard?published=2');
	await owner
		.getByRole('row', { name: /Spanish/ })
		.getByRole('link')
		.last()
		.click();
	await translate(owner, 'Solo {nadie}.');
	await owner.getByText('Not published yet').waitFor();
	expect(await owner.locator('#statement-source').innerText()).toBe(
		'Only the customer can judge it.',
	);
	await translate(owner, 'Solo la clienta puede juzgarlo.');
	await owner.getByText('It is ready for the day version 2 takes effect.').waitFor();
	const spanish = await site().openAs(cast.spanishReader);
	await spanish.goto('/standard');
	expect(await spanish.locator('#standard .statement').innerText()).toContain('whole order');
	await owner.goto('/policies/standard');
	expect(await owner.getByRole('row', { name: /Spanish/ }).innerText()).toContain(
		'to bring up to date',
	);
});

test('a lesson with a translation is read and asked in it; one without says so', async () => {
	const page = await site().openAs(cast.spanishReader);
	await page.goto('/lessons');
	expect(await page.locator('main').innerText()).toContain(
		'Devoluciones, iguales en cada mostrador',
	);
	await page.goto('/lessons/returns');
	expect(await page.locator('h1').innerText()).toBe('Devoluciones, iguales en cada mostrador');
	expect(await page.locator('article[lang=es] .statement').innerText()).toContain('30\u00a0días');
	expect(await page.locator('form[data-answer] legend').getAttribute('lang')).toBe('es');
	await page.goto('/lessons/tell-them-first');
	expect(await page.locator('main .note').first().innerText()).toContain('Not translated yet');
});

test('the preview of a draft is read in another language, and says what it makes stale', async () => {
	const page = await site().openAs(cast.policyOwner, wide);
	await page.goto('/policies/returns/draft');
	await page.getByLabel('Reading in').selectOption('es');
	await page.locator('#preview').getByText('Cualquiera puede devolver').waitFor();
	await page.getByLabel('Statement').fill('Anyone may bring it back within {window}.');
	await page.locator('#preview').getByText('being brought up to date').waitFor();
	expect(await page.locator('#preview').innerText()).toContain('Quien sabe que puede devolver');
	await page.getByRole('button', { name: 'Save and see what it touches' }).click();
	await page.getByRole('heading', { name: '3 translations will need another look' }).waitFor();
	expect(await page.locator('main').innerText()).toContain('Spanish: Statement');
});

async function statementOn(page: Page): Promise<string> {
	return page.locator('#paying .statement').innerText();
}

async function translate(page: Page, words: string, title?: string): Promise<void> {
	if (words) await page.getByLabel('Statement in Spanish').fill(words);
	if (title) await page.getByLabel('Title in Spanish').fill(title);
	await page.getByRole('button', { name: 'Publish in Spanish' }).click();
}

async function changeStatement(page: Page): Promise<void> {
	await page.goto('/policies/paying/draft');
	await page
		.getByLabel('Statement')
		.fill('Paying is easy. Really. Nobody waits longer than {wait}.');
	await page.getByRole('button', { name: 'Save and see what it touches' }).click();
	await page.getByRole('radio', { name: /Editorial/ }).check();
	await page.getByLabel(/^Why/).fill('Plainer.');
	await page.getByRole('button', { name: 'Publish', exact: true }).click();
	await page.getByText('Version 2 is in force').waitFor();
}

async function languagesOf(page: Page, policy: string): Promise<string> {
	const heads = await page.locator('thead th').allInnerTexts();
	const row = page.locator('tbody tr').filter({ hasText: policy });
	return row.locator('th, td').nth(heads.indexOf('Languages')).innerText();
}

test('Today names a lesson in the language in which it will open', async () => {
	const spanish = await site().openAs(cast.spanishReader);
	const lesson = spanish.getByText('Devoluciones, iguales en cada mostrador');
	expect(await lesson.getAttribute('lang')).toBe('es');
	const english = await site().openAs(cast.courierLead);
	expect(await english.getByText('Devoluciones').count()).toBe(0);
});
