import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';
import { answer, questionOn } from './answers.ts';

// The states in which somebody says something in her own words, and in which others read it.

const at = (path: string) => (page: Page) => page.goto(path);

export const notYet = 'bring it back within 30 days and we are nice about it';

/** Opens a lesson and answers right until it asks for one's own words. */
export async function openRecall(page: Page): Promise<void> {
	await page.goto('/lessons/returns');
	for (;;) {
		const { question } = await questionOn(page);
		if (question.kind === 'recall') return;
		await answer(page);
	}
}

export async function say(page: Page, words: string): Promise<void> {
	await page.getByLabel('Your answer').fill(words);
	await page.getByRole('button', { name: 'Check' }).click();
	await page.locator('.said').waitFor();
}

export const saidViews = [
	{
		name: 'something to say, with little room left',
		who: cast.storeAssociate,
		show: async (page: Page) => {
			await openRecall(page);
			await page.getByLabel('Your answer').fill('x'.repeat(270));
		},
	},
	{
		name: 'not yet',
		who: cast.storeAssociate,
		show: async (page: Page) => {
			await say(page, notYet);
			await page.getByText('I did say that').click();
		},
	},
	{
		name: 'somebody will read it',
		who: cast.storeAssociate,
		show: async (page: Page) => {
			await page.getByRole('button', { name: 'Ask somebody to read it' }).click();
			await page.getByText('A person will read this.').waitFor();
		},
	},
	{
		name: 'what one has said',
		who: cast.storeAssociate,
		show: async (page: Page) => {
			await page.goto('/me/answers');
			await page.getByText('What was looked for').first().click();
		},
	},
	{ name: 'nothing said yet', who: cast.courierLead, show: at('/me/answers') },
	{
		name: 'an answer to read',
		who: cast.storeManager,
		show: async (page: Page) => {
			await page.goto('/team/answers');
			await page.getByText('Show us the words').click();
			await page.getByLabel('Which words').fill('nice');
			await page.getByRole('button', { name: 'She knows it' }).click();
			await page.getByText('Choose what these words show.').waitFor();
		},
		desk: true,
	},
	{
		name: 'an answer read',
		who: cast.storeManager,
		show: async (page: Page) => {
			await page.getByRole('button', { name: 'Not yet' }).click();
			await page.getByText('Kept: not yet.').waitFor();
		},
		desk: true,
	},
	{ name: 'today with an answer that was read', who: cast.storeAssociate, show: at('/') },
	{ name: 'what a reader decided', who: cast.storeAssociate, show: at('/me/answers') },
];
