import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { addressOf } from '#auth/address.ts';
import { forgetCounts } from '#auth/counters.ts';
import { forgetDevices, knownDevice, rememberDevice } from '#auth/known-devices.ts';
import { createSignInLimits, type Try } from '#auth/limits.ts';
import { setPin } from '#auth/set-pin.ts';
import { signIn } from '#auth/sign-in.ts';
import { timeInWords, waitInWords } from '#auth/wait.ts';
import type { Database } from '#db/connection.ts';
import { guesses, knownDevices } from '#db/schema/slips.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { readingGrade } from '#lib/reading-grade.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, hour, minute } from '#test/small-company.ts';

// Ten thousand guesses in an hour, in many ways; whoever guesses a PIN must have it looked at first.

const guessesInAnHour = 10_000;
const many = { timeout: 60_000 };
const site = '198.51.100.1';

type Guess = Pick<Try, 'number' | 'address'>;

/** How many of ten thousand guesses in an hour are looked at. */
async function looks(db: Database, guess: (count: number) => Guess): Promise<number> {
	const limits = createSignInLimits(db);
	let looked = 0;
	for (let count = 0; count < guessesInAnHour; count += 1) {
		const at = castTime + Math.floor((count * hour) / guessesInAnHour);
		const wait = await limits.takeTry({ ...guess(count), device: undefined, at });
		if (wait === 0) looked += 1;
	}
	return looked;
}

const from = (count: number) => `10.0.${count % 4}.${Math.floor(count / 4) % 250}`;

test('ten thousand guesses at one person from one address: 30 are looked at', many, async () => {
	const db = await testDatabase();
	expect(await looks(db, () => ({ number: '4417', address: site }))).toBe(30);
});

test(
	'ten thousand guesses at one person from a thousand addresses: 30 are looked at',
	many,
	async () => {
		const db = await testDatabase();
		expect(await looks(db, (count) => ({ number: '4417', address: from(count) }))).toBe(30);
	},
);

test(
	'ten thousand guesses at ten thousand people from one address: 300 are looked at',
	many,
	async () => {
		const db = await testDatabase();
		expect(await looks(db, (count) => ({ number: String(count), address: site }))).toBe(300);
	},
);

test(
	'ten thousand guesses at ten thousand people from a thousand addresses: some 500 are looked at',
	many,
	async () => {
		const db = await testDatabase();
		const guess = (count: number) => ({ number: String(count), address: from(count) });
		const looked = await looks(db, guess);
		expect(looked).toBeGreaterThan(500);
		expect(looked).toBeLessThan(510);
	},
);

/** A browser in which Amina has signed in. */
async function herBrowser(db: Database): Promise<string> {
	const sighting = { browser: undefined, employeeId: cast.picker.id, at: castTime };
	return rememberDevice(db, sighting);
}

const hers = { number: cast.picker.number, pin: demonstrationPin, address: site };

test('while somebody guesses at her PIN, from elsewhere or beside her, she gets in where she did before', async () => {
	const db = await testDatabase();
	const browser = await herBrowser(db);
	const limits = createSignInLimits(db);
	for (let count = 0; count < 200; count += 1) {
		await limits.takeTry({ number: '4417', address: site, device: undefined, at: castTime });
		await limits.takeTry({ number: `${count}`, address: site, device: undefined, at: castTime });
	}
	const at = castTime;
	expect(await signIn(db, limits, { ...hers, at })).toMatchObject({ kind: 'wait' });
	expect(await signIn(db, limits, { ...hers, browser, at })).toMatchObject({ kind: 'signed in' });
	expect(await signIn(db, limits, { ...hers, device: 'kiosk', at })).toMatchObject({
		kind: 'signed in',
	});
	// Her browser is known for her alone: it is no way to guess at others.
	const other = { ...hers, number: cast.secondPicker.number, browser };
	expect(await signIn(db, limits, { ...other, at })).toMatchObject({ kind: 'wait' });
});

test('one prankster at a kiosk keeps out whom he guesses at, there, and nobody else', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	const kiosk = { address: site, device: 'kiosk', at: castTime };
	for (let count = 0; count < 10; count += 1) await limits.takeTry({ ...kiosk, number: '4417' });
	expect(await signIn(db, limits, { ...hers, ...kiosk })).toMatchObject({ kind: 'wait' });
	const other = { ...hers, number: cast.secondPicker.number };
	expect(await signIn(db, limits, { ...other, ...kiosk })).toMatchObject({ kind: 'signed in' });
	expect(await signIn(db, limits, { ...hers, at: castTime })).toMatchObject({ kind: 'signed in' });
});

