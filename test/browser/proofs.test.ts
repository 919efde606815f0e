import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { changeSettings, readSettings } from '#people/settings.ts';
import { cast, castTime } from '#test/cast.ts';
import { changeFile } from './before-start.ts';
import { signIn, useSite } from './site.ts';

// The organisation asks leaders and administrators for a second proof, as a real one does.

const site = useSite({
	prepare: (file) =>
		changeFile(file, async (db) => {
			const values = { ...(await readSettings(db.read)), secondProofNeeded: true };
			await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
		}),
});

/** Browsers make passkeys for names only. */
function named(path: string): string {
	return `${site().server.origin.replace('127.0.0.1', 'localhost')}${path}`;
}

/** A browser with a device that knows its owner's finger. */
async function openWithFinger(): Promise<Page> {
	const page = await site().open();
	const devices = await page.context().newCDPSession(page);
	await devices.send('WebAuthn.enable');
	await devices.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
			...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
		},
	});
	return page;
}

test('a leader makes a passkey once; from then on it is asked, and it is enough by itself', async () => {
	const page = await openWithFinger();
	await page.goto(named('/policies'));
	await signIn(page, cast.policyOwner);
	await page.getByRole('heading', { name: 'One more lock on your door' }).waitFor();
	await page.getByRole('button', { name: 'Make a passkey' }).click();
	await page.getByRole('heading', { name: 'Your ten spare codes' }).waitFor();
	expect(
		await page
			.getByRole('listitem')
			.filter({ hasText: /^\w{5}-\w{5}$/ })
			.count(),
	).toBe(10);
	await page.getByRole('link', { name: 'Go on' }).click();
	await page.waitForURL('**/policies');
	await page.goto(named('/me/proofs'));
	expect(await page.getByText('Your ten spare codes').count(), 'told once').toBe(0);
	await page.getByText('Passkey, Chrome').waitFor();

	await page.getByRole('button', { name: 'not you?' }).click();
	await page.getByRole('link', { name: 'Sign in with a passkey' }).click();
	await page.getByRole('button', { name: 'Use my passkey' }).click();
	await page.waitForURL(named('/'));
	await page.getByText(cast.policyOwner.name).first().waitFor();

	await page.getByRole('button', { name: 'not you?' }).click();
	await signIn(page, cast.policyOwner);
	await page.getByRole('heading', { name: `${cast.policyOwner.name}, is it you?` }).waitFor();
	for (const path of ['/', '/policies', '/me', '/standard']) {
		await page.goto(named(path));
		expect(new URL(page.url()).pathname, `${path} waits`).toBe('/sign-in/proof');
	}
	await page.getByRole('button', { name: 'Use my passkey' }).click();
	await page.waitForURL('**/standard');
});

test('without script an app does it; a code counts once; a spare code opens too', async () => {
	const page = await site().open({ javaScriptEnabled: false });
	await page.goto('/');
	await signIn(page, cast.administrator);
	await page.getByText('An app with codes').waitFor();
	const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
	const codeNow = () =>
		new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: castTime });
	await page.getByLabel('Code of the app').fill('000000');
	await page.getByRole('button', { name: 'Use this app' }).click();
	await page.getByText('This code does not fit').waitFor();
	expect((await page.locator('code').first().innerText()).replaceAll(' ', '')).toBe(secret);
	await page.getByLabel('Code of the app').fill(codeNow());
	await page.getByRole('button', { name: 'Use this app' }).click();
	await page.getByRole('heading', { name: 'Your ten spare codes' }).waitFor();
	const spare = await page.locator('.codes code').first().innerText();
	await page.goto('/settings');
	await page.getByRole('heading', { name: 'Settings' }).waitFor();

	await page.getByRole('button', { name: 'not you?' }).click();
	await signIn(page, cast.administrator);
	await page.getByLabel('Code of your app').fill(codeNow());
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.getByText('This code does not fit').waitFor();
	await page.getByLabel('Code of your app').fill(spare);
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.waitForURL('**/');
	await page.goto('/me/proofs');
	await page.getByText('9 of 10 left').waitFor();
});

test('whoever leads nothing but her team is let in by number and PIN', async () => {
	const page = await site().openAs(cast.shiftLead);
	await page.goto('/team');
	expect(new URL(page.url()).pathname).toBe('/team');
	const answer = await page.goto('/me/proofs');
	expect(answer?.status()).toBe(404);
});
