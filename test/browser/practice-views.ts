import type { Page } from 'playwright-core';
import type { Database } from '#db/connection.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { cast, castTime } from '#test/cast.ts';
import { catalogue, choose, turnOn, untilTurnAfter } from './answers.ts';
import { answerLesson } from './before-start.ts';

const day = 24 * 3_600_000;

/** Some people learned everything, twice, so that practice asks them in their own words too. */
export async function practisedBefore(db: Database): Promise<void> {
	for (const who of [cast.thirdPicker, cast.storeAssociate]) {
		for (const days of [0, 4]) {
			for (const [index, { id }] of catalogue.lessons.entries()) {
				await answerLesson(db, who, id, { at: castTime + days * day + index * 300_000 });
			}
		}
	}
}

/** Presses one of the three buttons and waits for what comes. */
export async function sendAs(page: Page, how: string): Promise<void> {
	const before = await turnOn(page);
	await page.getByRole('button', { name: how }).click();
	await untilTurnAfter(page, before);
}

type View = {
	readonly name: string;
	readonly who: CastPerson;
	readonly show: (page: Page) => Promise<unknown>;
	readonly desk?: boolean;
};

const at = (path: string) => (page: Page) => page.goto(path);

/** The states of the daily minute, in the order in which they come. */
export const practiceViews: readonly View[] = [
	{ name: 'a minute before any lesson', who: cast.picker, show: at('/practice') },
	{ name: 'a minute that waits', who: cast.thirdPicker, show: at('/practice') },
	{
		name: 'a question of the minute',
		who: cast.thirdPicker,
		show: async (page: Page) => {
			await page.goto('/practice');
			await page.getByRole('button', { name: 'Start' }).click();
			await page.getByRole('button', { name: 'I don’t know' }).waitFor();
		},
	},
	{
		name: 'a minute with nothing chosen',
		who: cast.thirdPicker,
		show: async (page: Page) => {
			await page.locator('form[data-answer]').evaluate((form) => {
				form.setAttribute('novalidate', '');
			});
			await page.getByRole('button', { name: 'I’m sure' }).click();
			await page.locator('#choice-problem').waitFor();
		},
	},
	{
		name: 'a minute that is done',
		who: cast.thirdPicker,
		show: async (page: Page) => {
			await page.goto('/practice');
			while ((await page.locator('form[data-answer]').count()) > 0) {
				await choose(page, 'right');
				await sendAs(page, 'I’m sure');
			}
			await page.getByRole('heading', { name: 'Solid', exact: true }).waitFor();
		},
	},
	{ name: 'today after the minute', who: cast.thirdPicker, show: at('/') },
];
