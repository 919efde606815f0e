import { request } from 'node:http';
import { expect, test } from 'vitest';
import { cast } from '#test/cast.ts';
import { useSite } from './site.ts';

// A whole book pasted by mistake: it comes back with what is wrong, or at least nothing is lost.

const site = useSite();
const wide = { viewport: { width: 1280, height: 800 } };
const book = 'All we promise. '.repeat(65_536);

test('a megabyte in the statement comes back in its form, with what is wrong beside it', async () => {
	const page = await site().openAs(cast.policyOwner, { ...wide, javaScriptEnabled: false });
	await page.goto('/policies/returns/draft');
	await page.getByLabel('Title', { exact: true }).fill('Returns, rewritten');
	await page.getByLabel('Statement').fill(book);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Shorten this text.').first().waitFor();
	expect((await page.getByLabel('Statement').inputValue()).length).toBeGreaterThan(1_000_000);
	expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Returns, rewritten');
}, 60_000);

test.each(['with its length', 'in pieces, without its length'])(
	'more than any form needs, sent %s, is a page that says what to do',
	async (how) => {
		const { origin } = site().server;
		const page = await site().openAs(cast.policyOwner, wide);
		const [cookie] = await page.context().cookies();
		await page.goto('/policies/returns/draft');
		const action = await page.locator('form[data-draft]').getAttribute('action');
		const { status, text } = await post(`${origin}/policies/returns/draft${action}`, {
			origin,
			cookie: `${cookie?.name}=${cookie?.value}`,
			'content-type': 'application/x-www-form-urlencoded',
			...(how === 'with its length' ? { 'content-length': String(tooMuch) } : {}),
		});
		expect(status).toBe(413);
		expect(text).toContain('Go back with your browser: what you wrote is still');
	},
	60_000,
);

const tooMuch = 6_000_000;

function post(
	url: string,
	headers: Record<string, string>,
): Promise<{ status: number | undefined; text: string }> {
	return new Promise((resolve, reject) => {
		const sending = request(url, { method: 'POST', headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (piece) => (text += String(piece)));
			response.once('end', () => resolve({ status: response.statusCode, text }));
		});
		// The server need not read to the end of what it refuses: then writing fails, and that is fine.
		sending.on('error', (error) => setTimeout(() => reject(error), 2000));
		for (let sent = 0; sent < tooMuch; sent += 100_000)
			sending.write('statement='.padEnd(100_000, 'x'));
		sending.end();
	});
}
