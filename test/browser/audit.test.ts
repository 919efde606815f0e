import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { changeEmployee } from '#people/change-employee.ts';
import { cast, castTime } from '#test/cast.ts';
import { answerLesson, changeFile } from './before-start.ts';
import { useSite } from './site.ts';

const wide = { viewport: { width: 1280, height: 900 } };

const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			await answerLesson(db, cast.picker, 'returns', { at: castTime });
			const deed = { by: cast.administrator.id, at: castTime };
			const change = { job: '=HYPERLINK("https://evil.example")' };
			await db.write((tx) => changeEmployee(tx, cast.storeAssociate.id, change, deed));
		}),
});

const rows = (page: Page) => page.locator('tbody tr').allInnerTexts();

test('an administrator finds what was done by person, by deed and by day, and reads from what to what', async () => {
	const page = await site().openAs(cast.administrator, wide);
	await page.goto('/audit');
	expect(await page.locator('h1').innerText()).toMatch(/^\d+ things were done\.$/);
	expect(await page.locator('tbody tr').count()).toBe(50);
	await page.getByRole('link', { name: 'Older' }).click();
	await page.getByRole('link', { name: 'Back to the newest' }).waitFor();

	await page.getByLabel('Who did it').fill(cast.picker.number);
	await page.getByLabel('What was done').selectOption({ label: 'Finished a lesson' });
	await page.getByRole('button', { name: 'Search' }).click();
	await page.getByText('One thing was done.').waitFor();
	expect((await rows(page))[0]).toContain(cast.picker.name);

	await page.goto('/audit?action=employee.changed');
	await page.locator('tbody summary').click();
	const line = page.locator('tbody dl');
	expect(await line.innerText()).toContain('Store associate');
	expect(await line.locator('ins').innerText()).toContain('HYPERLINK');
	await page.goto('/audit?to=2020-01-01');
	await page.getByText('Nothing like this was done.').waitFor();
});

test('a name that several have is asked about, one that nobody has is said', async () => {
	const page = await site().openAs(cast.administrator, wide);
	const [first = ''] = cast.picker.name.split(' ');
	await page.goto(`/audit?who=${first.slice(0, 2)}`);
	await page.getByText('Several people fit.').waitFor();
	await page.getByRole('link', { name: cast.picker.name }).click();
	expect(await rows(page)).not.toHaveLength(0);
	await page.goto('/audit?who=nobodyhasthisname');
	await page.getByText('Nobody here has the number or the name').waitFor();
});

test('what is found is exported harmlessly, and the export is on record', async () => {
	const page = await site().openAs(cast.administrator, wide);
	const response = await page.request.get('/audit/export.csv?action=employee.changed');
	const csv = await response.text();
	expect(csv.split('\r\n').length === 1 ? csv.split('\n') : csv.split('\r\n')).toHaveLength(3);
	expect(csv).toContain('HYPERLINK');
	expect(csv).not.toMatch(/(^|,)"?=/m);
	const all = await (await page.request.get('/audit/export.csv')).text();
	expect(all.split('\n').length).toBeGreaterThan(200);
	await page.goto('/audit?action=audit.exported');
	expect((await rows(page))[0]).toContain('Exported the record of everything done');
});

test('the record is checked at the press of a button', async () => {
	const page = await site().openAs(cast.administrator, wide);
	await page.goto('/audit');
	await page.getByText('Nobody has checked it here yet.').waitFor();
	await page.getByRole('button', { name: 'Check it now' }).click();
	await page.getByText(/^All [\d,]+ entries held on/).waitFor();
});
