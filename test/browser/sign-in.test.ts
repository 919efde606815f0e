import { expect, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { cast } from '#test/cast.ts';
import { changeFile, leave } from './before-start.ts';
import { signIn, useSite } from './site.ts';

const site = useSite({ prepare: (file) => changeFile(file, (db) => leave(db, cast.thirdPicker)) });

const refused = 'Number and PIN do not fit together.';
const wrong = '314159';

test('a wrong PIN, a number that nobody has, no PIN and a person who left get the same page in the same time', async () => {
	const tries = [
		{ of: 'a wrong PIN', number: cast.secondPicker.number, pin: wrong },
		{ of: 'nobody', number: '0017', pin: wrong },
		{ of: 'no PIN', number: cast.vendorAgent.number, pin: wrong },
		{ of: 'who left', number: cast.thirdPicker.number, pin: demonstrationPin },
	];
	const times = tries.map((): number[] => []);
	const pages = new Set<string>();
	await attempt({ number: '0018', pin: wrong });
	for (let round = 0; round < 9; round += 1) {
		for (const [index, { number, pin }] of tries.entries()) {
			const began = performance.now();
			const { status, html } = await attempt({ number, pin });
			times[index]?.push(performance.now() - began);
			expect(status).toBe(200);
			pages.add(html.replaceAll(number, 'NUMBER'));
		}
	}
	expect([...pages]).toHaveLength(1);
	expect([...pages][0]).toContain(refused);
	const medians = times.map(median);
	const ratio = Math.max(...medians) / Math.min(...medians);
	expect(ratio, tries.map(({ of }, i) => `${of} ${medians[i]} ms`).join(', ')).toBeLessThan(2);
});

test('the form comes back with the number, without the PIN, and the eye on what to type again', async () => {
	const page = await site().open();
	await page.goto('/sign-in');
	await fill(page, { number: cast.picker.number, pin: wrong });
	await page.getByText(refused).waitFor();
	expect(await page.getByLabel('Employee number').inputValue()).toBe(cast.picker.number);
	expect(await page.getByLabel('PIN').inputValue()).toBe('');
	expect(await page.content()).not.toContain(wrong);
	await page.locator('#pin:focus').waitFor();
	expect(page.url()).not.toContain(wrong);
});

test('after ten wrong PINs one is told how long to wait, the right PIN included, and nobody else is', async () => {
	const { number } = cast.courierLead;
	for (let count = 0; count < 10; count += 1) await attempt({ number, pin: wrong });
	const { html, cookie } = await attempt({ number, pin: demonstrationPin });
	expect(html).toMatch(/tried too often. Wait \d+ minutes?, or ask your lead./);
	expect(cookie).toBeNull();
	const other = await attempt({ number: cast.vendorLead.number, pin: demonstrationPin });
	expect(other.cookie).toContain('touchstone_session=');
});

test('guessing many PINs at once is no way around the limit', async () => {
	const { number } = cast.logisticsManager;
	const guesses = Array.from({ length: 40 }, (_, index) => String(400_000 + index));
	const answers = await Promise.all(guesses.map((pin) => attempt({ number, pin })));
	const tried = answers.filter(({ html }) => html.includes(refused));
	expect(tried.length).toBeLessThanOrEqual(10);
});

test('a wrong PIN on a tablet where somebody is signed in does not open her pages', async () => {
	const hers = await site().openAs(cast.storeAssociate);
	const tab = await hers.context().newPage();
	await hers.context().clearCookies();
	await tab.goto('/sign-in');
	await hers.goto('/sign-in');
	await signIn(hers, cast.storeAssociate);
	await hers.waitForURL('**/');
	await fill(tab, { number: cast.shiftLead.number, pin: wrong });
	await tab.getByText(refused).waitFor();
	expect(await tab.locator('body').innerText()).not.toContain(cast.storeAssociate.name);
});

test('who signs in after somebody else ends that session', async () => {
	const page = await site().openAs(cast.storeManager);
	const [hers] = await page.context().cookies();
	await page.getByRole('button', { name: 'not you?' }).click();
	await page.waitForURL('**/sign-in');
	await signIn(page, cast.administrator);
	await page.waitForURL('**/');
	expect(await page.locator('.who').innerText()).toContain(cast.administrator.name);
	const cookie = `${hers?.name}=${hers?.value}`;
	const answer = await fetch(site().server.origin, { headers: { cookie }, redirect: 'manual' });
	expect(answer.headers.get('location')).toBe('/sign-in');
});

test('after signing out, Back shows nothing of the one who was there', async () => {
	const page = await site().openAs(cast.chiefExecutive);
	for (const path of ['/me', '/policies', '/lessons/returns']) await page.goto(path);
	expect(await page.locator('body').innerText()).toContain(cast.chiefExecutive.name);
	await page.getByRole('button', { name: 'not you?' }).click();
	await page.waitForURL('**/sign-in');
	for (let steps = 0; steps < 4; steps += 1) {
		await page.goBack();
		await page.getByRole('heading', { name: 'Who is this?' }).waitFor();
		expect(await page.content()).not.toContain(cast.chiefExecutive.name);
	}
});

test.each([
	['/no/such/page', cast.policyOwner],
	['/team/nobody', cast.shiftLead],
])(
	'one can sign out on %s too, where there is nothing to see',
	async (path, person: CastPerson) => {
		const page = await site().openAs(person);
		await page.goto(path);
		await page.getByText('There is nothing here for you to see.').waitFor();
		await page.getByRole('button', { name: 'not you?' }).click();
		await page.waitForURL('**/sign-in');
		await page.goto('/');
		expect(new URL(page.url()).pathname).toBe('/sign-in');
	},
);

async function fill(
	page: Awaited<ReturnType<ReturnType<typeof site>['open']>>,
	{ number, pin }: { number: string; pin: string },
): Promise<void> {
	await page.getByLabel('Employee number').fill(number);
	await page.getByLabel('PIN').fill(pin);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

async function attempt(form: { number: string; pin: string }) {
	const { origin } = site().server;
	const response = await fetch(`${origin}/sign-in?_action=signIn`, {
		method: 'POST',
		body: new URLSearchParams(form),
		headers: { origin },
		redirect: 'manual',
	});
	const cookie = response.headers.get('set-cookie');
	return { status: response.status, html: await response.text(), cookie };
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
