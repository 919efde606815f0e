import type { Locator, Page } from 'playwright-core';

// Where the keyboard is on a page.

/** Presses Tab until the target has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let tabs = 0; tabs < 60; tabs += 1) {
		if (await isFocused(target)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`60 tabs do not reach ${String(target)}.`);
}

export function isFocused(target: Locator): Promise<boolean> {
	return target.evaluate((element) => element === document.activeElement);
}

/** The element that has the focus, by its tag. */
export function focused(page: Page): Promise<string> {
	return page.evaluate(() => document.activeElement?.tagName.toLowerCase() ?? 'nothing');
}
