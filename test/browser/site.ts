import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { launchChromium } from './chromium.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

export type Site = {
	readonly server: Server;
	/** A browser of somebody's own, signed in; anything the page complains about fails the test. */
	openAs(person: CastPerson, options?: BrowserContextOptions): Promise<Page>;
	open(options?: BrowserContextOptions): Promise<Page>;
};

const phone = { viewport: { width: 360, height: 740 } };

/** One server and one browser for a file of journeys. Call it at the top of the file. */
export function useSite(options: ServerOptions = {}): () => Site {
	let site: Site | undefined;
	let browser: Browser | undefined;
	beforeAll(async () => {
		const [server, launched] = await Promise.all([startServer(options), launchChromium()]);
		browser = launched;
		site = createSite(server, launched);
	});
	afterAll(async () => {
		await browser?.close();
		await site?.server.stop();
	});
	return () => {
		if (!site) throw new Error('The site is not open yet.');
		return site;
	};
}

function createSite(server: Server, browser: Browser): Site {
	async function open(options: BrowserContextOptions = {}): Promise<Page> {
		const context = await browser.newContext({ baseURL: server.origin, ...phone, ...options });
		const page = await context.newPage();
		page.on('pageerror', (error) => expect.fail(`The page's script failed: ${error.message}`));
		page.on('console', (message) => {
			if (message.text().includes('Content Security Policy')) expect.fail(message.text());
		});
		return page;
	}
	return {
		server,
		open,
		async openAs(person, options) {
			const page = await open(options);
			await page.goto('/sign-in');
			await signIn(page, person);
			await page.waitForURL('**/');
			return page;
		},
	};
}

/** Fills the sign-in form that is on the page. */
export async function signIn(page: Page, person: CastPerson): Promise<void> {
	await page.getByLabel('Employee number').fill(person.number);
	await page.getByLabel('PIN').fill(demonstrationPin);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
