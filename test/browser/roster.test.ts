import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

// The roster by CSV, from the file to the people.

const site = useSite();
const wide = { viewport: { width: 1280, height: 900 } };
const german = 'test/fixtures/rosters/personal.csv';

async function upload(
	page: Page,
	file: string | { name: string; contents: string | Buffer },
): Promise<void> {
	await page.goto('/people/import');
	const { name, contents } =
		typeof file === 'string' ? { name: 'personal.csv', contents: readFileSync(file) } : file;
	const buffer = Buffer.from(contents);
	await page.getByLabel('A CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer });
	await page.getByRole('button', { name: 'Look at it' }).click();
}

async function shoot(page: Page, name: string): Promise<void> {
	const folder = process.env['SHOTS'];
	if (!folder) return;
	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
	}
}

test('a German export comes in: its columns, what would happen, and the people', async () => {
	const page = await site().openAs(cast.administrator, { ...wide, javaScriptEnabled: false });
	await page.goto('/people/import');
	await shoot(page, '1-upload');
	await upload(page, german);
	await page.getByRole('heading', { name: 'What does each column mean?' }).waitFor();
	await shoot(page, '2-mapping');
	expect(await page.getByLabel('Personal-Nr.').inputValue()).toBe('number');
	expect(await page.getByLabel('Vorgesetzter').inputValue()).toBe('manager');
	expect(await page.getByLabel('Kostenart').inputValue()).toBe('');
	await page.getByRole('button', { name: 'Show me what would happen' }).click();
	await page.getByRole('heading', { name: 'This is what would happen.' }).waitFor();
	await shoot(page, '3-preview');
	await page.getByText('Filiale Kassel').first().waitFor();
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByRole('heading', { name: 'Done.', exact: true }).waitFor();
	await shoot(page, '4-done');
	await page.goto('/people/import');
	await shoot(page, '5-past');
	await page.getByText('5 new').waitFor();
});

const look = (page: Page) =>
	page.getByRole('button', { name: 'Show me what would happen' }).click();
const preview = (page: Page) =>
	page.getByRole('heading', { name: 'This is what would happen.' }).waitFor();

test('what a column means is remembered for the next file', async () => {
	const page = await site().openAs(cast.administrator, wide);
	const contents = 'Kennung,Name,Wo\n4417,Amina Yusuf,web\n';
	await upload(page, { name: 'odd.csv', contents });
	expect(await page.getByLabel('Kennung').inputValue()).toBe('');
	await look(page);
	await page.getByText('Say which column has the employee number.').waitFor();
	await page.getByLabel('Kennung').selectOption('Employee number');
	await page.getByLabel('Wo', { exact: true }).selectOption('Employee number');
	await look(page);
	await page.getByText('Another column is “Employee number” already.').waitFor();
	expect(await page.getByLabel('Kennung').inputValue(), 'the form comes back filled in').toBe(
		'number',
	);
	await page.getByLabel('Wo', { exact: true }).selectOption('Not needed');
	await look(page);
	await preview(page);
	await upload(page, { name: 'odd.csv', contents });
	expect(await page.getByLabel('Kennung').inputValue()).toBe('number');
	expect(await page.getByRole('heading', { name: 'Please say what these are' }).count()).toBe(0);
	await page.getByRole('button', { name: 'Discard this import and its file' }).click();
	await page.getByText('Discarded. Nothing was changed').waitFor();
});

test('leaving needs a yes, and more of them than the set share their number too', async () => {
	const page = await site().openAs(cast.administrator, { ...wide, javaScriptEnabled: false });
	await upload(page, { name: 'few.csv', contents: `number,name\n2108,Piotr Wysocki\n` });
	await page.getByLabel('The file has everybody of').selectOption('Northline');
	await look(page);
	await preview(page);
	await shoot(page, '6-leavers');
	await page.getByText(/^Yes, these \d+ people leave/).click();
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByText('if you are sure').waitFor();
	const number = /type their number: (\d+)/.exec(await page.locator('main').innerText())?.[1] ?? '';
	await page.getByLabel(/type their number/).fill(number);
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByRole('heading', { name: 'Done.', exact: true }).waitFor();
	await page.getByText(`${number} left.`).waitFor();
	const lead = await site().open(wide);
	await lead.goto('/sign-in');
	await lead.getByLabel('Employee number').fill(cast.vendorLead.number);
	await lead.getByLabel('PIN').fill('271828');
	await lead.getByRole('button', { name: 'Sign in' }).click();
	await lead.getByText('do not fit together').waitFor();
});

