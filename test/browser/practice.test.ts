import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cast, castTime } from '#test/cast.ts';
import { choose, questionOn, turnOn, untilTurnAfter } from './answers.ts';
import { changeFile } from './before-start.ts';
import { rowsIn } from './on-record.ts';
import { practisedBefore } from './practice-views.ts';
import { useSite } from './site.ts';

const plain = { javaScriptEnabled: false };

const site = useSite({ prepare: (file) => changeFile(file, practisedBefore) });
const day = 24 * 3_600_000;

beforeAll(() => site().server.moveClock(20 * day));

/** Said on a phone, with two slips in each. */
const inHerWords: Readonly<Record<string, string>> = {
	returns: 'u can bring it bak to any shop or online within 30 dyas and you choose how we fix it',
};

test('a picker does her minute without script: one in her own words with two typos, and Today says so', async () => {
	const page = await site().openAs(cast.thirdPicker, plain);
	await page.screenshot({ path: '/tmp/pr-today.png', fullPage: true });
	for (let n = 0; n < 3; n++) {
		if (n === 0) await page.getByRole('button', { name: 'Start' }).click();
		const { question } = await questionOn(page);
		console.log(question.id, question.kind, await page.locator('.place').innerText());
		await page.screenshot({ path: `/tmp/pr-q${n}.png`, fullPage: true });
		if (n === 0) await page.getByRole('button', { name: 'I don’t know' }).click();
		else {
			await choose(page, n === 1 ? 'wrong' : 'right');
			await page.getByRole('button', { name: 'I’m sure' }).click();
		}
	}
	let n = 3;
	while ((await page.locator('form[data-answer]').count()) > 0) {
		const { question } = await questionOn(page);
		console.log(question.id, question.kind);
		await page.screenshot({ path: `/tmp/pr-q${n++}.png`, fullPage: true });
		await choose(page, 'right');
		await page.getByRole('button', { name: 'I think so' }).click();
	}
	await page.screenshot({ path: `/tmp/pr-done.png`, fullPage: true });
	await page.goto('/');
	await page.screenshot({ path: `/tmp/pr-after.png`, fullPage: true });
	await page.goto('/practice');
	await page.screenshot({ path: `/tmp/pr-practice.png`, fullPage: true });
});
