import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';

// The pages of the roster by CSV, in the order in which one comes to them.

const german = 'test/fixtures/rosters/personal.csv';

async function upload(page: Page, file: string): Promise<void> {
	await page.goto('/people/import');
	await page.getByLabel('A CSV file').setInputFiles(file);
	await page.getByRole('button', { name: 'Look at it' }).click();
}

const who = cast.administrator;

export const rosterViews = [
	{
		name: 'a roster to take',
		who,
		show: (page: Page) => page.goto('/people/import'),
		desk: true,
	},
	{
		name: 'a roster that is none',
		who,
		show: async (page: Page) => {
			await upload(page, 'package.json');
			await page.getByText('has no headings').waitFor();
		},
		desk: true,
	},
	{
		name: 'what its columns mean',
		who,
		show: async (page: Page) => {
			await upload(page, german);
			await page.getByRole('heading', { name: 'What does each column mean?' }).waitFor();
		},
		desk: true,
	},
	{
		name: 'columns that do not do',
		who,
		show: async (page: Page) => {
			await page.getByLabel('Personal-Nr.').selectOption('Not needed');
			await page.getByRole('button', { name: 'Show me what would happen' }).click();
			await page.getByText('Say which column has the employee number.').waitFor();
		},
		desk: true,
	},
	{
		name: 'what it would do, with leavers',
		who,
		show: async (page: Page) => {
			await page.getByLabel('Personal-Nr.').selectOption('Employee number');
			await page.getByLabel('The file has everybody of').selectOption('Warehouse');
			await page.getByRole('button', { name: 'Show me what would happen' }).click();
			await page.getByRole('heading', { name: 'This is what would happen.' }).waitFor();
		},
		desk: true,
	},
	{
		name: 'leavers without a second yes',
		who,
		show: async (page: Page) => {
			await page.getByText(/^Yes, these \d+ people leave/).click();
			await page.getByRole('button', { name: 'Do it' }).click();
			await page.getByText('if you are sure').waitFor();
		},
		desk: true,
	},
	{
		name: 'an import that is done',
		who,
		show: async (page: Page) => {
			await page.getByText('No, nobody leaves by this import').click();
			await page.getByRole('button', { name: 'Do it' }).click();
			await page.getByRole('heading', { name: 'Done.', exact: true }).waitFor();
		},
		desk: true,
	},
] as const;
