import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { catalogue } from './answers.ts';
import { aWeekOfHistory, historyLasts } from './history.ts';
import { useSite } from './site.ts';

// Paper: a policy is one page, and says what its reader needs.

const site = useSite({ prepare: aWeekOfHistory });

test.each([
	['a picker', cast.picker],
	['an agent of three channels', cast.vendorLead],
])('every policy prints on one page for %s', async (_, person) => {
	await site().server.moveClock(historyLasts);
	const page = await site().openAs(person);
	for (const { id } of catalogue.policies) {
		await page.goto(`/standard/${id}`);
		expect(await pagesOf(page), id).toBe(1);
	}
});

test('on paper stand statement, numbers, why, her own lines, version and date, and nothing to tap', async () => {
	const page = await site().openAs(cast.picker);
	await page.goto('/standard/returns');
	await page.emulateMedia({ media: 'print' });
	const paper = await page.locator('main').innerText();
	for (const words of [
		'Anyone can bring',
		'3 working days',
		'quarrel',
		'Scan each return',
		'Version 2',
	]) {
		expect(paper.replaceAll('\u00a0', ' ')).toContain(words);
	}
	for (const words of [
		'at the till',
		'Tell us',
		'How it came to be',
		'Show',
		'In the other channels',
	])
		expect(paper).not.toContain(words);
});

test('the map prints across, on one page', async () => {
	const page = await site().openAs(cast.policyOwner);
	await page.goto('/policies/map');
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(countPages(pdf)).toBeLessThanOrEqual(2);
	expect(pdf.toString('latin1')).toMatch(/MediaBox ?\[0 0 84[12]/);
});

test.each(['#how-store', '#how-warehouse'])(
	'a deep link %s opens at the line, open',
	async (hash) => {
		const page = await site().openAs(cast.picker);
		await page.goto(`/standard/returns${hash}`);
		await page.locator(hash).waitFor({ state: 'visible' });
		// It scrolls there smoothly.
		await page.waitForFunction(
			(line) => (document.querySelector(line)?.getBoundingClientRect().top ?? 999) < 740,
			hash,
		);
	},
);

async function pagesOf(page: Page): Promise<number> {
	return countPages(await page.pdf({ format: 'A4' }));
}

function countPages(pdf: Buffer): number {
	return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}
