import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bitmap2D, generate } from 'lean-qr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { cast } from '#test/cast.ts';
import { changeFile, signedIn } from './before-start.ts';
import { launchChromium } from './chromium.ts';
import { badgeOf, kioskAt } from './kiosks-put-up.ts';
import { useSite } from './site.ts';

// A badge held before a tablet's camera. Chromium's camera is a film of it; on Linux the browser
// reads no codes by itself, so this is our own reader, from our own origin.

let kiosk = '';
let badge = '';
let leader = '';
let browser: Browser | undefined;
const folder = mkdtempSync(join(tmpdir(), 'touchstone-camera-'));
const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			kiosk = await kioskAt(db, 'warehouse');
			badge = await badgeOf(db, cast.picker);
			leader = await signedIn(db, cast.chiefExecutive);
		}),
});

beforeAll(async () => {
	const film = join(folder, 'badge.y4m');
	writeFileSync(film, filmOf(generate(badge)));
	browser = await launchChromium([
		...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
		`--use-file-for-fake-video-capture=${film}`,
	]);
});

afterAll(async () => {
	await browser?.close();
	rmSync(folder, { recursive: true, force: true });
});

test('one tap, and the badge before the camera signs in; nothing comes from elsewhere', async () => {
	const page = await openKiosk();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.getByRole('button', { name: 'Read my badge with the camera' }).click();
	await page.waitForURL('**/', { timeout: 20_000 });
	expect(await page.locator('.who span').innerText()).toBe(cast.picker.name);
	expect(asked.some((url) => url.endsWith('.wasm'))).toBe(true);
	for (const url of asked) expect(url.startsWith(site().server.origin), url).toBe(true);
});

test('before the button is tapped no camera is asked for and no reader is loaded', async () => {
	const page = await openKiosk();
	const loaded = await page.evaluate(() =>
		performance.getEntriesByType('resource').map(({ name }) => name),
	);
	expect(loaded.filter((name) => /wasm|camera|ponyfill/.test(name))).toEqual([]);
});

test('a leader’s phone reads the badge of whoever stands there; it is in no address', async () => {
	const page = await open('/ask/walk', { name: 'touchstone_session', value: leader });
	await page.getByText('Or by number or badge').click();
	const addresses: string[] = [];
	page.on('request', (request) => addresses.push(request.url()));
	await page.getByRole('button', { name: 'Read the badge with the camera' }).click();
	await page.getByText(cast.picker.name).waitFor({ timeout: 20_000 });
	expect(page.url()).toContain(`person=${cast.picker.id}`);
	expect(addresses.join(' ')).not.toContain(badge);
});

function openKiosk(): Promise<Page> {
	return open('/kiosk', { name: 'touchstone_kiosk', value: kiosk });
}

async function open(path: string, cookie: { name: string; value: string }): Promise<Page> {
	const context = await browser?.newContext({ baseURL: site().server.origin });
	const page = (await context?.newPage()) ?? expect.fail('no browser');
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) expect.fail(message.text());
	});
	await page.context().addCookies([{ ...cookie, url: site().server.origin }]);
	await page.goto(path);
	return page;
}

/** Two still frames in grey, 640 by 480, with the code in the middle. */
function filmOf(code: Bitmap2D): Buffer {
	const [width, height, module] = [640, 480, 10];
	const [left, top] = [width, height].map((side) => Math.floor((side - code.size * module) / 2));
	const grey = Buffer.alloc(width * height, 235);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const column = Math.floor((x - (left ?? 0)) / module);
			const row = Math.floor((y - (top ?? 0)) / module);
			if (code.get(column, row)) grey[y * width + x] = 16;
		}
	}
	const colour = Buffer.alloc((width * height) / 2, 128);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, colour]);
	const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
	return Buffer.concat([head, frame, frame]);
}
