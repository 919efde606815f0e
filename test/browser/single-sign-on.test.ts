import { isNotNull } from 'drizzle-orm';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sessions } from '#db/schema/auth.ts';
import { identities } from '#db/schema/identities.ts';
import { castPeople, demonstrationPin } from '#db/seed/cast.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { remarksADay } from '#remarks/tell-us.ts';
import { cast, castTime } from '#test/cast.ts';
import {
	environmentFor,
	type RealProvider,
	startRealProvider,
} from '#test/single-sign-on/real-provider.ts';
import { ask } from '../pulse/asking.ts';
import { choose } from './answers.ts';
import { say } from './asked-views.ts';
import { changeFile, leave } from './before-start.ts';
import { rowsIn } from './on-record.ts';
import { freePort, startServer } from './server.ts';
import { signIn, useSite } from './site.ts';

// The company's own sign-in against a certified provider. What a provider would have to lie about is
// in test/auth/proof.test.ts.

const port = await freePort();
const site = useSite({
	env: environmentFor(port),
	prepare: (file) =>
		changeFile(file, async (db) => {
			await leave(db, cast.thirdPicker);
			const some = castPeople.slice(0, 30).filter(({ id }) => id !== cast.storeManager.id);
			await ask(db, [cast.storeManager, ...some], { id: 'unnamed', anonymous: true });
			const values = await readSettings(db.read);
			const by = cast.administrator.id;
			await changeSettings(db, {
				...{ values: { ...values, singleSignOnEnrols: true }, by, at: castTime },
			});
		}),
});
let provider: RealProvider;

beforeAll(async () => {
	provider = await startRealProvider({ port, product: site().server.origin });
});
beforeEach(() => provider.accounts.clear());
afterAll(() => provider.stop());

const button = 'Sign in with your test account';

test('the button leads to the provider, and back to where she was going', async () => {
	const page = await site().open();
	await page.goto('/lessons');
	await page.getByRole('button', { name: button }).click();
	await signInThere(page, cast.storeAssociate.number);
	await page.waitForURL(`${site().server.origin}/lessons`);
	expect(await whoIsIn(page)).toContain(cast.storeAssociate.name);
	const cookies = await page.context().cookies();
	const ways = cookies.filter(({ name }) => name.startsWith('touchstone_way_'));
	expect(ways).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/sign-in' }]);
});

test('it works without script', async () => {
	const page = await site().open({ javaScriptEnabled: false });
	await come(page, cast.shiftLead);
	expect(await whoIsIn(page)).toContain(cast.shiftLead.name);
});

test('PIN and number work beside it', async () => {
	const page = await site().open();
	await page.goto('/sign-in');
	await signIn(page, cast.shiftLead);
	await page.waitForURL('**/');
	expect(await whoIsIn(page)).toContain(cast.shiftLead.name);
});

test('an answer that met an expired session counts after the company’s sign-in', async () => {
	const page = await site().openAs(cast.courierLead);
	await page.goto('/lessons/returns');
	await choose(page, 'right');
	await page.context().clearCookies();
	await page.getByRole('button', { name: 'Check' }).click();
	await page.getByText('Your answer is kept').waitFor();
	await page.getByRole('button', { name: button }).click();
	await signInThere(page, cast.courierLead.number);
	await page.waitForURL(/\/lessons\/returns\?attempt=/);
	expect(await whoIsIn(page)).toContain(cast.courierLead.name);
});

test('what was typed is there still when the company’s sign-in did not work', async () => {
	const page = await site().openAs(cast.courierLead);
	await page.goto('/tell-us?policy=returns');
	await page.context().clearCookies();
	await tell(page, 'The label does not stick.');
	await page.getByText('What you wrote is kept').waitFor();
	await page.getByRole('button', { name: button }).click();
	await page.getByRole('link', { name: /cancel/i }).click();
	await page.getByText('You did not finish signing in.').waitFor();
	await page.getByText('What you wrote is kept').waitFor();
	await signIn(page, cast.courierLead);
	await page.locator('.who').waitFor();
	await page.goto('/me/remarks');
	await page.getByText('The label does not stick.').waitFor();
});

