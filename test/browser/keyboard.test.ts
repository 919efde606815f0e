import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast } from '#test/cast.ts';
import { optionsAt } from '#quiz/question.ts';
import {
	asRead,
	exampleOf,
	openWith,
	optionOn,
	questionOn,
	turnOn,
	untilTurnAfter,
} from './answers.ts';
import { focused, isFocused, tabTo } from './focus.ts';
import { useSite } from './site.ts';

const site = useSite();

test('a lesson is found, answered and finished with the keyboard alone', async () => {
	const page = await site().open();
	await page.goto('/sign-in');
	await page.waitForFunction(() => document.activeElement?.id === 'number');
	await page.keyboard.type(cast.picker.number);
	await page.keyboard.press('Tab');
	await page.keyboard.type(demonstrationPin);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/');
	await tabTo(page, page.getByRole('link', { name: 'Start' }));
	await page.keyboard.press('Enter');
	await page.waitForURL('**/lessons/*');
	while (await page.locator('form[data-answer]').isVisible()) {
		const before = await turnOn(page);
		await answerByKeyboard(page);
		await untilTurnAfter(page, before);
		expect(await focused(page), 'where one reads on').toBe('main');
	}
	expect(await page.locator('.slab').innerText()).toContain('5 of 5 right the first time');
	await tabTo(page, page.locator('.slab a'));
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.search.includes('attempt'));
});

test('the first Tab is a way past the head of the page', async () => {
	const page = await site().openAs(cast.policyOwner);
	for (const path of ['/', '/lessons/returns', '/policies']) {
		await page.goto(path);
		await page.keyboard.press('Tab');
		const skip = page.getByRole('link', { name: 'Skip to the content' });
		expect(await isFocused(skip), path).toBe(true);
		const { width = 0 } = (await skip.boundingBox()) ?? {};
		expect(width, 'it can be seen').toBeGreaterThan(100);
		expect(await skip.evaluate((link) => getComputedStyle(link).clipPath)).toBe('none');
		await page.keyboard.press('Enter');
		expect(await focused(page), path).toBe('main');
		await page.keyboard.press('Tab');
		expect(await page.locator('main :focus').count(), 'the next Tab is in the content').toBe(1);
	}
});

test('what has the focus can be seen', async () => {
	const page = await site().openAs(cast.storeAssociate);
	for (const path of ['/', '/lessons', '/lessons/returns']) {
		await page.goto(path);
		for (let tabs = 0; tabs < 12; tabs += 1) {
			await page.keyboard.press('Tab');
			if ((await focused(page)) === 'body') break;
			const outlined = await page.evaluate(() => {
				const on = document.activeElement;
				const around = on?.closest('.option') ?? on;
				return around ? getComputedStyle(around).outlineStyle : 'nothing';
			});
			expect(outlined, `${path}, after ${tabs + 1} tabs`).toBe('solid');
		}
	}
});

test('every error stands by its field, and the field names it', async () => {
	const owner = await site().openAs(cast.policyOwner);
	await owner.goto('/policies/returns/draft');
	const fields = ['Title', 'Statement', 'Why it matters'];
	for (const label of fields) await owner.getByLabel(label, { exact: true }).fill(' ');
	await owner.getByLabel('Fact 1: value').fill('many');
	await owner.getByLabel('Store', { exact: true }).fill('x'.repeat(1300));
	for (const box of await owner.getByRole('checkbox').all()) await box.uncheck();
	await owner.getByLabel(/^Ask everybody again/).fill('0');
	await owner.getByRole('button', { name: 'Save', exact: true }).click();
	await owner.getByText('Saved as it is.').waitFor();
	expect(await namedProblems(owner)).toBe(7);
	expect(await owner.locator('#problems a').count(), 'and each is a link').toBe(7);
	await owner.getByText('Discard this draft').click();
	await owner.getByRole('button', { name: 'Discard the draft' }).click();
	await owner.waitForURL('**/policies/returns');

	await owner.goto('/policies/returns/draft');
	await owner.getByLabel('Fact 1: value').fill('45');
	await owner.getByRole('button', { name: 'Save and see what it touches' }).click();
	await owner.getByRole('radio', { name: /Editorial/ }).check();
	await owner.getByLabel(/^Why/).fill('A better number.');
	await owner.getByRole('button', { name: 'Publish', exact: true }).click();
	await owner.getByText('Not published.').waitFor();
	expect(await namedProblems(owner)).toBe(1);

	const lead = await site().openAs(cast.shiftLead);
	await lead.goto(`/team/${cast.picker.id}`);
	await lead.getByText(/^Exempt .* for a while$/).click();
	await lead.getByLabel('Policy').selectOption('returns');
	await lead.getByLabel('Why').fill(' ');
	await lead.getByRole('button', { name: 'Exempt', exact: true }).click();
	await lead.getByText('Say why').waitFor();
	expect(await namedProblems(lead)).toBe(1);

	await openWith(lead, 'returns', ['multiple']);
	await lead.getByRole('button', { name: 'Check' }).click();
	await lead.getByText('Choose an answer first.').waitFor();
	expect(await namedProblems(lead)).toBe(1);
});

/** How many sentences about a field there are; each has to be named by something one can reach. */
async function namedProblems(page: Page): Promise<number> {
	const problems = page.locator('p.problem[id]');
	for (const id of await problems.evaluateAll((all) => all.map((each) => each.id))) {
		const named = page.locator(`[aria-describedby~="${id}"]`);
		expect(await named.count(), id).toBe(1);
	}
	return problems.count();
}

async function answerByKeyboard(page: Page): Promise<void> {
	const { question, step } = await questionOn(page);
	const form = page.locator('form[data-answer]');
	if (question.kind === 'recall') {
		await tabTo(page, form.getByRole('textbox'));
		await page.keyboard.type(exampleOf(question.recall, 'right'));
		await tabTo(page, page.getByRole('button', { name: 'Check' }));
		return page.keyboard.press('Enter');
	}
	const options = optionsAt(question, step);
	const shown = await form.locator('.option').count();
	const rightAt = new Map<number, number>();
	for (const [rank, option] of options.entries()) {
		if (!option.right) continue;
		const field = optionOn(form, option).locator('input, select');
		const name = (await field.getAttribute('name')) ?? '';
		const place = name === 'choice' ? await field.inputValue() : name.replace('place-', '');
		rightAt.set(Number(place), rank);
	}
	const fields = form.locator('.option').locator('input, select');
	if (question.kind === 'single' || question.kind === 'scenario') {
		const [place = 0] = rightAt.keys();
		await tabTo(page, fields.first());
		await page.keyboard.press('Space');
		for (let down = 0; down < place; down += 1) await page.keyboard.press('ArrowDown');
		expect(await fields.nth(place).isChecked(), asRead(question.stem)).toBe(true);
		await page.keyboard.press('Enter');
		return;
	}
	for (let place = 0; place < shown; place += 1) {
		await tabTo(page, fields.nth(place));
		const rank = rightAt.get(place);
		if (rank === undefined) continue;
		await page.keyboard.press(question.kind === 'order' ? String(rank + 1) : 'Space');
	}
	await tabTo(page, page.getByRole('button', { name: 'Check' }));
	await page.keyboard.press('Enter');
}
