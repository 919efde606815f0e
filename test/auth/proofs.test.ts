import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { isOurChallenge, makeChallenge, useUpChallenge } from '#auth/proofs/challenge.ts';
import { keepApp, newAppSecret, takeAppCode } from '#auth/proofs/authenticator-app.ts';
import { createProofLimits } from '#auth/proofs/limits.ts';
import { passkeySite } from '#auth/proofs/passkeys.ts';
import {
	hasProofs,
	isProofNeeded,
	readProofs,
	removeApp,
	resetProofs,
} from '#auth/proofs/proofs.ts';
import { newRecoveryCodes, takeRecoveryCode } from '#auth/proofs/recovery-codes.ts';
import { createSessions } from '#auth/session.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { sessions } from '#db/schema/auth.ts';
import { authenticatorApps, recoveryCodes } from '#db/schema/proofs.ts';
import { changeSettings, readSettings } from '#people/settings.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const employeeId = cast.policyOwner.id;
const halfMinute = 30_000;

function codeAt(secret: string, at: number): string {
	return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
}

async function withApp(db: Database): Promise<string> {
	const secret = newAppSecret();
	const typed = codeAt(secret, castTime);
	await keepApp(db, { employeeId, secret, typed, at: castTime });
	return secret;
}

async function demand(db: Database, secondProofNeeded: boolean): Promise<void> {
	const values = { ...(await readSettings(db.read)), secondProofNeeded };
	await changeSettings(db, { values, by: cast.administrator.id, at: castTime });
}

test('an app is kept only once it has shown a right code', async () => {
	const db = await testDatabase();
	const secret = newAppSecret();
	for (const typed of ['000000', '', 'abcdef', codeAt(secret, castTime - 10 * halfMinute)]) {
		const adding = keepApp(db, { employeeId, secret, typed, at: castTime });
		await expect(adding, typed).rejects.toMatchObject({ problems: { code: /does not fit/ } });
	}
	const weak = keepApp(db, { employeeId, secret: 'AA', typed: '123456', at: castTime });
	await expect(weak).rejects.toThrow();
	expect(await hasProofs(db, employeeId)).toBe(false);
	await keepApp(db, { employeeId, secret, typed: codeAt(secret, castTime), at: castTime });
	expect(await hasProofs(db, employeeId)).toBe(true);
});

test('a code of the app counts once, and the half minute before and after it counts too', async () => {
	const db = await testDatabase();
	const secret = await withApp(db);
	const later = castTime + 10 * halfMinute;
	const take = (typed: string, at = later) => takeAppCode(db, { employeeId, typed, at });
	expect(await take(codeAt(secret, castTime)), 'long gone').toBe(false);
	expect(await take(codeAt(secret, later - 2 * halfMinute)), 'too old').toBe(false);
	expect(await take(codeAt(secret, later - halfMinute)), 'one before').toBe(true);
	const spaced = codeAt(secret, later).replace(/^(...)/, '$1 ');
	expect(await take(spaced), 'with a space').toBe(true);
	expect(await take(spaced), 'the same again').toBe(false);
	expect(await take(codeAt(secret, later - halfMinute)), 'an earlier one').toBe(false);
	expect(await take(codeAt(secret, later + halfMinute)), 'a clock that is fast').toBe(true);
	const other = { employeeId: cast.administrator.id, typed: codeAt(secret, later), at: later };
	expect(await takeAppCode(db, other), 'somebody else').toBe(false);
});

test('two who type the same code at once: one of them is let in', async () => {
	const db = await testDatabase();
	const secret = await withApp(db);
	const at = castTime + 4 * halfMinute;
	const tries = Array.from({ length: 8 }, () =>
		takeAppCode(db, { employeeId, typed: codeAt(secret, at), at }),
	);
	expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
});

