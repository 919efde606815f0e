import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { giveBadges, replaceBadge, revokeBadge } from '#auth/badges/give.ts';
import { importBadges } from '#auth/badges/import.ts';
import { badgeKey } from '#auth/badges/key.ts';
import { printBadges } from '#auth/badges/print.ts';
import { holderOf, readBadges } from '#auth/badges/read.ts';
import { registerBadge } from '#auth/badges/register.ts';
import { badgeToken, readBadgeToken } from '#auth/badges/token.ts';
import { peopleToLetIn, teamsToLetIn } from '#auth/badges/whom-to-let-in.ts';
import type { Database } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { badges } from '#db/schema/kiosks.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { leaveWork } from '#people/leave.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const deed = { by: cast.administrator.id, at: castTime };
const picker = cast.picker.id;
const long = 'HL-7F2K-99QX-3MPA-41RT';

async function tokenOf(db: Database, who = cast.picker): Promise<string> {
	await giveBadges(db, [who.id], deed);
	const [badge] = await printBadges(db, [await personOf(db, who)], deed);
	return badge?.token ?? expect.fail('no badge');
}

test('a badge says 44 digits, and whose it is', async () => {
	const db = await testDatabase();
	const token = await tokenOf(db);
	expect(token).toMatch(/^\d{44}$/);
	expect(await holderOf(db, ` ${token} `, castTime)).toMatchObject({
		employeeId: picker,
		number: cast.picker.number,
		siteId: 'warehouse',
	});
});

test('one digit changed, another key, or too many digits: it is no badge of ours', async () => {
	const db = await testDatabase();
	const token = await tokenOf(db);
	const key = await badgeKey(db, castTime);
	for (let place = 0; place < token.length; place += 1) {
		const digit = (Number(token[place]) + 1) % 10;
		const other = `${token.slice(0, place)}${digit}${token.slice(place + 1)}`;
		expect(readBadgeToken(key, other), other).toBeUndefined();
	}
	for (const text of ['9'.repeat(44), '0'.repeat(44), `${token}0`, token.slice(1), '', 'badge']) {
		expect(readBadgeToken(key, text), text).toBeUndefined();
	}
	const id = readBadgeToken(key, token) ?? expect.fail('not read');
	expect(readBadgeToken(key, badgeToken('another key', id))).toBeUndefined();
	expect(readBadgeToken(key, badgeToken(key, '00000000000000ff'))).toBe('00000000000000ff');
});

test('giving twice is giving once; a new one on request takes the place of the old', async () => {
	const db = await testDatabase();
	const first = await tokenOf(db);
	expect(await giveBadges(db, [picker], deed)).toBe(0);
	expect(await tokenOf(db)).toBe(first);
	await replaceBadge(db, picker, deed);
	const second = await tokenOf(db);
	expect(second).not.toBe(first);
	expect(await holderOf(db, first, castTime)).toBeUndefined();
	expect(await holderOf(db, second, castTime)).toMatchObject({ employeeId: picker });
});

test('a badge that is taken away, or of somebody who left, opens nothing', async () => {
	const db = await testDatabase();
	const token = await tokenOf(db);
	const [badge] = await readBadges(db.read, [picker]);
	const other = revokeBadge(db, { badgeId: badge?.id ?? '', employeeId: cast.shiftLead.id }, deed);
	await expect(other).rejects.toThrow(NotFound);
	const leavers = await tokenOf(db, cast.secondPicker);
	await db.write((tx) => leaveWork(tx, { employeeId: cast.secondPicker.id }, deed));
	expect(await holderOf(db, leavers, castTime)).toBeUndefined();
	await revokeBadge(db, { badgeId: badge?.id ?? '', employeeId: picker }, deed);
	expect(await holderOf(db, token, castTime)).toBeUndefined();
	expect(await readBadges(db.read, [picker])).toEqual([]);
});

