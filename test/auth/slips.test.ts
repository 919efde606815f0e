import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createCodeLimits } from '#auth/code-limits.ts';
import { createSignInLimits } from '#auth/limits.ts';
import { createSessions } from '#auth/session.ts';
import { signIn } from '#auth/sign-in.ts';
import { activate } from '#auth/slips/activate.ts';
import { readChoices, readChosen } from '#auth/slips/choose.ts';
import { codeInGroups, codeOf, readCode } from '#auth/slips/code.ts';
import { lookAtCode } from '#auth/slips/look.ts';
import { makeSlips } from '#auth/slips/make.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { slips } from '#db/schema/slips.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { Invalid } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, minute } from '#test/small-company.ts';

const [ids, by] = [[cast.picker.id, cast.vendorAgent.id], cast.shiftLead.id];
const pin = '406917';

/** Hundreds of writes, each of them on disk before the next. */
const many = { timeout: 60_000 };

async function slipFor(
	db: Database,
	{ id }: CastPerson,
	given: { at?: number; lost?: boolean } = {},
) {
	const { at = castTime, lost = false } = given;
	const order = { employeeIds: [id], key: randomUUID(), endAccess: lost, by, at };
	const [slip] = (await makeSlips(db, order)) ?? [];
	if (!slip) throw new Error('No slip was made.');
	return slip.code;
}

function look(db: Database, typed: string, at = castTime) {
	const from = { address: '10.0.0.1', device: undefined };
	return lookAtCode(db, createCodeLimits(db), { typed, ...from, at });
}

async function use(db: Database, code: string, given: { pin?: string; key?: string } = {}) {
	const slip = await look(db, code);
	if (slip.kind !== 'open' && slip.kind !== 'used') return slip;
	return activate(db, { slip, pin, key: randomUUID(), at: castTime, ...given });
}

async function canSignIn(db: Database, { number }: CastPerson, typed: string): Promise<boolean> {
	const attempt = { number, pin: typed, address: '10.0.0.9', at: castTime };
	return (await signIn(db, createSignInLimits(db), attempt)).kind === 'signed in';
}

test('a code is read as people write it: small, with gaps, O for 0, I and L for 1', () => {
	const code = codeOf(randomUUID(), 'somebody');
	expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
	const written = code.replaceAll('0', 'o').replace('1', 'l').replace('1', 'I').toLowerCase();
	for (const typed of [codeInGroups(code), ` ${written} `, written.replace(/(.{3})/g, '$1 – ')]) {
		expect(readCode(typed), typed).toBe(code);
	}
	for (const typed of ['', 'x', `${code}A`, code.slice(1), '............']) {
		expect(readCode(typed), typed).toBeUndefined();
	}
});

test('a wrong letter, or two that changed places, are noticed before anybody looks', () => {
	for (let count = 0; count < 50; count += 1) {
		const code = codeOf(randomUUID(), 'somebody');
		const place = count % 11;
		const [a = '', b = ''] = [code[place], code[place + 1]];
		const wrong = [...'23456789ABC'].find((letter) => letter !== a) ?? '';
		const sameAsFar = new Set([a, wrong]).has('Z') && new Set([a, wrong]).has('0');
		if (!sameAsFar)
			expect(readCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(undefined);
		const swapped = code.slice(0, place) + b + a + code.slice(place + 2);
		if (place < 10 && a !== b && !(`${a}${b}` === '0Z' || `${a}${b}` === 'Z0')) {
			expect(readCode(swapped), `${code} ${swapped}`).toBeUndefined();
		}
	}
});

test('with a slip somebody without a PIN chooses one, and gets in with it', async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.vendorAgent);
	expect(await look(db, code)).toMatchObject({
		kind: 'open',
		owner: { name: cast.vendorAgent.name },
	});
	expect(await use(db, code)).toEqual({ kind: 'in', employeeId: cast.vendorAgent.id });
	expect(await canSignIn(db, cast.vendorAgent, pin)).toBe(true);
});

