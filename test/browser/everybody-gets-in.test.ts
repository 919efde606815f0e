import { rmSync } from 'node:fs';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabase } from '#db/migrate.ts';
import { foundEmptyCompany } from '#db/seed/empty-company.ts';
import { castTime } from '#test/cast.ts';
import {
	environmentFor,
	type RealProvider,
	startRealProvider,
} from '#test/single-sign-on/real-provider.ts';
import { catalogue } from './answers.ts';
import { changeFile } from './before-start.ts';
import { readBadge } from './read-badge.ts';
import { freePort } from './server.ts';
import { useSite } from './site.ts';

// A new administrator and a company of her own: from an empty database to a picker on her phone,
// another on a shared tablet, a vendor's lead with her eleven, and the company's own sign-in.

let administrator = { number: '', pin: '' };
const port = await freePort();
const site = useSite({
	env: environmentFor(port),
	prepare: async (file) => {
		rmSync(file);
		await migrateDatabase(`file:${file}`);
		await changeFile(file, async (db) => {
			const founded = { timeZone: 'Europe/Berlin', at: castTime };
			administrator = await foundEmptyCompany(db, catalogue, founded);
		});
	},
});
let provider: RealProvider;
beforeAll(async () => {
	provider = await startRealProvider({ port, product: site().server.origin });
});
afterAll(() => provider.stop());

const wide = { viewport: { width: 1280, height: 900 } };
const pin = '406917';

/** As a payroll office exports it: semicolons, German headings and dates, Windows-1252. */
const export1252 = Buffer.from(
	[
		'Personal-Nr.;Nachname;Vorname;Tätigkeit;Abteilung;Standort;Fremdfirma;Kanal;Eintritt;Vorgesetzter;Muttersprache',
		'0100;Groß;Änne;Schichtleiterin;Kommissionierung;Lager Kassel;;Lager;15.01.2026;;Deutsch',
		'0101;Müller;Jürgen;Kommissionierer;Kommissionierung;Lager Kassel;;Lager;01.03.2026;0100;Deutsch',
		'0102;Yilmaz;Zoë;Kommissioniererin;Kommissionierung;Lager Kassel;;Lager;02.03.2026;0100;Deutsch',
		'0200;Weiß;Käthe;Teamleiterin;Callcenter Nord;Callcenter Kiel;Nordruf;Telefon;01.02.2026;;Deutsch',
		...Array.from(
			{ length: 11 },
			(_, index) =>
				`${201 + index};Agent ${'ABCDEFGHIJK'[index]};Kim;Agentin;Callcenter Nord;Callcenter Kiel;Nordruf;Telefon;01.02.2026;0200;Deutsch`,
		),
	].join('\r\n'),
	'latin1',
);

test('from an empty company to everybody in', async () => {
	const desk = await firstSignIn();
	await importRoster(desk);
	const codes = await printSlips(desk);

	const phone = await activate(codes.get('0101'));
	await phone.goto('/');
	expect(await phone.locator('.who span').innerText()).toBe('Jürgen Müller');
	await phone.getByRole('link', { name: 'Lessons', exact: true }).click();

	const lead = await activate(codes.get('0200'), wide);
	await lead.goto('/team');
	const team = await lead.locator('main').innerText();
	for (const letter of 'ABCDEFGHIJK') expect(team).toContain(`Kim Agent ${letter}`);
	expect(team.match(/Kim Agent/g)).toHaveLength(11);
	for (const name of ['Müller', 'Yilmaz', 'Groß', 'Administrator']) {
		expect(team).not.toContain(name);
	}

	await kioskByBadge(desk, await activate(codes.get('0100'), wide));

	const company = await site().open();
	await company.goto('/sign-in');
	await company.getByRole('button', { name: 'Sign in with your test account' }).click();
	await company.locator('[name=login]').fill('0102');
	await company.locator('[name=password]').fill('any');
	await company.locator('[type=submit]').click();
	await company.waitForURL(`${site().server.origin}/`);
	expect(await company.locator('.who span').innerText()).toBe('Zoë Yilmaz');
}, 120_000);

