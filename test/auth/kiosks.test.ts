import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { codeLasts, enrolKiosk, makeKioskCode, readKioskCode } from '#auth/kiosks/enrol.ts';
import { isOver, longestUse } from '#auth/kiosks/hours.ts';
import { keepForm, readKeptForm, takeKeptForm } from '#auth/kiosks/kept-forms.ts';
import {
	cutOffKiosk,
	type Kiosk,
	readKiosk,
	readKiosks,
	sitesForKiosks,
} from '#auth/kiosks/kiosk.ts';
import { signInOnKiosk } from '#auth/kiosks/sign-in.ts';
import { registerBadge } from '#auth/badges/register.ts';
import { createSignInLimits } from '#auth/limits.ts';
import { createSessions } from '#auth/session.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { sessions } from '#db/schema/auth.ts';
import { kioskCodes, kiosks } from '#db/schema/kiosks.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { leaveWork } from '#people/leave.ts';
import { badgeOf, kioskAt, set } from '#test/browser/kiosks-put-up.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const at = castTime;
const minute = 60_000;

async function warehouse(db: Database): Promise<Kiosk> {
	const kiosk = await readKiosk(db, await kioskAt(db, 'warehouse'), at);
	return kiosk ?? expect.fail('no kiosk');
}

async function makeCode(db: Database, who = cast.shiftLead) {
	const maker = await personOf(db, who);
	const id = await makeKioskCode(db, { name: 'Packing', siteId: 'warehouse' }, { who: maker, at });
	const shown = await readKioskCode(db, { id, by: maker.id, at });
	return { id, code: shown.state === 'open' ? shown.code : expect.fail('not open') };
}

const enrol = (db: Database, code: string, when = at) =>
	enrolKiosk(db, { code, before: undefined, at: when });

test('a code makes one device a kiosk, once, within a quarter of an hour', async () => {
	const db = await testDatabase();
	const { id, code } = await makeCode(db);
	await expect(enrol(db, code, at + codeLasts)).rejects.toThrow(Invalid);
	await expect(enrol(db, 'CCCC-CCCC')).rejects.toThrow(Invalid);
	const token = await enrol(db, code);
	expect(await readKiosk(db, token, at)).toMatchObject({ siteId: 'warehouse', cutOff: false });
	await expect(enrol(db, code)).rejects.toThrow(Invalid);
	const mine = { id, by: cast.shiftLead.id, at };
	expect(await readKioskCode(db, mine)).toMatchObject({ state: 'used' });
	const somebodyElse = readKioskCode(db, { ...mine, by: cast.storeManager.id });
	await expect(somebodyElse).rejects.toThrow(NotFound);
});

test('neither the code nor the cookie is at rest', async () => {
	const db = await testDatabase();
	const { code } = await makeCode(db);
	const token = await enrol(db, code);
	const rows = [await db.read.select().from(kiosks), await db.read.select().from(kioskCodes)];
	const audit = await db.read.select().from(auditEntries);
	for (const secret of [code, code.replace('-', ''), token]) {
		expect(JSON.stringify([rows, audit])).not.toContain(secret);
	}
	expect(await readKiosk(db, 'another token', at)).toBeUndefined();
});

test('a manager enrols where her people are, and sees and cuts off the kiosks there only', async () => {
	const db = await testDatabase();
	const [lead, manager] = [
		await personOf(db, cast.shiftLead),
		await personOf(db, cast.storeManager),
	];
	expect(await sitesForKiosks(db.read, lead)).toEqual([{ id: 'warehouse', name: 'Warehouse' }]);
	const elsewhere = makeKioskCode(db, { name: 'x', siteId: 'depot' }, { who: lead, at });
	await expect(elsewhere).rejects.toThrow('Choose one of your sites.');
	const { id } = await warehouse(db);
	expect((await readKiosks(db.read, lead)).map((kiosk) => kiosk.id)).toEqual([id]);
	expect(await readKiosks(db.read, manager)).toEqual([]);
	const cut = cutOffKiosk(db, { kioskId: id, who: manager, at });
	await expect(cut).rejects.toThrow(NotFound);
});

test('cutting off is on record, ends the sessions there, and no other', async () => {
	const db = await testDatabase();
	const token = await kioskAt(db, 'warehouse');
	const kiosk = (await readKiosk(db, token, at)) ?? expect.fail('no kiosk');
	const door = createSessions(db, { secure: false });
	const there = await door.begin(cast.picker.id, { at, method: 'badge', deviceId: kiosk.id });
	const own = await door.begin(cast.picker.id, { at, method: 'pin' });
	const who = await personOf(db, cast.shiftLead);
	await cutOffKiosk(db, { kioskId: kiosk.id, who, at });
	expect(await door.check(there.value)).toBeUndefined();
	expect(await door.check(own.value)).toBeDefined();
	expect(await readKiosk(db, token, at)).toMatchObject({ cutOff: true });
	const [row] = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'kiosk.cut-off'));
	expect(row).toMatchObject({ actorId: who.id, objectId: kiosk.id });
});

test('a device that is enrolled anew is cut off as what it was', async () => {
	const db = await testDatabase();
	const token = await kioskAt(db, 'depot');
	const before = (await readKiosk(db, token, at))?.id;
	const { code } = await makeCode(db);
	await enrolKiosk(db, { code, before, at });
	expect(await readKiosk(db, token, at)).toMatchObject({ cutOff: true });
});

