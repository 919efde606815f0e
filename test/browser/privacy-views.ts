import type { Page } from 'playwright-core';
import { castPerson } from '#db/seed/cast.ts';
import { leaveWork } from '#people/leave.ts';
import { cast, castTime } from '#test/cast.ts';
import { changeFile } from './before-start.ts';

// The states of the pages about leaving, about one's data and of the record of everything done.

const at = (path: string) => (page: Page) => page.goto(path);
const gone = castPerson('3118');

/** For `prepare`: one person left long ago, and one yesterday. */
export function somebodyLeft(file: string): Promise<void> {
	const day = 24 * 3_600_000;
	return changeFile(file, async (db) => {
		for (const [{ id }, days] of [[gone, 800] as const, [castPerson('3219'), 1] as const]) {
			const deed = { by: cast.administrator.id, at: castTime - days * day };
			await db.write((tx) => leaveWork(tx, { employeeId: id }, deed));
		}
	});
}

export const privacyViews = [
	{ name: 'what is kept about me', who: cast.thirdPicker, show: at('/me/data') },
	{
		name: 'everything about me',
		who: cast.thirdPicker,
		show: at('/me/data?read=all'),
		desk: true,
	},
	...[
		{ name: 'who left', show: at('/people/leavers') },
		{
			name: 'a run that nobody confirmed',
			show: async (page: Page) => {
				await page.goto('/people/leavers');
				await page.locator('form[action*=keepTheLawNow]').evaluate((form) => {
					form.setAttribute('novalidate', '');
				});
				await page.getByRole('button', { name: 'Do it now' }).click();
				await page.getByText('Tick that you have read it.').waitFor();
			},
		},
		{
			name: 'a run',
			show: async (page: Page) => {
				await page.getByLabel('I have read this').check();
				await page.getByRole('button', { name: 'Do it now' }).click();
				await page.getByText('See below what it did.').waitFor();
			},
		},
		{ name: 'everything about somebody', show: at(`/people/${cast.thirdPicker.id}/data`) },
		{ name: 'before an erasure', show: at(`/people/${cast.thirdPicker.id}/erase`) },
		{
			name: 'an erasure with a wrong number',
			show: async (page: Page) => {
				await page.getByLabel('The person asked for it').check();
				await page.getByLabel('Type the number').fill('0');
				await page.getByRole('button', { name: 'Erase for good' }).click();
				await page.getByText('This is another number.').waitFor();
			},
		},
		{ name: 'everything done', show: at('/audit') },
		{
			name: 'everything done, with details open',
			show: async (page: Page) => {
				await page.goto('/audit?action=policy.published');
				await page.locator('tbody summary').first().click();
			},
		},
		{ name: 'a search with several people', show: at('/audit?who=am') },
		{ name: 'a search with nothing found', show: at('/audit?to=2020-01-01') },
		{
			name: 'the record checked',
			show: async (page: Page) => {
				await page.goto('/audit');
				await page.getByRole('button', { name: 'Check it now' }).click();
				await page.getByText(/entries held on/).waitFor();
			},
		},
	].map((view) => ({ ...view, who: cast.administrator, desk: true })),
];
