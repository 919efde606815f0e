import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { appendAudit } from '#audit/append.ts';
import type { Reader } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { day, learner, lesson, publish, reworded, smallCompany } from '#test/small-company.ts';

type Entry = typeof auditEntries.$inferSelect;

function hashOf(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Written down by hand, so that a change of the form that is hashed is noticed. */
function entryHash({ hash, ...entry }: Entry): string {
	const names = [
		...['action', 'actorId', 'at', 'objectId', 'objectType'],
		...['payloadHash', 'previousHash', 'seq'],
	] as const;
	return hashOf(`{${names.map((name) => `"${name}":${JSON.stringify(entry[name])}`).join(',')}}`);
}

/** The number of the first entry that does not fit; undefined if the whole record does. */
async function firstBroken(db: Reader): Promise<number | undefined> {
	const entries = await db.select().from(auditEntries).orderBy(auditEntries.seq);
	const rows = await db.select().from(auditPayloads);
	const payloads = new Map(rows.map((row) => [row.seq, row]));
	let previous = '0'.repeat(64);
	for (const [place, entry] of entries.entries()) {
		const payload = payloads.get(entry.seq);
		const linked = entry.seq === place + 1 && entry.previousHash === previous;
		// A payload may have been erased by law; one that is there has to be the one that was hashed.
		const whole = !payload || hashOf(payload.salt + payload.payload) === entry.payloadHash;
		if (!linked || !whole || entry.hash !== entryHash(entry)) return entry.seq;
		previous = entry.hash;
	}
	return undefined;
}

async function recordOfADay() {
	const company = await smallCompany();
	await (await learner(company, cast.picker)).finish(lesson('lending'), castTime);
	await publish(company, 'loans', reworded('Or so.'), { at: castTime + day });
	return company;
}

test('the record of a day links from the first entry to the last', async () => {
	const { db } = await recordOfADay();
	expect(await firstBroken(db.read)).toBeUndefined();
	const entries = await db.read.select().from(auditEntries);
	expect(entries.length).toBeGreaterThan(150);
});

test('entries that are written at once follow one another', async () => {
	const db = await testDatabase();
	const event = { at: castTime, actorId: null, action: 'x.done', objectType: 'x', objectId: 'y' };
	const numbers = Array.from({ length: 200 }, (_, number) => number);
	const write = (number: number) =>
		db.write(async (tx) => {
			await appendAudit(tx, { ...event, payload: { number } });
			if (number % 7 === 0) throw new Error('undone');
		});
	const outcomes = await Promise.allSettled(numbers.map(write));
	expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(29);
	expect(await firstBroken(db.read)).toBeUndefined();
	const rows = await db.read.select().from(auditEntries).where(eq(auditEntries.action, 'x.done'));
	expect(rows).toHaveLength(171);
});

const seq = 20;
const where = eq(auditEntries.seq, seq);

test.each([
	['actorId', { actorId: 'e1001' }],
	['at', { at: castTime + 1 }],
	['action', { action: 'employee.enroled' }],
	['objectId', { objectId: 'e9999' }],
	['objectType', { objectType: 'x' }],
	['payloadHash', { payloadHash: '0'.repeat(64) }],
	['previousHash', { previousHash: '0'.repeat(64) }],
	['hash', { hash: '0'.repeat(64) }],
])('one changed value of an entry is found: %s', async (_, change) => {
	const { db } = await recordOfADay();
	await db.write((tx) => tx.update(auditEntries).set(change).where(where));
	expect(await firstBroken(db.read)).toBe(seq);
});

test('an entry that was changed and hashed anew is found at the next one', async () => {
	const { db } = await recordOfADay();
	const [entry] = await db.read.select().from(auditEntries).where(where);
	if (!entry) return expect.unreachable();
	const forged = { ...entry, actorId: 'e1001' };
	const hash = entryHash(forged);
	await db.write((tx) =>
		tx
			.update(auditEntries)
			.set({ ...forged, hash })
			.where(where),
	);
	expect(await firstBroken(db.read)).toBe(seq + 1);
});

test('an entry that was taken out, or put in between, is found', async () => {
	const { db } = await recordOfADay();
	await db.write((tx) => tx.delete(auditEntries).where(where));
	expect(await firstBroken(db.read)).toBe(seq + 1);
});

test('one changed byte of a payload or its salt is found; an erased payload breaks nothing', async () => {
	const { db } = await recordOfADay();
	const payload = eq(auditPayloads.seq, seq);
	const [row] = await db.read.select().from(auditPayloads).where(payload);
	if (!row) return expect.unreachable();
	const longer = { payload: `${row.payload} ` };
	const turned = { salt: row.salt.replace(/^./, (first) => (first === '0' ? '1' : '0')) };
	for (const change of [longer, turned]) {
		await db.write((tx) => tx.update(auditPayloads).set(change).where(payload));
		expect(await firstBroken(db.read)).toBe(seq);
		await db.write((tx) => tx.update(auditPayloads).set(row).where(payload));
	}
	await db.write((tx) => tx.delete(auditPayloads).where(payload));
	expect(await firstBroken(db.read)).toBeUndefined();
});

test('the same payload twice has two salts, so that a guess cannot be checked against the chain', async () => {
	const db = await testDatabase();
	const event = { at: castTime, actorId: null, action: 'x.done', objectType: 'x', objectId: 'y' };
	for (let time = 0; time < 2; time += 1) {
		await db.write((tx) => appendAudit(tx, { ...event, payload: { name: 'Amina' } }));
	}
	const rows = await db.read.select().from(auditEntries).where(eq(auditEntries.action, 'x.done'));
	expect(new Set(rows.map(({ payloadHash }) => payloadHash)).size).toBe(2);
});
