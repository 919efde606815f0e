import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * A real Chromium: the one that CHROME_PATH names, or the one that came with the packages.
 * Throws with what to do if neither runs.
 */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
	const named = process.env['CHROME_PATH'];
	if (named !== undefined && !existsSync(named)) {
		throw new Error(
			`CHROME_PATH names ${named}, which is not there. Name a Chromium, or unset it.`,
		);
	}
	try {
		return await playwright.launch({
			executablePath: named ?? (await chromium.executablePath()),
			args: [
				...chromium.args.filter((arg) => arg !== '--single-process'),
				'--disable-quic',
				...more,
			],
			headless: true,
		});
	} catch (error) {
		const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
		throw new Error(
			`The browser tests need Chromium and could not start it (${why}). Run npm ci again, or set CHROME_PATH to a Chromium of your own.`,
		);
	}
}
