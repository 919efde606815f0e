import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

// The roster by CSV, from the file to the people.

const site = useSite();
const wide = { viewport: { width: 1280, height: 900 } };
const german = 'test/fixtures/rosters/personal.csv';

async function upload(
	page: Page,
	file: string | { name: string; contents: string | Buffer },
): Promise<void> {
	await page.goto('/people/import');
	const { name, contents } =
		typeof file === 'string' ? { name: 'personal.csv', contents: readFileSync(file) } : file;
	const buffer = Buffer.from(contents);
	await page.getByLabel('A CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });
	await page.getByRole('button', { name: 'Look at it' }).click();
}

async function shoot(page: Page, name: string): Promise<void> {
	const folder = process.env['SHOTS'];
	if (!folder) return;
	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
	}
}

test('a German export comes in: its columns, what would happen, and the people', async () => {
	const page = await site().openAs(cast.administrator, { ...wide, javaScriptEnabled: false });
	await page.goto('/people/import');
	await shoot(page, '1-upload');
	await upload(page, german);
	await page.getByRole('heading', { name: 'What does each column mean?' }).waitFor();
	await shoot(page, '2-mapping');
	expect(await page.getByLabel('Personal-Nr.').inputValue()).toBe('number');
	expect(await page.getByLabel('Vorgesetzter').inputValue()).toBe('manager');
	expect(await page.getByLabel('Kostenart').inputValue()).toBe('');
	await page.getByRole('button', { name: 'Show me what would happen' }).click();
	await page.getByRole('heading', { name: 'This is what would happen.' }).waitFor();
	await shoot(page, '3-preview');
	await page.getByText('Filiale Kassel').first().waitFor();
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByRole('heading', { name: 'Done.' }).waitFor();
	await shoot(page, '4-done');
	await page.goto('/people/import');
	await shoot(page, '5-past');
	await page.getByText('5 new').waitFor();
});
