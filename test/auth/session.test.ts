import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createSessions, sessionCookie } from '#auth/session.ts';
import { sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { sha256 } from '#lib/hash.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const hour = 3_600_000;

/** A database, its sessions, and one of Amina's with the id that her browser got. */
async function signedIn({ secure = false } = {}) {
	const db = await testDatabase();
	const door = createSessions(db, { secure });
	const cookie = await door.begin(cast.picker.id, { at: castTime, method: 'pin' });
	return { db, door, cookie: cookie.serialize(), id: cookie.value };
}

test('a session tells who it is', async () => {
	const { door, id } = await signedIn();
	expect(await door.check(id)).toMatchObject({
		person: { id: cast.picker.id },
		renewed: undefined,
	});
});

test('the cookie is out of reach for scripts and other sites, and over TLS where there is TLS', async () => {
	const { cookie } = await signedIn();
	expect(cookie).toMatch(/; HttpOnly/);
	expect(cookie).toMatch(/; SameSite=Lax/);
	expect(cookie).not.toMatch(/; Secure/);
	const { cookie: overTls } = await signedIn({ secure: true });
	expect(overTls).toMatch(/; Secure/);
});

test('only the hash of a session’s id is at rest', async () => {
	const { db, id } = await signedIn();
	const rows = await db.read.select().from(sessions);
	expect(rows).toMatchObject([{ idHash: sha256(id), employeeId: cast.picker.id }]);
	expect(JSON.stringify(rows)).not.toContain(id);
});

test('the hash from a stolen database opens no door', async () => {
	const { door, id } = await signedIn();
	expect(await door.check(sha256(id))).toBeUndefined();
});

test('a renewed cookie carries the presented id and never the hash, and the session lasts longer', async () => {
	const { db, door, id } = await signedIn();
	const soon = Date.now() + 5 * hour;
	await db.write((tx) => tx.update(sessions).set({ expiresAt: soon }));
	const checked = await door.check(id);
	const renewed = checked?.renewed?.serialize();
	expect(renewed).toContain(`${sessionCookie}=${id};`);
	expect(renewed).not.toContain(sha256(id));
	const [row] = await db.read.select().from(sessions);
	expect(row?.expiresAt).toBeGreaterThan(soon + 6 * hour);
	expect(await door.check(id)).toMatchObject({
		person: { id: cast.picker.id },
		renewed: undefined,
	});
});

test('a session that has run out is none, and its row is gone', async () => {
	const { db, door, id } = await signedIn();
	await db.write((tx) => tx.update(sessions).set({ expiresAt: Date.now() - 1 }));
	expect(await door.check(id)).toBeUndefined();
	expect(await db.read.select().from(sessions)).toEqual([]);
});

test('a person who left is signed out', async () => {
	const { db, door, id } = await signedIn();
	const amina = eq(employees.id, cast.picker.id);
	await db.write((tx) => tx.update(employees).set({ leftAt: castTime }).where(amina));
	expect(await door.check(id)).toBeUndefined();
});

test('ending a session ends this one and no other', async () => {
	const { door, id } = await signedIn();
	const other = await door.begin(cast.picker.id, { at: castTime, method: 'pin' });
	await door.end(id);
	expect(await door.check(id)).toBeUndefined();
	expect(await door.check(other.value)).toMatchObject({ person: { id: cast.picker.id } });
});

test('the cookie that forgets is empty and over at once', async () => {
	const { door } = await signedIn();
	expect(door.blank.serialize()).toMatch(new RegExp(`^${sessionCookie}=;`));
	expect(door.blank.serialize()).toMatch(/Max-Age=0/);
});
