import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';

// Walking the floor, and the line-up card, in their states.

const at = (path: string) => (page: Page) => page.goto(path);
const leader = { who: cast.chiefExecutive, desk: false } as const;
const lead = { who: cast.shiftLead, desk: true } as const;
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

export const floorViews = [
	{ ...leader, name: 'walking the floor', show: at('/ask/walk?question=standard') },
	{
		...leader,
		name: 'a number that nobody has',
		show: async (page: Page) => {
			await page.goto('/ask/walk');
			await page.getByText('Or by number or badge').click();
			await page.getByLabel('Employee number').fill('0000');
			await press(page, 'Find this person');
			await page.getByText('Nobody who works here').waitFor();
		},
	},
	{
		...leader,
		name: 'somebody to ask in Spanish',
		show: at(`/ask/walk?question=standard&person=${cast.spanishReader.id}`),
	},
	{
		...leader,
		name: 'what was there',
		show: async (page: Page) => {
			await page.goto('/ask/walk?question=standard&person=anybody');
			await page.locator('textarea').fill('What the customer expects.');
			await press(page, 'See what was there');
			await page.getByRole('heading', { name: 'What was there' }).waitFor();
		},
	},
	{ ...leader, name: 'a walk of today', show: at('/ask/walk') },
	{ ...lead, name: 'a line-up card', show: at('/team/huddle') },
	{
		...lead,
		name: 'a line-up held',
		show: async (page: Page) => {
			await press(page, 'We did it');
			await page.getByText('✓ Held').waitFor();
		},
	},
	{
		...{ who: cast.logisticsManager, desk: true, name: 'a card of one of several teams' },
		show: at('/team/huddle'),
	},
	{
		...{ who: cast.policyOwner, desk: true, name: 'a policy to put on line-up cards, with errors' },
		show: async (page: Page) => {
			await page.goto('/policies/paying');
			await page.getByText('Put it on tomorrow’s line-up cards').click();
			await page.getByLabel('What to stress').fill('x'.repeat(200));
			await press(page, 'Put it on the cards');
			await page.getByText('Shorten it to').waitFor();
		},
	},
];