test('what is said without a name is not written down on the way to the company’s sign-in', async () => {
	const page = await site().openAs(cast.storeManager);
	await page.goto('/asked/unnamed');
	await page.context().clearCookies();
	await say(page, 'unheard-of words');
	await page.getByText('it counts, without your name').waitFor();
	await page.getByRole('button', { name: button }).click();
	await page.waitForURL('**/interaction/**');
	const flows = await rowsIn(site().server.file, 'select * from sign_in_flows');
	expect(flows.length).toBeGreaterThan(0);
	expect(JSON.stringify(flows)).not.toContain('unheard-of');
	await signInThere(page, cast.storeManager.number);
	await page.getByRole('heading', { name: 'Thank you.' }).waitFor();
	const query = 'select employee_id from pulse_answers where said = ?';
	const answers = await rowsIn(site().server.file, query, ['unheard-of words']);
	expect(answers.map((row) => row['employee_id'])).toEqual([null]);
});

test('words that cannot be sent as they are come back into their form', async () => {
	const page = await site().openAs(cast.logisticsManager);
	for (let index = 0; index < remarksADay; index += 1) {
		await page.goto('/tell-us?policy=returns');
		await tell(page, `Thing ${index}.`);
		await page.waitForURL('**/me/remarks?said=1');
	}
	await page.goto('/tell-us?policy=returns');
	await page.context().clearCookies();
	await tell(page, 'The eleventh thing of a long day.');
	await page.getByText('What you wrote is kept').waitFor();
	await page.getByRole('button', { name: button }).click();
	await signInThere(page, cast.logisticsManager.number);
	await page.getByRole('button', { name: 'Show me what I wrote' }).click();
	await page.getByText('Send this one tomorrow').waitFor();
	const words = await page.getByLabel('In a sentence').inputValue();
	expect(words).toBe('The eleventh thing of a long day.');
	expect(await whoIsIn(page)).toContain(cast.logisticsManager.name);
});

test.each([
	['somebody whom nobody knows', '99999'],
	['a person who left', cast.thirdPicker.number],
])('%s does not get in, and is told kindly, with a code', async (_, number) => {
	const page = await site().open();
	await startFrom(page);
	await signInThere(page, number);
	await page.getByText('This account does not open Touchstone yet.').waitFor();
	expect(await page.locator('.notice').innerText()).toMatch(/this code: [\da-f]{8}\.$/);
	expect(await page.locator('body').innerText()).not.toContain(number);
	expect(await cookieOf(page.context())).toBeUndefined();
});

test('an account that names somebody else now gets in as neither', async () => {
	const page = await site().open();
	provider.accounts.set('swapped', { employeeNumber: cast.spanishReader.number });
	await startFrom(page);
	await signInThere(page, 'swapped');
	await page.waitForURL('**/');
	provider.accounts.set('swapped', { employeeNumber: cast.administrator.number });
	const again = await site().open();
	await startFrom(again);
	await signInThere(again, 'swapped');
	await again.getByText('This account and your record here do not fit together.').waitFor();
	expect(await cookieOf(again.context())).toBeUndefined();
});

test('a link that was used gets nobody in again, here or elsewhere', async () => {
	const page = await site().open();
	const links = callbacksOf(page);
	await come(page, cast.vendorLead);
	const link = links[0] ?? expect.fail('nobody came back');
	await page.goto(link);
	expect(new URL(page.url()).pathname, 'who is signed in goes on').toBe('/');
	const { name, value } = (await cookieOf(page.context())) ?? expect.fail('no session');
	await page.context().clearCookies({ name });
	await page.goto(link);
	await page.getByText('That sign-in is over.').waitFor();
	expect(await cookieOf(page.context())).toBeUndefined();
	const elsewhere = await site().open();
	await elsewhere.goto(link);
	await elsewhere.getByText('That sign-in is over.').waitFor();
	expect(await cookieOf(elsewhere.context())).toBeUndefined();
	const cookie = `${name}=${value}`;
	const still = await fetch(`${site().server.origin}/me`, { headers: { cookie } });
	expect(still.status, 'and harms nobody').toBe(200);
});

