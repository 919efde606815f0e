import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';

// The directory of people and the organisation, in their states.

const at = (path: string) => (page: Page) => page.goto(path);
const unfold = (page: Page, part: string | RegExp) =>
	page.locator('summary', { hasText: part }).click();
const state = { who: cast.administrator, desk: true } as const;
const picker = `/people/${cast.picker.id}`;

export const peopleViews = [
	{ ...state, name: 'people', show: at('/people') },
	{ ...state, name: 'people found', show: at('/people?q=amina&standing=no+way+in+yet') },
	{ ...state, name: 'nobody found', show: at('/people?q=xyzzyplugh') },
	{ ...state, name: 'people on the next page', show: at(`/people?after=${cast.picker.id}`) },
	{ ...state, name: 'a person to add', show: at('/people/new') },
	{
		...state,
		name: 'a person to add, with errors',
		show: async (page: Page) => {
			await page.goto('/people/new');
			await page.getByLabel('Name').fill('Thandiwe Dube');
			await page.getByLabel('Employee number').fill('44 17');
			await page.getByLabel('Works as').fill('Picker');
			await page.getByLabel('Team', { exact: true }).selectOption('warehouse-night');
			await page.getByRole('button', { name: 'Add this person' }).click();
			await page.getByText('Not saved yet').waitFor();
		},
	},
	{ ...state, name: 'a record in the directory', show: at(picker) },
	{
		...state,
		name: 'a record about to be changed, and a question asked back',
		show: async (page: Page) => {
			await page.goto(picker);
			await unfold(page, 'Change these details');
			await page.getByRole('checkbox', { name: /^administrator/ }).check();
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await page.getByText('Do you mean it?').waitFor();
		},
	},
	{
		...state,
		name: 'somebody about to leave',
		show: async (page: Page) => {
			await page.goto(`/people/${cast.shiftLead.id}`);
			await unfold(page, / leaves$/);
		},
	},
	{
		...state,
		name: 'somebody who left',
		show: async (page: Page) => {
			await page.goto('/people/e9018');
			await unfold(page, / leaves$/);
			await page.getByRole('button', { name: /leaves now$/ }).click();
			await page.getByText('Signed out everywhere. The').waitFor();
		},
	},
	{ ...state, name: 'the organisation', show: at('/people/organisation') },
	{
		...state,
		name: 'a site to add, with errors',
		show: async (page: Page) => {
			await page.goto('/people/organisation');
			await unfold(page, 'Add a team');
			await unfold(page, 'Add a vendor');
			await unfold(page, 'Add a site');
			await page.locator('#site-name').fill('Porto');
			await page.locator('#site-market').fill('Portugal');
			await page.getByRole('button', { name: 'Add this site' }).click();
			await page.getByText('Write its two letters').waitFor();
		},
	},
	{ ...state, name: 'a team in the organisation', show: at('/people/teams/warehouse-night') },
	{
		...state,
		name: 'a team before anybody was there',
		show: at('/people/teams/warehouse-night?on=2001-01-01'),
	},
	{
		...state,
		name: 'a team that cannot be moved there',
		show: async (page: Page) => {
			await page.goto('/people/teams/stores');
			await unfold(page, 'Change or move');
			await page.locator('#team-name').fill(' ');
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await page.getByText('Write a name.').waitFor();
			await unfold(page, 'Close this team');
		},
	},
	{ ...state, name: 'a site', show: at('/people/sites/depot') },
	{
		...state,
		name: 'a site that stays',
		show: async (page: Page) => {
			await page.goto('/people/sites/depot');
			await unfold(page, 'Remove this site');
			await page.getByRole('button', { name: /^Remove/ }).click();
			await page.getByText('It stays, or they go elsewhere first.').waitFor();
		},
	},
	{ ...state, name: 'a vendor beside our own people', show: at('/people/vendors/northline') },
];
