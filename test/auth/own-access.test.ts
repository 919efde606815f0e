import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { changePin } from '#auth/change-pin.ts';
import { createSignInLimits } from '#auth/limits.ts';
import { endSessions, readSessions } from '#auth/session-list.ts';
import { createSessions } from '#auth/session.ts';
import { signIn } from '#auth/sign-in.ts';
import { makeSlips } from '#auth/slips/make.ts';
import { readChosen } from '#auth/slips/choose.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { sessions } from '#db/schema/auth.ts';
import { demonstrationPin } from '#db/seed/cast.ts';
import { deviceInWords } from '#lib/device-in-words.ts';
import { sha256 } from '#lib/hash.ts';
import { changeEmployee } from '#people/change-employee.ts';
import { personToLetIn } from '#people/scope.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { minute } from '#test/small-company.ts';

/** Amina, signed in twice, and a colleague of hers. */
async function signedInTwice() {
	const db = await testDatabase();
	const door = createSessions(db, { secure: false });
	const begin = (id: string, agent?: string) =>
		door.begin(id, { at: castTime, method: 'pin', agent });
	const here = (await begin(cast.picker.id, 'here')).value;
	const there = (await begin(cast.picker.id, 'there')).value;
	const other = (await begin(cast.secondPicker.id)).value;
	return { db, door, here, there, other };
}

const change = {
	employeeId: cast.picker.id,
	old: demonstrationPin,
	pin: '406917',
	address: '10.0.0.1',
	device: undefined,
	at: castTime,
};

test('a new PIN of one’s own ends the other sessions, and this one goes on under a new id', async () => {
	const { db, door, here, there, other } = await signedInTwice();
	const limits = createSignInLimits(db);
	await changePin(db, limits, { ...change, sessionHash: sha256(here) });
	const renewed = (await door.renew(here)).value;
	expect(await door.check(here), 'the id before').toBeUndefined();
	expect(await door.check(there)).toBeUndefined();
	expect(await door.check(renewed)).toMatchObject({
		person: { id: cast.picker.id },
		session: { agent: 'here' },
	});
	expect(await door.check(other)).toBeDefined();
	const attempt = { number: cast.picker.number, address: '10.0.0.1', at: castTime };
	expect(await signIn(db, limits, { ...attempt, pin: demonstrationPin })).toEqual({
		kind: 'refused',
	});
	expect(await signIn(db, limits, { ...attempt, pin: '406917' })).toMatchObject({
		kind: 'signed in',
	});
});

test('without the PIN before, nothing changes, and guesses at it are counted', async () => {
	const { db, door, here, there } = await signedInTwice();
	const limits = createSignInLimits(db);
	const wrong = { ...change, old: '314159', sessionHash: sha256(here) };
	for (let count = 0; count < 10; count += 1) {
		await expect(changePin(db, limits, wrong)).rejects.toMatchObject({
			problems: { 'old-pin': 'This is not the PIN you have now. Type it again.' },
		});
	}
	await expect(changePin(db, limits, { ...wrong, old: demonstrationPin })).rejects.toMatchObject({
		problems: { 'old-pin': expect.stringMatching(/Wait 15 minutes/) },
	});
	expect(await door.check(there)).toBeDefined();
});

test('a PIN that is easy, or the same, is refused and the record has no PIN', async () => {
	const { db, here } = await signedInTwice();
	const limits = createSignInLimits(db);
	const mine = { ...change, sessionHash: sha256(here) };
	for (const pin of ['123456', '441799', demonstrationPin]) {
		await expect(changePin(db, limits, { ...mine, pin })).rejects.toMatchObject({
			problems: { 'new-pin': expect.any(String) },
		});
	}
	await changePin(db, limits, mine);
	const entries = await db.read
		.select()
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	expect(entries).toMatchObject([{ action: 'pin.changed', actorId: cast.picker.id }]);
	const payloads = await db.read.select().from(auditPayloads);
	expect(JSON.stringify(payloads)).not.toContain('406917');
});

test('a list of sessions has one’s own, the one used last first, and is no key to them', async () => {
	const { db, door, here, there } = await signedInTwice();
	const session = (await door.check(here))?.session;
	if (!session) throw new Error('There is no session.');
	await door.noteUse(session, castTime + 5 * minute);
	const list = await readSessions(db.read, cast.picker.id);
	expect(list.map(({ agent, lastUsedAt }) => [agent, lastUsedAt])).toEqual([
		['here', castTime + 5 * minute],
		['there', castTime],
	]);
	for (const { idHash } of list) expect(await door.check(idHash)).toBeUndefined();
	expect(JSON.stringify(list)).not.toContain(there);
});