test('a browser with a made-up secret is known to nobody', async () => {
	const db = await testDatabase();
	expect(await knownDevice(db.read, { browser: 'made up', number: '4417' })).toBeUndefined();
	const made = { browser: 'made up', employeeId: cast.picker.id, at: castTime };
	expect(await rememberDevice(db, made)).not.toBe('made up');
	expect(await knownDevice(db.read, { browser: 'made up', number: '4417' })).toBeUndefined();
});

test('one browser may be known for several people; a new PIN makes it strange to its owner', async () => {
	const db = await testDatabase();
	const browser = await herBrowser(db);
	const second = { browser, employeeId: cast.secondPicker.id, at: castTime };
	expect(await rememberDevice(db, second)).toBe(browser);
	await setPin(db, { employeeId: cast.picker.id, pin: '406917', by: null, at: castTime });
	expect(await knownDevice(db.read, { browser, number: '4417' })).toBeUndefined();
	const { number } = cast.secondPicker;
	expect(await knownDevice(db.read, { browser, number })).toBeTypeOf('string');
});

test('of a person’s browsers the newest twenty are known, and those of half a year', async () => {
	const db = await testDatabase();
	for (let count = 0; count < 25; count += 1) {
		const at = castTime + count * day;
		await rememberDevice(db, { browser: undefined, employeeId: cast.picker.id, at });
	}
	const oldest = knownDevices.lastUsedAt;
	const rows = await db.read.select().from(knownDevices).orderBy(oldest);
	expect(rows).toHaveLength(20);
	expect(rows[0]?.lastUsedAt).toBe(castTime + 5 * day);
	await forgetDevices(db, castTime + 5 * day + 180 * day + 1);
	expect(await db.read.select().from(knownDevices)).toHaveLength(19);
});

test('a restart forgives nobody', async () => {
	const db = await testDatabase();
	const guess = { number: '4417', address: site, device: undefined, at: castTime };
	for (let count = 0; count < 10; count += 1) await createSignInLimits(db).takeTry(guess);
	expect(await createSignInLimits(db).takeTry(guess)).toBe(15);
});

test('the waiting ends by itself, after a quarter of an hour and, after thirty guesses, a day', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	const guess = (at: number) =>
		limits.takeTry({ number: '4417', address: site, device: undefined, at });
	for (let round = 0; round < 3; round += 1) {
		const at = castTime + round * 15 * minute;
		for (let count = 0; count < 10; count += 1) expect(await guess(at)).toBe(0);
		expect(await guess(at)).toBeGreaterThan(0);
	}
	expect(await guess(castTime + hour)).toBe(23 * 60);
	expect(await guess(castTime + day)).toBe(0);
});

test(
	'counts of made-up numbers come to an end, and go when they no longer count',
	many,
	async () => {
		const db = await testDatabase();
		await looks(db, (count) => ({ number: `made up ${count}`, address: from(count) }));
		const rows = await db.read.select().from(guesses);
		expect(rows.length).toBeLessThan(4000);
		for (const { counted } of rows) expect(counted).toMatch(/^\w+\/\d+\/[0-9a-f]{5}$/);
		await forgetCounts(db, castTime + 2 * day);
		expect(await db.read.select().from(guesses)).toEqual([]);
	},
);

test('waiting costs no write', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	const guess = { number: '4417', address: site, device: undefined, at: castTime };
	for (let count = 0; count < 11; count += 1) await limits.takeTry(guess);
	const counted = await db.read.select().from(guesses).where(eq(guesses.count, 10));
	for (let count = 0; count < 50; count += 1) await limits.takeTry(guess);
	expect(await db.read.select().from(guesses).where(eq(guesses.count, 10))).toEqual(counted);
});

test.each([
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9'],
	['2001:DB8:1:2::1', '2001:0db8:0001:0002:ffff::'],
	['::ffff:192.0.2.1', '192.0.2.1'],
	['fe80::1%eth0', 'fe80::2'],
])('%s and %s count as one address', (one, other) => {
	expect(addressOf(one)).toBe(addressOf(other));
});

test('other lines count as other addresses', () => {
	const all = ['2001:db8:1:2::1', '2001:db8:1:3::1', '::1', '192.0.2.1', '192.0.2.2'];
	expect(new Set(all.map(addressOf)).size).toBe(all.length);
});

test('who has to wait is told how long and what works meanwhile', () => {
	expect([1, 14, 89, 90, 1440].map(timeInWords)).toEqual([
		'1 minute',
		'14 minutes',
		'89 minutes',
		'about 2 hours',
		'about 24 hours',
	]);
	expect(readingGrade(waitInWords(14))).toBeLessThanOrEqual(6);
});