async function show(db: Database, text: string, pin = '', limits = createSignInLimits(db)) {
	return signInOnKiosk(db, limits, { text, pin, kiosk: await warehouse(db), at });
}

test('a badge of the site lets in; of another site, taken away or made up it does not', async () => {
	const db = await testDatabase();
	const badge = await badgeOf(db, cast.picker);
	expect(await show(db, badge)).toEqual({ kind: 'badge', employeeId: cast.picker.id });
	expect(await show(db, await badgeOf(db, cast.storeAssociate))).toEqual({ kind: 'elsewhere' });
	expect(await show(db, '1'.repeat(44))).toEqual({ kind: 'unknown badge' });
	await db.write((tx) => leaveWork(tx, { employeeId: cast.picker.id }, { by: null, at }));
	expect(await show(db, badge)).toEqual({ kind: 'unknown badge' });
});

test('with the setting, with rights, or with a text that anybody could type, the PIN is asked', async () => {
	const db = await testDatabase();
	const badge = await badgeOf(db, cast.picker);
	const askPin = (who: { number: string }) => ({ kind: 'ask PIN', number: who.number });
	expect(await show(db, await badgeOf(db, cast.shiftLead))).toEqual(askPin(cast.shiftLead));
	const deed = { by: cast.administrator.id, at };
	await registerBadge(db, { employeeId: cast.secondPicker.id, text: '99-0017' }, deed);
	expect(await show(db, '99-0017')).toEqual(askPin(cast.secondPicker));
	await set(db, { badgeNeedsPin: true });
	expect(await show(db, badge)).toEqual(askPin(cast.picker));
});

test('a number alone asks for the PIN, whether anybody has it or not', async () => {
	const db = await testDatabase();
	expect(await show(db, '4417')).toEqual({ kind: 'ask PIN', number: '4417' });
	expect(await show(db, '0017')).toEqual({ kind: 'ask PIN', number: '0017' });
});

test('number and PIN let in people of the site; of another site one hears it after the right PIN only', async () => {
	const db = await testDatabase();
	const signedIn = { kind: 'signed in', employeeId: cast.picker.id };
	expect(await show(db, '4417', demonstrationPin)).toEqual(signedIn);
	const { number } = cast.storeAssociate;
	expect(await show(db, number, '314159')).toEqual({ kind: 'refused' });
	expect(await show(db, number, demonstrationPin)).toEqual({ kind: 'elsewhere' });
	const began = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'session.began'));
	expect(began.map(({ actorId }) => actorId)).toEqual([cast.picker.id]);
});

test('making badges up is guessing, and the kiosk makes one wait; numbers typed first are not', async () => {
	const db = await testDatabase();
	const limits = createSignInLimits(db);
	const kiosk = await warehouse(db);
	const tryOut = (text: string) => signInOnKiosk(db, limits, { text, pin: '', kiosk, at });
	for (let count = 0; count < 200; count += 1) await tryOut('4417');
	for (let count = 0; count < 60; count += 1) {
		expect(await tryOut(String(count).padStart(44, '1'))).toEqual({ kind: 'unknown badge' });
	}
	expect(await tryOut('2'.repeat(44))).toMatchObject({ kind: 'wait' });
});

test('a session is over when nobody touched it, or after half an hour', () => {
	const session = { createdAt: at, lastUsedAt: at };
	expect(isOver(session, 60, at + 100_000)).toBe(false);
	expect(isOver(session, 60, at + 100_001)).toBe(true);
	expect(isOver(session, 300, at + 100_001)).toBe(false);
	const used = { createdAt: at, lastUsedAt: at + longestUse };
	expect(isOver(used, 60, at + longestUse)).toBe(false);
	expect(isOver(used, 60, at + longestUse + 1)).toBe(true);
	expect(isOver({ createdAt: at, lastUsedAt: null }, 60, at + 2 * minute)).toBe(true);
});

test('a form is kept for its person, given back once, and for a day', async () => {
	const db = await testDatabase();
	const kept = { packed: '{}', page: '/lessons/returns', sent: false, at };
	await keepForm(db, { ...kept, employeeId: cast.picker.id });
	expect(await takeKeptForm(db, cast.secondPicker.id, at)).toBeUndefined();
	expect(await readKeptForm(db, cast.secondPicker.id, at)).toBeUndefined();
	expect(await takeKeptForm(db, cast.picker.id, at)).toMatchObject({ page: '/lessons/returns' });
	expect(await takeKeptForm(db, cast.picker.id, at)).toBeUndefined();
	expect(await readKeptForm(db, cast.picker.id, at)).toMatchObject({ packed: '{}' });
	expect(await readKeptForm(db, cast.picker.id, at + 24 * 60 * minute)).toBeUndefined();
	await keepForm(db, { ...kept, employeeId: cast.picker.id, page: '/tell-us' });
	expect(await takeKeptForm(db, cast.picker.id, at)).toMatchObject({ page: '/tell-us' });
});

test('a kiosk is seen, to within a minute', async () => {
	const db = await testDatabase();
	const token = await kioskAt(db, 'warehouse');
	await readKiosk(db, token, at + minute - 1);
	expect(await db.read.select().from(kiosks)).toMatchObject([{ lastSeenAt: at }]);
	await readKiosk(db, token, at + minute);
	expect(await db.read.select().from(kiosks)).toMatchObject([{ lastSeenAt: at + minute }]);
	expect(await db.read.select().from(sessions)).toEqual([]);
});
