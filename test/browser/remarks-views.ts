import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';

// The states of the pages where people tell us something, of the thread and of the map.

const at = (path: string) => (page: Page) => page.goto(path);

/** Fills the form on the page and sends it. */
export async function tell(
	page: Page,
	{ what = 'Wrong', words = 'It is not how things are on my shift.', named = false } = {},
): Promise<void> {
	await page.getByRole('radio', { name: what }).check();
	await page.getByLabel('In a sentence').fill(words);
	if (named) await page.getByLabel('Put my name to it').check();
	await page.getByRole('button', { name: 'Tell us' }).click();
}

const aboutReturns = '/tell-us?policy=returns';

export const remarksViews = [
	{ name: 'nothing told yet', who: cast.thirdPicker, show: at('/me/remarks') },
	{ name: 'telling us about a policy', who: cast.thirdPicker, show: at(aboutReturns) },
	{
		name: 'telling us about a lesson',
		who: cast.thirdPicker,
		show: at('/tell-us?lesson=the-service-standard'),
	},
	{
		name: 'telling us with nothing in it',
		who: cast.thirdPicker,
		show: async (page: Page) => {
			await page.goto(aboutReturns);
			await page.locator('form[action*=tellUs]').evaluate((form) => {
				form.setAttribute('novalidate', '');
			});
			await page.getByRole('button', { name: 'Tell us' }).click();
			await page.getByText('Choose one of the three.').waitFor();
		},
	},
	{
		name: 'something told',
		who: cast.thirdPicker,
		show: async (page: Page) => {
			await page.goto(aboutReturns);
			await tell(page);
			await page.getByText('Thank you').waitFor();
		},
	},
	{ name: 'a touchpoint', who: cast.thirdPicker, show: at('/standard/touchpoints/return') },
	{ name: 'remarks', who: cast.policyOwner, show: at('/policies/remarks'), desk: true },
	{
		name: 'an answer that says nothing',
		who: cast.policyOwner,
		show: async (page: Page) => {
			await page.goto('/policies/remarks');
			await page.getByRole('button', { name: 'Send the answer' }).click();
			await page.getByText('Write the answer').waitFor();
		},
		desk: true,
	},
	{
		name: 'a remark taken into a draft',
		who: cast.policyOwner,
		show: async (page: Page) => {
			await page.goto('/policies/remarks');
			await page.getByRole('checkbox').first().check();
			await page.getByRole('radio', { name: 'Take it into the draft' }).check();
			await page.getByRole('button', { name: 'Send the answer' }).click();
			await page.getByText('One remark to take in').waitFor();
		},
		desk: true,
	},
	{
		name: 'a policy with a remark',
		who: cast.policyOwner,
		show: at('/policies/returns'),
		desk: true,
	},
	{ name: 'today with an answer', who: cast.thirdPicker, show: at('/') },
	{ name: 'what became of it', who: cast.thirdPicker, show: at('/me/remarks') },
	{ name: 'the map', who: cast.policyOwner, show: at('/policies/map'), desk: true },
	{
		name: 'one place on the map',
		who: cast.policyOwner,
		show: at('/policies/map?touchpoint=problem&channel=warehouse'),
		desk: true,
	},
];
