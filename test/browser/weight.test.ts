import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast, castTime } from '#test/cast.ts';
import { answer, catalogue, openWith } from './answers.ts';
import { changeFile } from './before-start.ts';
import { aWeekOfHistory, historyLasts } from './history.ts';
import { kioskAt } from './kiosks-put-up.ts';
import { ask } from '../pulse/asking.ts';
import { useSite } from './site.ts';

// What an employee's page weighs over the wire, headers included, as Chromium gets it with nothing
// in its cache. 1 kB is 1000 bytes.

const kB = 1000;
let kiosk = '';
const site = useSite({
	async prepare(file) {
		await aWeekOfHistory(file);
		await changeFile(file, async (db) => {
			kiosk = await kioskAt(db, 'warehouse');
			const drawn = [cast.picker, cast.secondPicker, cast.thirdPicker, cast.spanishReader];
			await ask(db, drawn, { id: 'a-pulse', until: castTime + 2 * historyLasts });
		});
	},
});

beforeAll(() => site().server.moveClock(historyLasts));

type Loaded = { readonly type: string; readonly bytes: number };

const anybodys = ['/sign-in', '/no/such/page', '/activate', '/activate?code=x'];
const employees = [
	...['/', '/standard', '/standard/returns', '/standard/touchpoints/problem', '/lessons', '/me'],
	'/practice',
	...['/me/pin', '/me/sign-ins', '/me/data'],
	...[
		'/changes/returns',
		'/tell-us?policy=returns',
		'/me/remarks',
		'/me/answers',
		'/sign/authority',
		'/asked/a-pulse',
	],
	...['/standard?q=reciept', '/standard/returns?on=2026-03-18'],
];
const lessons = catalogue.lessons.map(({ id }) => `/lessons/${id}`);

test('what everybody opens has at most 30 kB of page and style and 10 kB of script', async () => {
	const nobody = await site().open();
	for (const path of anybodys) expectLight(await loadedBy(nobody, () => nobody.goto(path)), path);
	for (const person of [cast.picker, cast.secondPicker, cast.thirdPicker, cast.spanishReader]) {
		const page = await site().openAs(person);
		for (const path of employees) {
			expectLight(await loadedBy(page, () => page.goto(path)), `${path} of ${person.name}`);
		}
	}
});

test('a shared tablet brings no more: the lock screen, and the pages of somebody signed in there', async () => {
	const page = await site().open();
	const cookie = { name: 'touchstone_kiosk', value: kiosk, url: site().server.origin };
	await page.context().addCookies([cookie]);
	expectLight(await loadedBy(page, () => page.goto('/kiosk')), 'the lock screen');
	await page.keyboard.type(`${cast.picker.number}\n`);
	await page.getByRole('heading', { name: 'Now your PIN' }).waitFor();
	await page.keyboard.type(`${demonstrationPin}\n`);
	await page.waitForURL('**/');
	for (const path of employees) {
		expectLight(await loadedBy(page, () => page.goto(path)), `${path} on a shared tablet`);
	}
});

test('every lesson, cold, is at most 6 requests and 40 kB', async () => {
	const spanish = await site().openAs(cast.spanishReader);
	await expectLightLesson(spanish, '/lessons/returns');
	const page = await site().openAs(cast.picker);
	for (const path of lessons) await expectLightLesson(page, path);
});

async function expectLightLesson(page: Page, path: string): Promise<void> {
	const loaded = await loadedBy(page, () => readThrough(page, path));
	expectLight(loaded, path);
	expect(loaded.length, `${path}: requests`).toBeLessThanOrEqual(6);
	expect(sum(loaded), `${path}: bytes`).toBeLessThanOrEqual(40 * kB);
}

test('an answer, right or wrong, brings at most 30 kB', async () => {
	const page = await site().openAs(cast.picker);
	for (const kind of ['single', 'multiple', 'order', 'scenario', 'recall']) {
		await openWith(page, lessonWith[kind] ?? '', [kind]);
		expectLight(await loadedBy(page, () => answer(page, 'wrong')), `a ${kind} question answered`);
		await page.goto('/lessons');
	}
});

const lessonWith: Readonly<Record<string, string>> = {
	single: 'the-service-standard',
	recall: 'the-first-order-is-a-test',
	multiple: 'returns',
	order: 'moments-of-truth',
	scenario: 'tell-them-first',
};

/** Opens a page and goes down to its end, so that its pictures are there too. */
async function readThrough(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	await page.waitForFunction(() => [...document.images].every((image) => image.naturalWidth > 0));
}

async function loadedBy(page: Page, work: () => Promise<unknown>): Promise<Loaded[]> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const open = new Map<string, string>();
	const loaded: Loaded[] = [];
	const failed: string[] = [];
	session.on('Network.requestWillBeSent', ({ requestId, type = 'Other', request }) => {
		// The page before may fetch a picture anew at the very moment it is left.
		if (type === 'Document' && !open.has(requestId)) open.clear();
		if (!request.url.startsWith('data:')) open.set(requestId, type);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
		const type = open.get(requestId);
		if (type !== undefined) loaded.push({ type, bytes });
		open.delete(requestId);
	});
	session.on('Network.loadingFailed', ({ requestId, errorText }) => {
		if (open.delete(requestId)) failed.push(errorText);
	});
	await work();
	for (let tries = 0; tries < 500 && open.size > 0; tries += 1) await page.waitForTimeout(20);
	expect([...open.values()], 'still loading').toEqual([]);
	expect(failed).toEqual([]);
	await session.detach();
	return loaded;
}

function expectLight(loaded: readonly Loaded[], what: string): void {
	const pages = loaded.filter(({ type }) => ['Document', 'Stylesheet', 'Fetch'].includes(type));
	const scripts = loaded.filter(({ type }) => type === 'Script');
	expect(pages.length, `${what}: seen by Chromium`).toBeGreaterThan(0);
	expect(sum(pages), `${what}: bytes of page and style`).toBeLessThanOrEqual(30 * kB);
	expect(sum(scripts), `${what}: bytes of script`).toBeLessThanOrEqual(10 * kB);
	if (process.env['WEIGHTS'])
		console.log(what, sum(pages), sum(scripts), loaded.length, sum(loaded));
}

function sum(loaded: readonly Loaded[]): number {
	return loaded.reduce((total, { bytes }) => total + bytes, 0);
}