test('a badge of the company is kept as a keyed hash, and is one person’s', async () => {
	const db = await testDatabase();
	await registerBadge(db, { employeeId: picker, text: ` ${long} ` }, deed);
	expect(await holderOf(db, long, castTime)).toMatchObject({ employeeId: picker, asksPin: false });
	expect(await holderOf(db, long.toLowerCase(), castTime)).toBeUndefined();
	await registerBadge(db, { employeeId: picker, text: long }, deed);
	expect(await db.read.select().from(badges)).toHaveLength(1);
	const hers = registerBadge(db, { employeeId: cast.secondPicker.id, text: long }, deed);
	await expect(hers).rejects.toThrow('somebody else’s');
	await expect(hers).rejects.not.toThrow(cast.picker.name);
	const kept = [db.read.select().from(badges), db.read.select().from(auditPayloads)];
	expect(JSON.stringify(await Promise.all(kept))).not.toContain(long);
});

test('who left gave her badge back: the next one may have it', async () => {
	const db = await testDatabase();
	await registerBadge(db, { employeeId: picker, text: long }, deed);
	await db.write((tx) => leaveWork(tx, { employeeId: picker }, deed));
	await registerBadge(db, { employeeId: cast.secondPicker.id, text: long }, deed);
	expect(await holderOf(db, long, castTime)).toMatchObject({ employeeId: cast.secondPicker.id });
});

test.each(['0012 3456', '4006381333931', 'HL-4417'])(
	'what is easy to type, like %s, asks for the PIN whatever the setting',
	async (text) => {
		const db = await testDatabase();
		await registerBadge(db, { employeeId: picker, text }, deed);
		expect(await holderOf(db, text, castTime)).toMatchObject({ asksPin: true });
	},
);

test('an employee number, a badge of ours and three letters are no badge of the company', async () => {
	const db = await testDatabase();
	const token = await tokenOf(db, cast.secondPicker);
	for (const text of [cast.shiftLead.number, token, 'abc', 'x'.repeat(501)]) {
		const registered = registerBadge(db, { employeeId: picker, text }, deed);
		await expect(registered, text).rejects.toThrow(Invalid);
	}
});

test('a list registers what is right in it, names what is not, and changes nothing twice', async () => {
	const db = await testDatabase();
	const who = await personOf(db, cast.shiftLead);
	const { number } = cast.picker;
	const lines = `${number};${long}\n\n${cast.storeAssociate.number};${long}2\n0017, x`;
	const imported = importBadges(db, lines, { who, at: castTime });
	await expect(imported).rejects.toThrow(
		`Line 3: nobody of yours has the number ${cast.storeAssociate.number}. Line 4: nobody of yours has the number 0017. The other line is in.`,
	);
	expect(await importBadges(db, `${number}\t${long}`, { who, at: castTime })).toBe(1);
	expect(await db.read.select().from(badges)).toHaveLength(1);
});

test('a manager gives badges to her own people, an administrator to everybody', async () => {
	const db = await testDatabase();
	const lead = await personOf(db, cast.vendorLead);
	const teams = await teamsToLetIn(db.read, lead);
	expect(teams.map(({ id, people }) => [id, people])).toEqual([['northline', 11]]);
	expect(await peopleToLetIn(db.read, lead, 'northline')).toHaveLength(11);
	await expect(peopleToLetIn(db.read, lead, 'warehouse-night')).rejects.toThrow(NotFound);
	const administrator = await personOf(db, cast.administrator);
	const all = await teamsToLetIn(db.read, administrator);
	expect(all.reduce((sum, { people }) => sum + people, 0)).toBe(153);
	expect((await peopleToLetIn(db.read, administrator, 'northline')).length).toBe(12);
});

test('giving, printing, registering and taking away are on record, each with whose badge it was', async () => {
	const db = await testDatabase();
	await tokenOf(db);
	await registerBadge(db, { employeeId: picker, text: long }, deed);
	await replaceBadge(db, picker, deed);
	const of = and(eq(auditEntries.objectId, picker), eq(auditEntries.actorId, deed.by));
	const rows = await db.read.select({ action: auditEntries.action }).from(auditEntries).where(of);
	expect(rows.map(({ action }) => action).filter((action) => action.startsWith('badge.'))).toEqual([
		...['badge.given', 'badge.printed', 'badge.registered', 'badge.revoked', 'badge.given'],
	]);
});