test('only the hash of a code is at rest, and the record has who, whom and when without it', async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.vendorAgent);
	await use(db, code);
	const entries = await db.read.select().from(auditEntries);
	const made = entries.filter(({ objectId }) => objectId === cast.vendorAgent.id);
	expect(made.map(({ action, actorId }) => [action, actorId]).slice(-4)).toEqual([
		['slip.made', cast.shiftLead.id],
		['slip.used', cast.vendorAgent.id],
		['pin.set', cast.vendorAgent.id],
		['session.began', cast.vendorAgent.id],
	]);
	const rows = await db.read.select().from(slips);
	expect(rows).toMatchObject([{ codeHash: sha256(code), usedAt: castTime }]);
	const payloads = await db.read.select().from(auditPayloads);
	const everything = JSON.stringify([rows, entries, payloads]);
	for (const secret of [code, codeInGroups(code), pin]) expect(everything).not.toContain(secret);
});

test('a slip works once, until its day, and until a newer one', async () => {
	const db = await testDatabase();
	const first = await slipFor(db, cast.picker);
	const second = await slipFor(db, cast.picker);
	expect(await look(db, first)).toEqual({ kind: 'replaced' });
	expect(await look(db, second, castTime + 14 * day - 1)).toMatchObject({ kind: 'open' });
	expect(await look(db, second, castTime + 14 * day)).toEqual({ kind: 'expired' });
	expect(await use(db, second)).toMatchObject({ kind: 'in' });
	expect(await use(db, second, { pin: '918406' })).toMatchObject({ kind: 'used' });
	expect(await canSignIn(db, cast.picker, pin)).toBe(true);
	expect(await canSignIn(db, cast.picker, '918406')).toBe(false);
});

test('of two who use a slip at once one wins', async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.picker);
	const pins = ['406917', '918406'];
	const outcomes = await Promise.all(pins.map((one) => use(db, code, { pin: one })));
	expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['in', 'used']);
	const winner = outcomes.findIndex(({ kind }) => kind === 'in');
	expect(await canSignIn(db, cast.picker, pins[winner] ?? '')).toBe(true);
	expect(await canSignIn(db, cast.picker, pins[1 - winner] ?? '')).toBe(false);
});

test('two taps on one button both go on, and another form does not', async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.picker);
	const key = randomUUID();
	const taps = await Promise.all([use(db, code, { key }), use(db, code, { key })]);
	expect(taps.map(({ kind }) => kind)).toEqual(['in', 'in']);
	expect(await use(db, code, { key, pin: '918406' })).toMatchObject({ kind: 'used' });
	expect(await use(db, code)).toMatchObject({ kind: 'used' });
	const rows = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'slip.used'));
	expect(rows).toHaveLength(1);
});

test('a PIN that is easy to guess does not use the slip up', async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.picker);
	for (const easy of ['123456', `${cast.picker.number}17`]) {
		await expect(use(db, code, { pin: easy })).rejects.toThrow(Invalid);
	}
	expect(await use(db, code)).toMatchObject({ kind: 'in' });
});

test('looking at a code uses nothing, however often', many, async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.picker);
	for (let count = 0; count < 400; count += 1) {
		expect(await look(db, code)).toMatchObject({ kind: 'open' });
	}
});

test('the PIN before works until the slip is used; then it does not, and its sessions have ended', async () => {
	const db = await testDatabase();
	const door = createSessions(db, { secure: false });
	const { value } = await door.begin(cast.picker.id, { at: castTime, method: 'pin' });
	const code = await slipFor(db, cast.picker);
	expect(await canSignIn(db, cast.picker, demonstrationPin)).toBe(true);
	expect(await door.check(value)).toBeDefined();
	await use(db, code);
	expect(await door.check(value)).toBeUndefined();
	expect(await canSignIn(db, cast.picker, demonstrationPin)).toBe(false);
});

test('where something was lost, PIN and sessions end with the making of the slip', async () => {
	const db = await testDatabase();
	const door = createSessions(db, { secure: false });
	const { value } = await door.begin(cast.picker.id, { at: castTime, method: 'pin' });
	const other = await door.begin(cast.secondPicker.id, { at: castTime, method: 'pin' });
	const code = await slipFor(db, cast.picker, { lost: true });
	expect(await canSignIn(db, cast.picker, demonstrationPin)).toBe(false);
	expect(await door.check(value)).toBeUndefined();
	expect(await door.check(other.value)).toBeDefined();
	expect(await use(db, code)).toMatchObject({ kind: 'in' });
});