test('the last use is kept to within five minutes, without a write for every page', async () => {
	const { db, door, here } = await signedInTwice();
	const session = (await door.check(here))?.session;
	if (!session) throw new Error('There is no session.');
	const lastUse = async () => {
		const mine = eq(sessions.idHash, sha256(here));
		return (await db.read.select().from(sessions).where(mine))[0]?.lastUsedAt;
	};
	await door.noteUse(session, castTime + 5 * minute - 1);
	expect(await lastUse()).toBe(castTime);
	await door.noteUse(session, castTime + 5 * minute);
	expect(await lastUse()).toBe(castTime + 5 * minute);
});

test('one session ends, or all others, and nobody else’s by its name', async () => {
	const { db, door, here, there, other } = await signedInTwice();
	const deed = { by: cast.picker.id, at: castTime };
	expect(await endSessions(db, cast.picker.id, { only: sha256(other) }, deed)).toBe(0);
	expect(await door.check(other)).toBeDefined();
	expect(await endSessions(db, cast.picker.id, { except: sha256(here) }, deed)).toBe(1);
	expect(await door.check(there)).toBeUndefined();
	expect(await door.check(here)).toBeDefined();
	expect(await endSessions(db, cast.picker.id, 'all', { ...deed, by: cast.shiftLead.id })).toBe(1);
	expect(await door.check(here)).toBeUndefined();
	const ended = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'session.ended'));
	expect(ended.map(({ actorId }) => actorId)).toEqual([cast.picker.id, cast.shiftLead.id]);
});

test('sessions that have run out are swept away, the others stay', async () => {
	const { db, door, here } = await signedInTwice();
	const mine = eq(sessions.idHash, sha256(here));
	await db.write((tx) =>
		tx
			.update(sessions)
			.set({ expiresAt: Date.now() - 2000 })
			.where(mine),
	);
	expect(await readSessions(db.read, cast.picker.id)).toHaveLength(1);
	await door.sweep();
	expect(await db.read.select().from(sessions)).toHaveLength(2);
});

test('other roles end her sessions, also in the list', async () => {
	const { db, door, here } = await signedInTwice();
	const deed = { by: cast.administrator.id, at: castTime + 1 };
	await db.write((tx) => changeEmployee(tx, cast.picker.id, { roles: ['manager'] }, deed));
	expect(await door.check(here)).toBeUndefined();
	expect(await readSessions(db.read, cast.picker.id)).toEqual([]);
});

test('nobody gets a slip of somebody who may do more, or leads others, than she', async () => {
	const db = await testDatabase();
	const lead = await personOf(db, cast.shiftLead);
	const hers = (id: string) => readChosen(db.read, lead, [id], castTime);
	expect(await hers(cast.picker.id)).toHaveLength(1);
	const deed = { by: null, at: castTime };
	const raise = [
		{ roles: ['administrator'] },
		{ roles: ['leader'] },
		{ roles: ['manager'], leads: [cast.vendorAgent.teamId] },
	] as const;
	for (const more of raise) {
		await db.write((tx) => changeEmployee(tx, cast.picker.id, { leads: [], ...more }, deed));
		expect(await hers(cast.picker.id)).toEqual([]);
		await expect(personToLetIn(db.read, lead, cast.picker.id)).rejects.toThrow();
	}
	await db.write((tx) => changeEmployee(tx, cast.picker.id, { leads: [], roles: [] }, deed));
	expect(await hers(cast.picker.id)).toHaveLength(1);
	const administrator = await personOf(db, cast.administrator);
	expect(await personToLetIn(db.read, administrator, cast.chiefExecutive.id)).toBeDefined();
	const order = { employeeIds: [cast.picker.id], key: randomUUID(), endAccess: false };
	expect(await makeSlips(db, { ...order, by: lead.id, at: castTime })).toHaveLength(1);
});

const phone =
	'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36';
const iPhone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const desk = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0';
const mac =
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15';

test.each([
	[phone, 'Chrome on an Android phone'],
	[iPhone, 'Safari on an iPhone'],
	[desk, 'Firefox on Windows'],
	[mac, 'Safari on a Mac'],
	['x', 'A browser'],
	[null, 'A device that did not say what it is'],
])('%s is %s', (agent, words) => {
	expect(deviceInWords(agent)).toBe(words);
});
