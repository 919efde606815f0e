import type { Page } from 'playwright-core';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast } from '#test/cast.ts';

// The states of badges and shared tablets. They come last: nobody's browser becomes a tablet here.

const at = (path: string) => (page: Page) => page.goto(path);

let code = '';

export const kioskViews = [
	{ name: 'badges of a team', who: cast.shiftLead, show: at('/badges'), desk: true },
	{ name: 'badges, no team chosen', who: cast.administrator, show: at('/badges'), desk: true },
	{
		name: 'badges to register, with errors',
		who: cast.shiftLead,
		show: async (page: Page) => {
			await page.getByText('Use badges that people have already').click();
			await page.getByLabel('Numbers and badges').fill('0017;x');
			await page.getByRole('button', { name: 'Register them' }).click();
			await page.getByText('Line 1: nobody of yours').waitFor();
		},
		desk: true,
	},
	{
		name: 'badges to print',
		who: cast.shiftLead,
		show: async (page: Page) => {
			await page.goto('/badges');
			await page.getByRole('button', { name: 'Print cards' }).click();
			await page.getByRole('heading', { name: 'badges to print' }).waitFor();
		},
		desk: true,
	},
	{
		name: 'badges of one person',
		who: cast.shiftLead,
		show: async (page: Page) => {
			await page.goto(`/badges?person=${cast.picker.id}`);
			await page.getByText(`Use a badge that`).click();
			await page.getByLabel('Scan it').fill('abc');
			await page.getByRole('button', { name: 'Register it' }).click();
			await page.getByText('at least four letters').waitFor();
			for (const more of ['Take it away', 'The badge was lost']) await page.getByText(more).click();
		},
		desk: true,
	},
	{ name: 'no kiosk yet', who: cast.shiftLead, show: at('/kiosks'), desk: true },
	{
		name: 'a code for a kiosk',
		who: cast.shiftLead,
		show: async (page: Page) => {
			await page.getByLabel('What to call it').fill('Packing 2');
			await page.getByRole('button', { name: 'Make a code' }).click();
			code = await page.locator('.code').innerText();
		},
		desk: true,
	},
	{
		name: 'a wrong code on a tablet',
		who: undefined,
		show: async (page: Page) => {
			await page.goto('/kiosk/enrol');
			await page.getByLabel('Code').fill('AAAA');
			await page.getByRole('button', { name: 'Enrol this tablet' }).click();
			await page.getByText('This code does not work').waitFor();
		},
	},
	{
		name: 'the lock screen',
		who: undefined,
		show: async (page: Page) => {
			await page.getByLabel('Code').fill(code);
			await page.getByRole('button', { name: 'Enrol this tablet' }).click();
			await page.getByRole('heading', { name: 'Show your badge' }).waitFor();
		},
	},
	{
		name: 'the lock screen with a badge that opens nothing',
		who: undefined,
		show: async (page: Page) => {
			await page.getByLabel('Employee number').fill('1'.repeat(44));
			await page.getByRole('button', { name: 'Sign in' }).click();
			await page.getByText('This badge opens nothing here').waitFor();
		},
	},
	{
		name: 'the lock screen with a wrong PIN',
		who: undefined,
		show: async (page: Page) => {
			await page.getByLabel('Employee number').fill(cast.picker.number);
			await page.getByLabel('PIN').fill('314159');
			await page.getByRole('button', { name: 'Sign in' }).click();
			await page.getByText('do not fit together').waitFor();
		},
	},
	{
		name: 'a tablet that nobody touches',
		who: undefined,
		show: async (page: Page) => {
			await page.goto('/kiosk');
			await page.getByLabel('Employee number').fill(cast.picker.number);
			await page.getByLabel('PIN').fill(demonstrationPin);
			await page.clock.install();
			await page.getByRole('button', { name: 'Sign in' }).click();
			await page.waitForURL('**/');
			await page.clock.runFor(61_000);
			await page.getByRole('alertdialog', { name: 'Still there?' }).waitFor();
		},
	},
	{ name: 'kiosks', who: cast.shiftLead, show: at('/kiosks'), desk: true },
	{
		name: 'a kiosk cut off',
		who: cast.shiftLead,
		show: async (page: Page) => {
			await page.getByText('Cut off Packing 2').click();
			await page.getByRole('button', { name: 'Yes, cut Packing 2 off now' }).click();
			await page.getByText('Nobody gets in there').waitFor();
		},
		desk: true,
	},
	{ name: 'a tablet that is cut off', who: undefined, show: at('/kiosk') },
];
