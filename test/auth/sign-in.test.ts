import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createSignInLimits, type SignInLimits } from '#auth/limits.ts';
import { createSessions } from '#auth/session.ts';
import { setPin } from '#auth/set-pin.ts';
import { signIn } from '#auth/sign-in.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const tablet = '127.0.0.1';
const refused = { kind: 'refused' };
const amina = { kind: 'signed in', employeeId: cast.picker.id };

function attempt(
	db: Database,
	limits: SignInLimits,
	{ number = '4417', pin = demonstrationPin, address = tablet },
) {
	return signIn(db, limits, { number, pin, address, at: castTime });
}

/** A try on a device that nobody knows. */
function guessAt(number: string) {
	return { number, address: tablet, device: undefined, at: castTime };
}

test('the right PIN signs in, and it is on the record', async () => {
	const db = await testDatabase();
	expect(await attempt(db, createSignInLimits(db), {})).toEqual(amina);
	const rows = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'session.began'));
	expect(rows).toMatchObject([{ actorId: cast.picker.id, at: castTime }]);
});

test('a blank around the number does no harm', async () => {
	const db = await testDatabase();
	expect(await attempt(db, createSignInLimits(db), { number: ' 4417 ' })).toEqual(amina);
});

test('digits of any keyboard are the same digits, and letters however they are put together', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	expect(await attempt(db, limits, { number: '٤٤١٧', pin: '٢٧١٨٢٨' })).toEqual(amina);
	const pin = 'một con mèo trên mái nhà';
	await setPin(db, { employeeId: cast.picker.id, pin, by: null, at: castTime });
	for (const form of ['NFC', 'NFD'] as const) {
		expect(await attempt(db, limits, { pin: pin.normalize(form) })).toEqual(amina);
	}
});

test('a wrong PIN, an unknown number, no PIN at all and a person who left are refused alike', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	await db.write((tx) =>
		tx.update(employees).set({ leftAt: castTime }).where(eq(employees.id, cast.secondPicker.id)),
	);
	expect(await attempt(db, limits, { pin: '314159' })).toEqual(refused);
	expect(await attempt(db, limits, { number: '0000' })).toEqual(refused);
	expect(await attempt(db, limits, { number: cast.vendorAgent.number })).toEqual(refused);
	expect(await attempt(db, limits, { number: cast.secondPicker.number })).toEqual(refused);
});

test('after ten wrong PINs for a number even the right one has to wait, from any address', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	for (let count = 0; count < 10; count += 1) {
		expect(await attempt(db, limits, { pin: '314159' })).toEqual(refused);
	}
	const outcome = await attempt(db, limits, { address: '127.0.0.2' });
	expect(outcome).toEqual({ kind: 'wait', minutes: 15 });
	expect(await attempt(db, limits, { number: '4423' })).toMatchObject({ kind: 'signed in' });
});

test('guesses that come all at once are not all looked at', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	const guesses = Array.from({ length: 30 }, () => attempt(db, limits, { pin: '314159' }));
	const looked = (await Promise.all(guesses)).filter(({ kind }) => kind === 'refused');
	expect(looked).toHaveLength(10);
});

test('an unknown number has to wait as a known one does', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	for (let count = 0; count < 10; count += 1) await limits.takeTry(guessAt('0000'));
	expect(await attempt(db, limits, { number: '0000' })).toMatchObject({ kind: 'wait' });
});

test('the right PIN clears the wrong ones of a number', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	for (let count = 0; count < 9; count += 1) await limits.takeTry(guessAt('4417'));
	expect(await attempt(db, limits, {})).toEqual(amina);
	for (let count = 0; count < 9; count += 1) await limits.takeTry(guessAt('4417'));
	expect(await attempt(db, limits, {})).toEqual(amina);
});

test('the limit of an address counts failures only, so that a shift can sign in on one tablet', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	for (let count = 0; count < 99; count += 1) await limits.takeTry(guessAt(`unknown ${count}`));
	for (const number of ['4417', '4423', '4431']) {
		expect(await attempt(db, limits, { number })).toMatchObject({ kind: 'signed in' });
	}
	await limits.takeTry(guessAt('one more'));
	expect(await attempt(db, limits, {})).toMatchObject({ kind: 'wait' });
	expect(await attempt(db, limits, { address: '127.0.0.2' })).toEqual(amina);
});

test('a PIN is at rest as an argon2id hash only, and the record does not have it', async () => {
	const db = await testDatabase();
	const setting = { employeeId: cast.picker.id, pin: '808182', by: cast.administrator.id };
	await setPin(db, { ...setting, at: castTime });
	const of = eq(credentials.employeeId, cast.picker.id);
	const [row] = await db.read.select().from(credentials).where(of);
	expect(row?.pinHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	const entries = await db.read.select().from(auditEntries);
	expect(entries.at(-1)).toMatchObject({ action: 'pin.set', actorId: cast.administrator.id });
	const payloads = await db.read.select().from(auditPayloads);
	expect(JSON.stringify([entries, payloads, row])).not.toContain('808182');
});

test('a new PIN takes the place of the old one and ends the person’s sessions, nobody else’s', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	const door = createSessions(db, { secure: false });
	await door.begin(cast.picker.id, { at: castTime, method: 'pin' });
	await door.begin(cast.secondPicker.id, { at: castTime, method: 'pin' });
	await setPin(db, { employeeId: cast.picker.id, pin: '808182', by: null, at: castTime });
	expect(await attempt(db, limits, {})).toEqual(refused);
	expect(await attempt(db, limits, { pin: '808182' })).toEqual(amina);
	const left = await db.read.select({ of: sessions.employeeId }).from(sessions);
	expect(left).toEqual([{ of: cast.secondPicker.id }]);
});

test('a PIN that is easy to guess is refused with a sentence, and the old one stays', async () => {
	const db = await testDatabase();
	for (const pin of ['12345', '111111', '123456', 'short']) {
		const setting = setPin(db, { employeeId: cast.picker.id, pin, by: null, at: castTime });
		await expect(setting).rejects.toThrow(Invalid);
	}
	expect(await attempt(db, createSignInLimits(db), {})).toEqual(amina);
});

test('nobody can be given a PIN who does not work here', async () => {
	const db = await testDatabase();
	const setting = setPin(db, { employeeId: 'nobody', pin: '808182', by: null, at: castTime });
	await expect(setting).rejects.toThrow(NotFound);
});
