import type { Page } from 'playwright-core';
import { cast } from '#test/cast.ts';
import { makePulse } from '#test/pulse/pulses-made.ts';
import { catalogue } from './answers.ts';
import { changeFile } from './before-start.ts';

// The states of the page where answers are marked.

/** For `prepare`: a question about returns, and four answers that people read. */
export function someToMark(file: string): Promise<void> {
	return changeFile(file, async (db) => {
		await makePulse(
			{ db, catalogue },
			{
				answers: [
					{ id: 1001, by: cast.picker, said: 'bring it back and we sort it' },
					{ id: 1002, by: cast.storeAssociate, said: '30 days anywhere, they pick how' },
					{ id: 1003, by: cast.policyOwner, said: 'any shop, a month, her choice' },
					{ id: 1004, by: cast.spanishReader, said: 'treinta días', language: 'es' },
				],
			},
		);
	});
}

const marks = (page: Page) => page.goto('/ask/marks');

export const marksViews = [
	{ name: 'an answer to mark', who: cast.administrator, show: marks, desk: false },
	{
		name: 'an answer to mark, and one marked before',
		who: cast.administrator,
		show: async (page: Page) => {
			await marks(page);
			await page.getByRole('button', { name: 'Knows it' }).click();
			await page.getByText('You marked').waitFor();
		},
	},
];
