import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { leaveWork } from '#people/leave.ts';
import { cast, castTime } from '#test/cast.ts';
import { choose, openWith } from './answers.ts';
import { answerLesson, changeFile } from './before-start.ts';
import { useSite } from './site.ts';

const wide = { viewport: { width: 1280, height: 900 } };
const longAgo = castTime - 800 * 24 * 3_600_000;

const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			const at = castTime;
			await answerLesson(db, cast.picker, 'returns', { at });
			await answerLesson(db, cast.secondPicker, 'returns', { at });
			const leaving = { employeeId: cast.secondPicker.id };
			await db.write((tx) => leaveWork(tx, leaving, { by: cast.administrator.id, at: longAgo }));
			const lately = { employeeId: cast.storeAssociate.id };
			await db.write((tx) => leaveWork(tx, lately, { by: cast.administrator.id, at }));
		}),
});

const textOf = (page: Page) => page.locator('main').innerText();

test('somebody reads everything about herself, and takes it along', async () => {
	const page = await site().openAs(cast.picker);
	await page.goto('/me');
	await page.getByRole('link', { name: 'My data' }).click();
	expect(await textOf(page)).toContain('24 months after you leave');
	const file = await page.request.get('/me/data.json');
	const copy = await file.json();
	expect(copy.about).toMatchObject({ name: cast.picker.name, number: cast.picker.number });
	const titles = copy.sections.map(({ title }: { title: string }) => title);
	expect(titles).toEqual(expect.arrayContaining(['Lessons finished', 'Answers']));
	expect(JSON.stringify(copy)).not.toContain('argon2');
	await page.getByRole('link', { name: 'Read it all' }).click();
	await page.getByText('Lessons finished').waitFor();
	expect(await textOf(page)).toContain(cast.picker.name);
	const colleagues = [cast.shiftLead, cast.administrator, cast.secondPicker];
	for (const { name, id } of colleagues) {
		expect(await page.content(), name).not.toContain(name);
		expect(JSON.stringify(copy), id).not.toContain(`"${id}"`);
	}
});

test('an administrator sees what the next run will do, has it done, and reads what it did', async () => {
	const page = await site().openAs(cast.administrator, wide);
	await page.goto('/people/leavers');
	expect(await page.locator('h1').innerText()).toBe('The time of one person is over.');
	expect(await textOf(page)).toContain(cast.secondPicker.name);
	expect(await textOf(page)).toContain(cast.storeAssociate.name);
	await page.getByLabel('I have read this').check();
	await page.getByRole('button', { name: 'Do it now' }).click();
	await page.getByText('Done. See below what it did.').waitFor();
	expect(await textOf(page)).not.toContain(cast.secondPicker.name);
	expect(await textOf(page)).toContain('1 person made nobody’s');
	expect(await textOf(page)).toContain(cast.storeAssociate.name);
});

test('who is erased in the middle of a quiz is signed out, and nothing has her name any more', async () => {
	const { name, id, number } = cast.picker;
	const picker = await site().openAs(cast.picker);
	await openWith(picker, 'moments-of-truth', ['order', 'single', 'multiple', 'scenario']);
	const page = await site().openAs(cast.administrator, wide);
	await page.goto(`/people/${id}/data`);
	expect(await textOf(page)).toContain('Lessons finished');
	await page.getByRole('link', { name: 'Erase this person' }).click();
	expect(await textOf(page)).toContain(`${name} works here.`);
	await page.getByLabel('The person asked for it').check();
	await page.getByLabel('Type the number').fill('0000');
	await page.getByRole('button', { name: 'Erase for good' }).click();
	await page.getByText('This is another number.').waitFor();
	expect(await page.getByLabel('The person asked for it').isChecked()).toBe(true);
	await page.getByLabel('Type the number').fill(number);
	await page.getByRole('button', { name: 'Erase for good' }).click();
	await page.getByText('The record is nobody’s now.').waitFor();

	await choose(picker, 'right');
	await picker.getByRole('button', { name: 'Check' }).click();
	await picker.getByText('Who is this?').waitFor();
	expect((await page.goto(`/people/${id}/data`))?.status()).toBe(404);
	for (const path of ['/people/leavers', `/audit?who=${id}`, '/audit/export.csv']) {
		const body = await (await page.request.get(path)).text();
		expect(body, path).not.toContain(name);
	}
	const bytes = ['', '-wal'].map((end) => readFileSync(`${site().server.file}${end}`, 'latin1'));
	expect(bytes.join('').includes(name)).toBe(false);
});