test('where somebody changes people meanwhile, the preview is made anew and says so', async () => {
	const page = await site().openAs(cast.administrator, wide);
	const other = await site().openAs(cast.administrator, wide);
	const file = (job: string) => ({
		name: 'one.csv',
		contents: `number,name,job\n4423,Stanisław Górski,${job}\n`,
	});
	await upload(page, file('Packer'));
	await look(page);
	await preview(page);
	await upload(other, file('Trainer'));
	await look(other);
	await preview(other);
	await other.getByRole('button', { name: 'Do it' }).click();
	await other.getByRole('heading', { name: 'Done.', exact: true }).waitFor();
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByText('Somebody changed people or places meanwhile.').waitFor();
	await page.getByText('Trainer').waitFor();
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByRole('heading', { name: 'Done.', exact: true }).waitFor();
});

test('a zip renamed, and no file at all, are said beside the field', async () => {
	const page = await site().openAs(cast.administrator, { ...wide, javaScriptEnabled: false });
	const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(70_000_00, 7)]);
	await upload(page, { name: 'people.csv', contents: zip });
	await page.getByText('not a CSV file. Open it in your spreadsheet').waitFor();
	expect(await page.getByLabel('A CSV file').getAttribute('aria-invalid')).toBe('true');
});

test.each(['with its length', 'in pieces, without its length'])(
	'200 MB, sent %s, is told quickly what to do instead',
	async (how) => {
		const page = await site().openAs(cast.administrator, wide);
		const [cookie] = await page.context().cookies();
		const { origin } = site().server;
		const began = performance.now();
		const { status, text } = await send(`${origin}/people/import`, {
			...{ origin, cookie: `${cookie?.name}=${cookie?.value}` },
			'content-type': 'multipart/form-data; boundary=xx',
			...(how === 'with its length' ? { 'content-length': String(head.length + tooMuch) } : {}),
		});
		expect(performance.now() - began).toBeLessThan(20_000);
		expect([status, text]).toEqual([200, expect.stringContaining('larger than 64 MB')]);
		expect(text).toContain('npm run roster:import');
	},
);

test.each([true, false])('200 MB from a browser, with script: %s', async (javaScriptEnabled) => {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-huge-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const huge = join(folder, 'huge.csv');
	writeFileSync(huge, 'number,name\n');
	truncateSync(huge, tooMuch);
	const page = await site().openAs(cast.administrator, { ...wide, javaScriptEnabled });
	await page.goto('/people/import');
	await page.getByLabel('A CSV file').setInputFiles(huge);
	if (!javaScriptEnabled) await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByText('This file is larger than 64 MB').waitFor();
});

test('a large file of anybody else is refused as any other large form is', async () => {
	const { origin } = site().server;
	for (const who of [undefined, cast.policyOwner]) {
		const page = who && (await site().openAs(who, wide));
		const [cookie] = (await page?.context().cookies()) ?? [];
		const { status } = await send(`${origin}/people/import`, {
			...{ origin, cookie: cookie ? `${cookie.name}=${cookie.value}` : '' },
			'content-type': 'multipart/form-data; boundary=xx',
			'content-length': String(head.length + tooMuch),
		});
		expect(status).toBe(413);
	}
	const elsewhere = await send(`${origin}/people/import`, {
		...{ origin: 'https://evil.example', 'content-length': String(head.length + tooMuch) },
		'content-type': 'multipart/form-data; boundary=xx',
	});
	expect(elsewhere.status).toBe(403);
});

const tooMuch = 200 * 1024 * 1024;
const head = Buffer.from(
	'--xx\r\ncontent-disposition: form-data; name="file"; filename="huge.csv"\r\ncontent-type: text/csv\r\n\r\n',
);

/** Sends until it is answered or everything is sent. */
function send(
	url: string,
	headers: Record<string, string>,
): Promise<{ status: number | undefined; text: string }> {
	return new Promise((resolve, reject) => {
		const piece = Buffer.alloc(1024 * 1024, 'number,name\n');
		let isAnswered = false;
		const sending = request(url, { method: 'POST', headers }, (response) => {
			isAnswered = true;
			let text = '';
			response.setEncoding('utf8').on('data', (some) => (text += String(some)));
			response.once('end', () => {
				resolve({ status: response.statusCode, text });
				sending.destroy();
			});
		});
		sending.on('error', (error) => setTimeout(() => reject(error), 2000));
		sending.write(head);
		let sent = 0;
		const next = () => {
			for (;;) {
				if (isAnswered || sent >= tooMuch) return void (isAnswered || sending.end());
				sent += piece.length;
				if (!sending.write(piece)) return void sending.once('drain', next);
			}
		};
		next();
	});
}
