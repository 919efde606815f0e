import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';
import { callsWith, connect, idIn, makeToken } from './directory-calls.ts';

const who = cast.administrator;

/** The pages of directories in their states, one after the other. */
export const directoryViews = [
	{
		name: 'no directory yet',
		who,
		show: (page: Page) => page.goto('/people/directories'),
		desk: true,
	},
	{
		name: 'a directory not named yet',
		who,
		show: async (page: Page) => {
			await page.getByLabel('Name').fill(' ');
			await page.getByLabel('Where new people begin').selectOption('warehouse-night');
			await page.getByRole('button', { name: 'Connect it' }).click();
			await page.getByText('Give it a name').waitFor();
		},
		desk: true,
	},
	{
		name: 'a directory with a new token',
		who,
		show: async (page: Page) => {
			await connect(page, 'Entra ID');
			token = await makeToken(page);
		},
		desk: true,
	},
	{
		name: 'a directory with groups, people who wait to leave and failures',
		who,
		show: async (page: Page) => {
			await fill(new URL(page.url()).origin);
			await page.reload();
			await page.getByLabel('Group', { exact: true }).selectOption({ label: 'Day shift (1)' });
			await page.getByLabel('Its people work in').selectOption('warehouse-day');
			await page.getByRole('button', { name: 'Give it the team' }).click();
			await page.getByText('people of the group are in the team').waitFor();
		},
		desk: true,
	},
	{
		name: 'directories',
		who,
		show: (page: Page) => page.goto('/people/directories'),
		desk: true,
	},
];

let token = '';

async function fill(origin: string): Promise<void> {
	const call = callsWith(origin, token);
	const ids: string[] = [];
	for (let n = 0; n < 12; n += 1)
		ids.push(
			await idIn(await call('POST', '/Users', { userName: `n ${n}`, displayName: `Person ${n}` })),
		);
	const members = ids.slice(-1).map((value) => ({ value }));
	for (const displayName of ['Day shift', 'Everybody'])
		await call('POST', '/Groups', { displayName, members });
	for (const id of ids) await call('DELETE', `/Users/${id}`);
}