test('an answer that was made for another browser signs nobody in (login CSRF)', async () => {
	const attacker = await site().open();
	const links = callbacksOf(attacker);
	await startFrom(attacker);
	// His own browser does not redeem the code: he sends the link to somebody.
	await attacker.context().clearCookies({ name: /^touchstone_way_/ });
	await signInThere(attacker, cast.storeAssociate.number);
	await attacker.getByText('That sign-in is over.').waitFor();
	const link = links[0] ?? expect.fail('nobody came back');
	expect(link).toContain('code=');
	const victim = await site().open();
	await victim.goto(link);
	await victim.getByText('That sign-in is over.').waitFor();
	expect(await cookieOf(victim.context())).toBeUndefined();
	// With a way of her own the answer does not fit either.
	await victim.request.get('/sign-in/company', { maxRedirects: 0 });
	const [way] = await victim.context().cookies(`${site().server.origin}/sign-in`);
	const key = way?.name.replace('touchstone_way_', '') ?? '';
	const forged = new URL(link);
	forged.searchParams.set('state', key);
	await victim.goto(forged.href);
	await victim.getByText('That did not work.').waitFor();
	expect(await cookieOf(victim.context())).toBeUndefined();
});

test('a bookmark starts it too, and a link from elsewhere does not change who is signed in', async () => {
	const page = await site().open();
	await page.goto('/sign-in/company?next=/standard');
	await signInThere(page, cast.secondPicker.number);
	await page.waitForURL('**/standard');
	await page.goto('/sign-in/company?next=/lessons');
	await page.waitForURL('**/lessons');
	expect(await whoIsIn(page)).toContain(cast.secondPicker.name);
	for (const next of ['//evil.example', 'https://evil.example']) {
		await page.goto(`/sign-in/company?next=${encodeURIComponent(next)}`);
		expect(page.url()).toBe(`${site().server.origin}/`);
	}
});

test('two windows of one browser do not get in each other’s way', async () => {
	const first = await site().open();
	const second = await first.context().newPage();
	await startFrom(first);
	await startFrom(second);
	await signInThere(first, cast.chiefExecutive.number);
	await first.waitForURL('**/');
	await signInThere(second, cast.chiefExecutive.number);
	await second.waitForURL('**/');
	expect(await whoIsIn(second)).toContain(cast.chiefExecutive.name);
});

test('whoever signs out is signed out of the company account too', async () => {
	const page = await site().open();
	await come(page, cast.policyOwner);
	await page.getByRole('button', { name: 'not you?' }).click();
	await page.getByRole('button', { name: 'Yes, sign me out' }).click();
	await page.getByText('You are signed out, here and of your company account.').waitFor();
	expect(await cookieOf(page.context())).toBeUndefined();
	const after = page.url();
	await page.getByRole('button', { name: button }).click();
	await page.locator('input[name=login]').waitFor();
	const elsewhere = await site().open();
	await elsewhere.goto(after);
	expect(await elsewhere.locator('body').innerText()).not.toContain('You are signed out');
});

test('where the provider has no sign-out, it is asked to ask who it is the next time', async () => {
	const own = await freePort();
	const server = await startServer({ env: environmentFor(own) });
	const theirs = await startRealProvider({ port: own, product: server.origin, signsOut: false });
	try {
		const page = await site().open({ baseURL: server.origin });
		await come(page, cast.shiftLead);
		await page.goto('/sign-in/company');
		await page.getByRole('button', { name: 'not you?' }).click();
		await page.getByText('You are signed out here.').waitFor();
		await page.getByRole('button', { name: button }).click();
		await signInThere(page, cast.picker.number);
		await page.waitForURL(/:\d+\/$/);
		expect(await whoIsIn(page)).toContain(cast.picker.name);
		await page.context().clearCookies({ name: 'touchstone_session' });
		await startFrom(page);
		await page.waitForURL(/:\d+\/$/);
		expect(await whoIsIn(page), 'asked once').toContain(cast.picker.name);
	} finally {
		await theirs.stop();
		await server.stop();
	}
});

