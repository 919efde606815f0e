import type { Page } from 'playwright-core';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { castPeople } from '#db/seed/cast.ts';
import { cast, castTime } from '#test/cast.ts';
import { ask, right } from '../pulse/asking.ts';
import { changeFile } from './before-start.ts';
import { historyLasts } from './history.ts';

// The states of the pages where people answer the chief executive's question.

const { storeManager, courierLead } = cast;
const until = castTime + historyLasts + 3 * 24 * 3_600_000;

/** One question with names, one without, and one that is over. */
export async function someAreAsked(file: string): Promise<void> {
	await changeFile(file, async (db) => {
		await ask(db, [storeManager], { id: 'over', until: castTime });
		await ask(db, [storeManager], { id: 'named', until });
		const others = castPeople.filter(({ id }) => !hasName.has(id)).slice(0, 30);
		await ask(db, [courierLead, ...others], { id: 'unnamed', anonymous: true, until });
	});
}

const hasName = new Set(Object.values(cast).map(({ id }) => id));

const at = (path: string) => (page: Page) => page.goto(path);

export async function say(page: Page, words: string): Promise<void> {
	await page.getByLabel('Your answer').fill(words);
	await page.getByRole('button', { name: 'Send my answer' }).click();
}

type View = {
	name: string;
	who: CastPerson | undefined;
	show(page: Page): Promise<unknown>;
	desk?: boolean;
};

export const askedViews: readonly View[] = [
	{ name: 'today, asked', who: storeManager, show: at('/') },
	{ name: 'the chief executive’s question', who: storeManager, show: at('/asked/named') },
	{
		name: 'the question with nothing said',
		who: storeManager,
		show: async (page) => {
			await page.locator('form.ask').evaluate((form) => form.setAttribute('novalidate', ''));
			await say(page, '');
			await page.getByText('Say it in your own words first.').waitFor();
		},
	},
	{
		name: 'the question answered',
		who: storeManager,
		show: async (page) => {
			await say(page, 'what the customer expects');
			await page.getByRole('heading', { name: 'Thank you.' }).waitFor();
		},
	},
	{ name: 'a question that is over', who: storeManager, show: at('/asked/over') },
	{ name: 'the question without a name', who: courierLead, show: at('/asked/unnamed') },
	{
		name: 'the question answered without a name',
		who: courierLead,
		show: async (page) => {
			await say(page, right);
			await page.getByRole('heading', { name: 'Thank you.' }).waitFor();
		},
	},
	{
		name: 'a link to a question that is not whole',
		who: undefined,
		show: at('/asked/mail?token=x'),
	},
];
