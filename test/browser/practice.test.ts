import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { choose, questionOn, turnOn } from './answers.ts';
import { changeFile } from './before-start.ts';
import { rowsIn } from './on-record.ts';
import { practisedBefore } from './practice-views.ts';
import { useSite } from './site.ts';

// A daily minute, three weeks after the lessons.

const plain = { javaScriptEnabled: false };
const day = 24 * 3_600_000;
const site = useSite({ prepare: (file) => changeFile(file, practisedBefore) });

beforeAll(() => site().server.moveClock(20 * day));

/** Said on a phone, with two slips in each. */
const inHerWords: Readonly<Record<string, string>> = {
	'problems-what-she-can-rely-on':
		'one persn stays with it till it is done and she doesnt have to chase us or prove anythng',
};

test('a picker does four questions in a minute without script, one in her own words with two typos, and Today says so', async () => {
	const page = await site().openAs(cast.thirdPicker, plain);
	const wire = await countBytes(page);
	await page.getByRole('button', { name: 'Start' }).click();
	const kinds: string[] = [];
	while ((await page.locator('form[data-answer]').count()) > 0) {
		const { question } = await questionOn(page);
		kinds.push(question.kind);
		if (question.kind !== 'recall') await choose(page, 'right');
		else {
			const words = inHerWords[question.id] ?? expect.fail(`no words for ${question.id}`);
			await page.getByRole('textbox').fill(words);
		}
		await send(page, question.kind === 'recall' ? 'I think so' : 'I’m sure');
		expect(await page.locator('.feedback').innerText()).toMatch(/That's right|Yes|You know it/);
	}
	console.log('a minute:', kinds.join(', '), wire());
	expect(kinds).toHaveLength(4);
	expect(kinds.filter((kind) => kind === 'recall')).toHaveLength(1);
	expect(await page.locator('.slab').innerText()).toContain('All of it is solid.');
	const end = await page.locator('main').innerText();
	expect(end).toMatch(/Solid[\s\S]*When it goes wrong\s+again in /);
	await page.goto('/');
	const today = await page.locator('main').innerText();
	expect(today).toContain('Your minute is done. Kept in mind: ');
	expect(today).toContain('You have practised on one of the last 7 days.');
	const reviews = await rowsIn(
		site().server.file,
		`select format, confidence, "right" from practice_reviews where employee_id = ? and source = 'practice' order by format`,
		[cast.thirdPicker.id],
	);
	expect(reviews.map((row) => [row['format'], row['confidence'], row['right']])).toEqual([
		['recall', 'think', 1],
		...Array.from({ length: 3 }, () => ['recognition', 'sure', 1]),
	]);
});

test('two tabs and going back are one minute; what one does not know is answered, and comes again tomorrow', async () => {
	const page = await site().openAs(cast.storeAssociate, plain);
	const other = await page.context().newPage();
	await page.goto('/practice');
	await other.goto('/practice');
	await page.getByRole('button', { name: 'Start' }).click();
	const first = await turnOn(page);
	await other.getByRole('button', { name: 'Start' }).click();
	expect(await turnOn(other)).toBe(first);
	await page.goBack();
	await page.goto('/practice');
	expect(await turnOn(page), 'it goes on').toBe(first);
	await page.goto('/');
	await page.getByRole('link', { name: 'Go on' }).click();
	expect(await turnOn(page)).toBe(first);
	await send(page, 'I’m sure');
	expect(await page.locator('#choice-problem').innerText()).toMatch(/first\.$/);
	const { question } = await questionOn(page);
	await send(page, 'I don’t know');
	const feedback = await page.locator('.feedback').innerText();
	expect(feedback).toContain('Good to know. Here is the answer.');
	expect(feedback).toContain(question.kind === 'recall' ? 'The policy says:' : 'right');
	while ((await page.locator('form[data-answer]').count()) > 0) await send(page, 'I don’t know');
	expect(await page.locator('main').innerText()).toMatch(/Comes again\s[\s\S]*tomorrow/);
	const attempts = await rowsIn(
		site().server.file,
		`select count(*) as n, count(finished_at) as done from attempts where employee_id = ? and kind = 'practice'`,
		[cast.storeAssociate.id],
	);
	expect(attempts).toMatchObject([{ n: 1, done: 1 }]);
});

test('whoever has learned nothing yet is shown to her lessons', async () => {
	const page = await site().openAs(cast.picker, plain);
	await page.goto('/practice');
	await page.getByText('The daily minute begins after your first lesson.').waitFor();
	expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(0);
});

async function send(page: Page, how: string): Promise<void> {
	const loaded = page.waitForEvent('load');
	await page.locator('form[data-answer]').evaluate((form) => form.setAttribute('novalidate', ''));
	await page.getByRole('button', { name: how }).click();
	await loaded;
}

/** Page loads and bytes over the wire from now on. */
async function countBytes(page: Page): Promise<() => { loads: number; bytes: number }> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const count = { loads: 0, bytes: 0 };
	page.on('load', () => (count.loads += 1));
	session.on(
		'Network.loadingFinished',
		({ encodedDataLength }) => (count.bytes += encodedDataLength),
	);
	return () => count;
}