test('the same form sent again shows the same codes for ten minutes, to her who sent it', async () => {
	const db = await testDatabase();
	const order = { employeeIds: ids, key: randomUUID(), endAccess: false, by, at: castTime };
	const made = await makeSlips(db, order);
	expect(made?.map(({ employeeId }) => employeeId)).toEqual(ids);
	expect(new Set(made?.map(({ code }) => code)).size).toBe(2);
	expect(await makeSlips(db, { ...order, at: castTime + 9 * minute })).toEqual(made);
	expect(await db.read.select().from(slips)).toHaveLength(2);
	expect(await makeSlips(db, { ...order, by: cast.storeManager.id })).toBeUndefined();
	expect(await makeSlips(db, { ...order, at: castTime + 10 * minute })).toBeUndefined();
	for (const { code } of made ?? []) expect(await look(db, code)).toMatchObject({ kind: 'open' });
});

test('who left gets no slip, and her code opens nothing', async () => {
	const db = await testDatabase();
	const code = await slipFor(db, cast.picker);
	const amina = eq(employees.id, cast.picker.id);
	await db.write((tx) => tx.update(employees).set({ leftAt: castTime }).where(amina));
	expect(await look(db, code)).toEqual({ kind: 'wrong' });
	const order = { employeeIds: [cast.picker.id], key: randomUUID(), endAccess: false, by };
	expect(await makeSlips(db, { ...order, at: castTime })).toEqual([]);
});

test(
	'guessing at codes has to wait after 300, typing mistakes never, and another address or a kiosk does not',
	many,
	async () => {
		const db = await testDatabase();
		const limits = createCodeLimits(db);
		const code = await slipFor(db, cast.picker);
		const attacker = { address: '203.0.113.7', device: undefined, at: castTime };
		const guess = (typed: string, from = {}) =>
			lookAtCode(db, limits, { typed, ...attacker, ...from });
		for (let count = 0; count < 400; count += 1) {
			expect(await guess(`ABCD-EFGH-${count}`)).toEqual({ kind: 'wrong' });
		}
		let looks = 0;
		for (let count = 0; count < 400; count += 1) {
			if ((await guess(codeOf('a guess', String(count)))).kind === 'wrong') looks += 1;
		}
		expect(looks).toBe(300);
		expect(await guess(code)).toEqual({ kind: 'wait', minutes: 15 });
		expect(await guess(code, { address: '203.0.113.8' })).toMatchObject({ kind: 'open' });
		expect(await guess(code, { device: 'kiosk-1' })).toMatchObject({ kind: 'open' });
		expect(await guess(code, { at: castTime + 15 * minute })).toMatchObject({ kind: 'open' });
	},
);

const everybody = { teamPath: '', without: false, search: '' };

test('a lead lets her own people in, an administrator everybody', async () => {
	const db = await testDatabase();
	const lead = await personOf(db, cast.vendorLead);
	const { people, all } = await readChoices(db.read, lead, everybody, castTime);
	expect([people.length, all]).toEqual([11, 11]);
	expect(
		await readChosen(db.read, lead, [cast.picker.id, cast.vendorAgent.id], castTime),
	).toMatchObject([{ id: cast.vendorAgent.id, pinSetAt: null, slipUntil: null }]);
	const administrator = await personOf(db, cast.administrator);
	const company = await readChoices(db.read, administrator, everybody, castTime);
	expect(company.all).toBeGreaterThan(100);
	const without = { ...everybody, without: true };
	const open = await readChoices(db.read, administrator, without, castTime);
	expect(open.people.every(({ pinSetAt }) => pinSetAt === null)).toBe(true);
	expect(open.all).toBe(company.all - (await db.read.select().from(credentials)).length);
	const amina = { ...everybody, search: cast.picker.number };
	expect((await readChoices(db.read, administrator, amina, castTime)).people).toMatchObject([
		{ id: cast.picker.id, pinSetAt: expect.any(Number) },
	]);
});

test('five hundred slips at once are a second’s work', async () => {
	const db = await testDatabase();
	const all = (await db.read.select({ id: employees.id }).from(employees)).map(({ id }) => id);
	const began = performance.now();
	const order = { employeeIds: all, key: randomUUID(), endAccess: false, by, at: castTime };
	const made = await makeSlips(db, order);
	expect(made).toHaveLength(all.length);
	expect(performance.now() - began).toBeLessThan(3000);
	expect(await db.read.select().from(sessions)).toEqual([]);
});