test('each spare code lets in once, however it is typed, and only hashes are at rest', async () => {
	const db = await testDatabase();
	const codes = await newRecoveryCodes(db, { employeeId, at: castTime });
	expect(new Set(codes).size).toBe(10);
	expect(JSON.stringify(await db.read.select().from(recoveryCodes))).not.toContain(codes[0]);
	const take = (typed = '') => takeRecoveryCode(db, { employeeId, typed, at: castTime });
	const shouted = codes[0]?.toUpperCase().replace('-', ' ');
	expect(await take(shouted)).toBe(true);
	expect(await take(codes[0])).toBe(false);
	expect(await take(codes[1]?.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(true);
	expect(await take('')).toBe(false);
	expect(await readProofs(db, employeeId)).toMatchObject({ codesLeft: 8 });
	await newRecoveryCodes(db, { employeeId, at: castTime });
	expect(await take(codes[2]), 'the old ones are gone').toBe(false);
});

test('leaders and administrators prove themselves twice, if it is asked or if they chose to', async () => {
	const db = await testDatabase();
	const needed = async () =>
		Promise.all(
			[cast.policyOwner, cast.administrator, cast.shiftLead, cast.picker].map(async (who) =>
				isProofNeeded(db, await personOf(db, who)),
			),
		);
	expect(await needed()).toEqual([false, false, false, false]);
	await withApp(db);
	expect(await needed(), 'her own choice').toEqual([true, false, false, false]);
	await demand(db, true);
	expect(await needed()).toEqual([true, true, false, false]);
});

test('the last proof stays while one is needed', async () => {
	const db = await testDatabase();
	await withApp(db);
	await demand(db, true);
	const removing = removeApp(db, { employeeId, at: castTime });
	await expect(removing).rejects.toMatchObject({ problems: { proofs: /last one/ } });
	expect(await hasProofs(db, employeeId)).toBe(true);
	await demand(db, false);
	await removeApp(db, { employeeId, at: castTime });
	expect(await hasProofs(db, employeeId)).toBe(false);
});

test('an administrator takes proofs away and ends the sessions, never her own', async () => {
	const db = await testDatabase();
	await withApp(db);
	await newRecoveryCodes(db, { employeeId, at: castTime });
	const door = createSessions(db, { secure: false });
	await door.begin(employeeId, { at: castTime, method: 'pin', proven: true });
	const own = resetProofs(db, { employeeId, by: employeeId, at: castTime });
	await expect(own).rejects.toMatchObject({ problems: { proofs: /another administrator/ } });
	await resetProofs(db, { employeeId, by: cast.administrator.id, at: castTime });
	expect(await readProofs(db, employeeId)).toEqual({
		passkeys: [],
		appSince: undefined,
		codesLeft: 0,
	});
	const of = eq(sessions.employeeId, employeeId);
	expect(await db.read.select().from(sessions).where(of)).toEqual([]);
	const entries = await db.read.select().from(auditEntries);
	expect(entries.at(-1)).toMatchObject({
		...{ action: 'proofs.reset', objectId: employeeId, actorId: cast.administrator.id },
	});
});

test('a challenge holds for its purpose, its person and ten minutes, and is used up once', async () => {
	const db = await testDatabase();
	const what = { purpose: 'prove', employeeId } as const;
	const challenge = Buffer.from(await makeChallenge(db, what, castTime)).toString('base64url');
	const ours = (more: Partial<{ purpose: 'register'; employeeId: string }>, after = 0) =>
		isOurChallenge(db, challenge, { ...what, ...more }, castTime + after);
	expect(await ours({})).toBe(true);
	expect(await ours({}, 9 * 60_000)).toBe(true);
	expect(await ours({}, 10 * 60_000)).toBe(false);
	expect(await ours({}, -1)).toBe(false);
	expect(await ours({ purpose: 'register' })).toBe(false);
	expect(await ours({ employeeId: cast.administrator.id })).toBe(false);
	expect(await isOurChallenge(db, `A${challenge.slice(1)}`, what, castTime)).toBe(false);
	expect(await isOurChallenge(db, '', what, castTime)).toBe(false);
	await db.write((tx) => useUpChallenge(tx, challenge, castTime));
	await expect(db.write((tx) => useUpChallenge(tx, challenge, castTime))).rejects.toMatchObject({
		problems: { passkey: /used already/ },
	});
});

test('passkeys are made where browsers make them: a name, over https or on this machine', () => {
	const id = (origin: string) => passkeySite(origin)?.id;
	expect(id('https://touchstone.example')).toBe('touchstone.example');
	expect(id('http://localhost:4321')).toBe('localhost');
	expect(id('http://127.0.0.1:4321')).toBeUndefined();
	expect(id('http://[::1]:4321')).toBeUndefined();
	expect(id('https://10.0.0.7')).toBeUndefined();
	expect(id('http://touchstone.example')).toBeUndefined();
});

test('five wrong codes, and a person waits; a right one gives them back', async () => {
	const limits = createProofLimits();
	for (let tries = 0; tries < 5; tries += 1) expect(await limits.takeTry('a')).toBe(0);
	expect(await limits.takeTry('a')).toBe(15);
	expect(await limits.takeTry('b')).toBe(0);
	await limits.succeeded('a');
	expect(await limits.takeTry('a')).toBe(0);
});

test('the secret of an app stays out of the record of everything done', async () => {
	const db = await testDatabase();
	const secret = await withApp(db);
	const [row] = await db.read.select().from(authenticatorApps);
	expect(row?.secret).toBe(secret);
	const entries = await db.read.select().from(auditEntries);
	expect(entries.at(-1)).toMatchObject({ action: 'authenticator.added', actorId: employeeId });
});
