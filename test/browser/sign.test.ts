import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast, castTime } from '#test/cast.ts';
import { answerLesson, changeFile } from './before-start.ts';
import { useSite } from './site.ts';

// Fixing it on the spot is a policy that people sign.

const hour = 3_600_000;
const lesson = 'fix-it-on-the-spot';
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			for (const who of [cast.secondPicker, cast.thirdPicker])
				await answerLesson(db, who, lesson, { at: castTime + hour });
		}),
});
const plain = { javaScriptEnabled: false };

const sign = (page: Page) => page.getByRole('button', { name: 'Sign', exact: true });

test('without script, who has learned a policy signs it, and it is on her record and her lead’s page', async () => {
	await site().server.moveClock(2 * hour);
	const page = await site().openAs(cast.secondPicker, plain);
	await page.getByRole('link', { name: /^Sign: Fix it on the spot/ }).click();
	await page.getByText('I have read this and will work by it.').waitFor();
	await sign(page).click();
	await page.getByRole('heading', { name: 'You have signed' }).waitFor();
	await page.goto('/');
	expect(await page.getByText('Sign: Fix it').count()).toBe(0);
	await page.goto('/me');
	const wording = 'without asking. I have read this and will work by it.';
	await page.getByText(wording).waitFor();
	const csv = await page.evaluate(async () => (await fetch('/me/record.csv')).text());
	expect(csv).toContain(wording);
	const lead = await site().openAs(cast.shiftLead, plain);
	await lead.goto(`/team/${cast.secondPicker.id}`);
	await lead.getByText(wording).waitFor();
	const leader = await site().openAs(cast.policyOwner, plain);
	await leader.goto('/policies/authority');
	await leader.getByText(/^1 of \d+ have signed it/).waitFor();
});

test('who has not learned it reads it and is not asked', async () => {
	const page = await site().openAs(cast.picker, plain);
	await page.goto('/sign/authority');
	await page.waitForURL('**/standard/authority');
	expect((await page.goto('/sign/nothing'))?.status()).toBe(404);
});

test('who publishes a change of it reads how many are asked to sign it anew', async () => {
	const page = await site().openAs(cast.policyOwner, { viewport: { width: 1280, height: 800 } });
	await page.goto('/policies/authority/draft');
	await page.getByLabel('Fact 1: value').fill('60');
	await page.getByRole('button', { name: 'Save and see what it touches' }).click();
	const reaches = /reaches (\d+) people/.exec(await page.locator('h1').innerText())?.[1];
	await page.getByText(`${reaches} people are asked to sign it anew if the change`).waitFor();
});
