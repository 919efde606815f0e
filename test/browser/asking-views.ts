import type { Page } from 'playwright-core';
import { askEverybody } from '#pulse/ask-everybody.ts';
import type { AskTerms } from '#pulse/check-ask.ts';
import { cast, castTime } from '#test/cast.ts';
import { catalogue } from './answers.ts';
import { changeFile } from './before-start.ts';

// Asking the chief executive's question, in its states.

const at = (path: string) => (page: Page) => page.goto(path);
const state = { who: cast.policyOwner, desk: true } as const;
const day = 86_400_000;

/** For `prepare`: one question is over, another one is open. */
export function somethingAsked(file: string): Promise<void> {
	return changeFile(file, async (db) => {
		for (const [id, policyId, days] of [
			['is-over', 'standard', 1],
			['is-open', 'returns', 30],
		] as const) {
			const terms: AskTerms = {
				...{ questionId: policyId, policyId, audience: {}, strata: 'site', anonymous: false },
				...{ wish: { number: 40 }, until: castTime + days * day },
			};
			const by = cast.chiefExecutive.id;
			await askEverybody(db, catalogue, { id, terms, seed: id, by, at: castTime });
		}
	});
}

export const askingViews = [
	{ ...state, name: 'questions asked', show: at('/ask') },
	{
		...state,
		name: 'a question about to be ended',
		show: async (page: Page) => {
			await page.goto('/ask?done=asked');
			await page.getByText('End it now').first().click();
		},
	},
	{ ...state, name: 'how a sample was drawn', show: at('/ask/is-open/draw') },
	{ ...state, name: 'a question to ask', show: at('/ask/new') },
	{ ...state, name: 'a question to ask again', show: at('/ask/new?again=is-over') },
	{
		...state,
		name: 'whom a question would ask',
		show: async (page: Page) => {
			await page.goto('/ask/new');
			await page.getByRole('button', { name: 'See whom it asks' }).click();
			await page.getByRole('heading', { name: 'Passed over' }).waitFor();
		},
	},
	{
		...state,
		name: 'a question with errors',
		show: async (page: Page) => {
			await page.goto('/ask/new');
			await page.getByRole('radio', { name: 'A number of people' }).check();
			await page.getByLabel('How many people').fill('many');
			await page.getByLabel('Until when').fill('2020-01-01T10:00');
			await page.getByLabel('In the last … days').fill('some');
			await page.getByRole('button', { name: 'See whom it asks' }).click();
			await page.getByText('Nobody is asked yet.').waitFor();
		},
	},
];
