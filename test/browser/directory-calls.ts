import type { Page } from 'playwright-core';

/** What a test says as a directory. */
export type Calls = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Readonly<Record<string, string>>,
) => Promise<Response>;

/** Fills the form of a new directory. */
export async function connect(page: Page, name: string): Promise<void> {
	await page.goto('/people/directories');
	await page.getByLabel('Name').fill(name);
	await page.getByLabel('Where new people begin').selectOption('warehouse-night');
	await page.getByRole('checkbox', { name: 'Warehouse', exact: true }).check();
	await page.getByRole('button', { name: 'Connect it' }).click();
	await page.getByText('Connected. Make a token').waitFor();
}

/** Makes a token on the page of a directory and reads it, this once. */
export async function makeToken(page: Page): Promise<string> {
	await page.getByRole('button', { name: /^Make a (new )?token$/ }).click();
	await page.getByText('Copy it now').waitFor();
	return (await page.locator('.notice .hash').textContent())?.trim() ?? '';
}

/** Calls as a directory does: with the token, and without a browser. */
export function callsWith(origin: string, token: string): Calls {
	return (method, path, body, headers = {}) =>
		fetch(`${origin}/scim/v2${path}`, {
			method,
			redirect: 'manual',
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/scim+json',
				...headers,
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
}

export async function idIn(response: Response): Promise<string> {
	const body: { id?: string } = await response.json();
	return body.id ?? '';
}