test('her session ends here though she stops at the provider’s question', async () => {
	const page = await site().open();
	await come(page, cast.policyOwner);
	await page.getByRole('button', { name: 'not you?' }).click();
	await page.getByRole('button', { name: 'Yes, sign me out' }).waitFor();
	await page.goto('/me');
	await page.getByRole('heading', { name: 'Who is this?' }).waitFor();
});

test('while the provider is down the page says so, and number and PIN work', async () => {
	const down = await freePort();
	const server = await startServer({ env: environmentFor(down) });
	try {
		const page = await site().open({ baseURL: server.origin });
		await startFrom(page);
		await page.getByText('Your company’s sign-in does not answer just now.').waitFor();
		await signIn(page, cast.shiftLead);
		await page.locator('.who').waitFor();
		const late = await startRealProvider({ port: down, product: server.origin });
		try {
			const another = await site().open({ baseURL: server.origin });
			await come(another, cast.shiftLead);
			expect(await whoIsIn(another)).toContain(cast.shiftLead.name);
		} finally {
			await late.stop();
		}
	} finally {
		const { output } = await server.stop();
		expect(output).toMatch(/"why":"down"/);
	}
});

test('with a team, newcomers are enrolled as plain employees; the log has no code, token or state', async () => {
	const own = await freePort();
	const server = await startServer({
		env: { ...environmentFor(own), OIDC_TEAM: cast.picker.teamId, LOG_LEVEL: 'debug' },
		prepare: (path) =>
			changeFile(path, async (db) => {
				const values = await readSettings(db.read);
				const change = { ...values, singleSignOnEnrols: true };
				await changeSettings(db, { values: change, by: cast.administrator.id, at: castTime });
			}),
	});
	const theirs = await startRealProvider({ port: own, product: server.origin });
	try {
		theirs.accounts.set('60001', { name: 'Wanjiku' });
		const page = await site().open({ baseURL: server.origin });
		const links = callbacksOf(page);
		await startFrom(page);
		await signInThere(page, '60001');
		await page.waitForURL('**/');
		expect(await whoIsIn(page)).toContain('Wanjiku');
		expect((await page.goto('/team'))?.status()).toBe(404);
		await page.context().clearCookies();
		await page.goto(links[0] ?? expect.fail('nobody came back'));
		const { output } = await server.end();
		for (const [name, value] of new URL(links[0] ?? '').searchParams) {
			if (name !== 'iss') expect(output, name).not.toContain(value);
		}
		expect(output).toContain('no way of this browser');
		await changeFile(server.file, async ({ read }) => {
			const began = await read.select().from(sessions).where(isNotNull(sessions.provenAt));
			expect(began).toMatchObject([{ method: 'single sign-on' }]);
			const subject = 'account-60001';
			expect(await read.select().from(identities)).toMatchObject([{ subject }]);
		});
	} finally {
		await theirs.stop();
		await server.stop();
	}
});

async function startFrom(page: Page): Promise<void> {
	await page.goto('/sign-in');
	await page.getByRole('button', { name: button }).click();
}

async function tell(page: Page, words: string): Promise<void> {
	await page.getByRole('radio').first().check();
	await page.getByLabel('In a sentence').fill(words);
	await page.getByRole('button', { name: 'Tell us' }).click();
}

/** The provider's own page. */
async function signInThere(page: Page, account: string): Promise<void> {
	await page.locator('input[name=login]').fill(account);
	await page.locator('input[name=password]').fill(demonstrationPin);
	await page.locator('button[type=submit]').click();
}

async function come(page: Page, { number }: CastPerson): Promise<void> {
	await startFrom(page);
	await signInThere(page, number);
	await page.waitForURL(/:\d+\/$/);
}

function whoIsIn(page: Page): Promise<string> {
	return page.locator('.who').innerText();
}

async function cookieOf(context: BrowserContext) {
	const cookies = await context.cookies();
	return cookies.find(({ name, value }) => name === 'touchstone_session' && value !== '');
}

/** The addresses that the provider sent the page back to. */
function callbacksOf(page: Page): string[] {
	const links: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/sign-in/company/back?')) links.push(request.url());
	});
	return links;
}
