import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { readBadge } from './read-badge.ts';
import { useSite } from './site.ts';

// Badges on paper, and whether a reader can read them.

const site = useSite();
const desk = { viewport: { width: 1280, height: 1000 } };

test('cards of credit-card size come ten to an A4 page, with what belongs on them and no more', async () => {
	const page = await site().openAs(cast.shiftLead, desk);
	await page.goto('/badges');
	await page.getByRole('button', { name: 'Print cards' }).click();
	await page.waitForURL('**/badges/print?*');
	const badges = await page.locator('.badge').count();
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
	expect(countPages(pdf)).toBe(Math.ceil(badges / 10));
	expect(pdf.toString('latin1')).toMatch(/MediaBox ?\[0 0 59[45][.\d]* 84[12]/);
	await page.emulateMedia({ media: 'print' });
	const card = await page.locator('.badge').first().boundingBox();
	const millimetre = 96 / 25.4;
	expect((card?.width ?? 0) / millimetre).toBeCloseTo(85.6, 1);
	expect((card?.height ?? 0) / millimetre).toBeCloseTo(54, 1);
	expect(await page.locator('header').isVisible()).toBe(false);
	const words = await badgeOf(page, cast.picker.name).innerText();
	expect(words.split(/\n+/)).toEqual([cast.picker.number, cast.picker.name, 'Warehouse']);
});

test('labels come 24 to a page', async () => {
	const page = await site().openAs(cast.shiftLead, desk);
	await page.goto('/badges');
	await page.getByRole('button', { name: 'Print labels' }).click();
	await page.waitForURL('**/badges/print?*');
	const badges = await page.locator('.badge').count();
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(countPages(pdf)).toBe(Math.ceil(badges / 24));
});

test('a reader reads the badge off the paper; a lost one is replaced, and its code is another', async () => {
	const page = await site().openAs(cast.shiftLead, desk);
	await page.goto(`/badges?person=${cast.picker.id}`);
	await page.getByRole('button', { name: 'cards' }).first().click();
	await page.waitForURL('**/badges/print?*');
	const first = await readBadge(page, cast.picker.name);
	expect(first).toMatch(/^\d{44}$/);
	await page.reload();
	expect(await readBadge(page, cast.picker.name)).toBe(first);
	await page.getByRole('link', { name: 'Go back' }).click();
	await page.getByText('The badge was lost').click();
	await page.getByRole('button', { name: 'Replace by cards' }).click();
	await page.waitForURL('**/badges/print?*');
	const second = await readBadge(page, cast.picker.name);
	expect(second).toMatch(/^\d{44}$/);
	expect(second).not.toBe(first);
});

test('a badge that somebody has already is scanned into the page, and taken away again', async () => {
	const page = await site().openAs(cast.shiftLead, desk);
	const address = `/badges?person=${cast.secondPicker.id}`;
	await page.goto(address);
	await page.getByText('Use a badge that').click();
	await page.getByLabel('Scan it').focus();
	await page.keyboard.type('HL-0042-ZZ\n');
	await page.getByText('The badge is registered').waitFor();
	await page.getByText('the PIN is asked too').waitFor();
	expect(await page.content()).not.toContain('HL-0042-ZZ');
	await page.goto(`/badges?person=${cast.thirdPicker.id}`);
	await page.getByText('Use a badge that').click();
	await page.getByLabel('Scan it').fill('HL-0042-ZZ');
	await page.getByRole('button', { name: 'Register it' }).click();
	await page.getByText('somebody else’s here').waitFor();
	await page.goto(address);
	await page.getByText('Take it away').last().click();
	await page.getByRole('button', { name: 'Yes, it opens nothing' }).last().click();
	await page.getByText('Taken away.').waitFor();
});

const badgeOf = (page: Page, name: string) => page.locator('.badge').filter({ hasText: name });

function countPages(pdf: Buffer): number {
	return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}

test('where a person’s ways in are, a badge is registered, and a wrong one comes back to its field', async () => {
	const page = await site().openAs(cast.shiftLead);
	await page.goto(`/people/${cast.picker.id}/access`);
	await page.getByText('Use a badge that').click();
	await page.getByLabel('Scan it').fill('abc');
	await page.getByRole('button', { name: 'Register it' }).click();
	await page.getByText('at least four letters').waitFor();
	expect(new URL(page.url()).pathname).toBe(`/people/${cast.picker.id}/access`);
	expect(await page.getByLabel('Scan it').inputValue()).toBe('abc');
	await page.getByRole('heading', { name: 'Number and PIN' }).waitFor();
	await page.getByLabel('Scan it').fill('WIRE-7F2K-99QX-3MPA-41RT');
	await page.getByRole('button', { name: 'Register it' }).click();
	await page.getByText('The badge is registered').waitFor();
	expect(new URL(page.url()).pathname).toBe(`/people/${cast.picker.id}/access`);
	const registered = page.getByRole('listitem').filter({ hasText: 'of the company' });
	await registered.getByText('Take it away').click();
	await registered.getByRole('button', { name: 'Yes, it opens nothing' }).click();
	await page.getByText('That badge opens nothing any more').waitFor();
	expect(new URL(page.url()).pathname).toBe(`/people/${cast.picker.id}/access`);
});