/** With the PIN that was told once, and a second proof, which a company of one's own asks for. */
async function firstSignIn(): Promise<Page> {
	const page = await site().open(wide);
	await page.goto('/people');
	await page.getByLabel('Employee number').fill(administrator.number);
	await page.getByLabel('PIN').fill(administrator.pin);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.getByRole('heading', { name: 'One more lock on your door' }).waitFor();
	const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
	const totp = new TOTP({ secret: Secret.fromBase32(secret) });
	await page.getByLabel('Code of the app').fill(totp.generate({ timestamp: castTime }));
	await page.getByRole('button', { name: 'Use this app' }).click();
	await page.getByRole('heading', { name: 'Your ten spare codes' }).waitFor();
	await page.getByRole('link', { name: 'Go on' }).click();
	await page.waitForURL('**/people');
	return page;
}

async function importRoster(page: Page): Promise<void> {
	await page.goto('/people/import');
	const file = { name: 'export.csv', mimeType: 'text/csv', buffer: export1252 };
	await page.getByLabel('A CSV file').setInputFiles(file);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByRole('button', { name: 'Show me what would happen' }).click();
	await page.getByRole('heading', { name: 'This is what would happen.' }).waitFor();
	await page.getByRole('button', { name: 'Do it' }).click();
	await page.getByRole('heading', { name: 'Done.', exact: true }).waitFor();
	await page.getByText('15 new').first().waitFor();
}

/** By number: the code on each slip. */
async function printSlips(page: Page): Promise<ReadonlyMap<string, string>> {
	await page.goto('/slips');
	await page.getByRole('button', { name: 'Make slips for those ticked' }).click();
	await page.locator('.slip').first().waitFor();
	const slips = await page.locator('.slip').allInnerTexts();
	expect(slips).toHaveLength(15);
	return new Map(
		slips.map((text) => {
			const number = /\b(0?[12]\d\d)\b/.exec(text)?.[1] ?? '';
			return [number, /[0-9A-Z]{4}-[0-9A-Z-]{8,}/.exec(text)?.[0] ?? ''];
		}),
	);
}

async function activate(code: string | undefined, options = {}): Promise<Page> {
	const page = await site().open(options);
	await page.goto(`/activate?code=${code}`);
	await page.getByLabel('Your new PIN').fill(pin);
	await page.getByLabel('The same again').fill(pin);
	await page.getByRole('button', { name: 'Save it and go in' }).click();
	await page.waitForURL('**/');
	return page;
}

/** The shift lead puts a tablet up and prints a badge; whoever shows it there is in. */
async function kioskByBadge(desk: Page, lead: Page): Promise<void> {
	await lead.goto('/kiosks');
	await lead.getByLabel('What to call it').fill('Packing 2');
	await lead.getByRole('button', { name: 'Make a code' }).click();
	const code = await lead.locator('.code').innerText();
	const tablet = await site().open({ viewport: { width: 800, height: 1100 } });
	await tablet.goto('/kiosk/enrol');
	await tablet.getByLabel('Code').fill(code);
	await tablet.keyboard.press('Enter');
	await tablet.getByRole('heading', { name: 'Show your badge' }).waitFor();
	await lead.goto('/badges');
	await lead.getByRole('button', { name: 'Print cards' }).click();
	await lead.waitForURL('**/badges/print?*');
	const badge = await readBadge(lead, 'Zoë Yilmaz');
	await tablet.keyboard.type(`${badge}\n`);
	await tablet.waitForURL('**/');
	expect(await tablet.locator('.who span').innerText()).toBe('Zoë Yilmaz');
	await desk.goto('/kiosks');
	await desk.getByText('Packing 2').first().waitFor();
}
