import { expect, test } from 'vitest';
import {
	beginFlow,
	emptyFlow,
	flowLasts,
	readFlow,
	secretsOf,
	takeFlow,
} from '#auth/single-sign-on/flow.ts';
import { createStartLimits } from '#auth/single-sign-on/limits.ts';
import { signInFlows } from '#db/schema/identities.ts';
import { castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

// A browser's way to the company's sign-in and back.

const out = { kind: 'in', next: '/lessons', pending: 'what was typed' } as const;

test('a way opens once, and what was typed on it is kept for the browser all the same', async () => {
	const db = await testDatabase();
	const id = await beginFlow(db, out, castTime);
	const at = castTime + 60_000;
	expect(await takeFlow(db, { id, kind: 'in', at })).toMatchObject(out);
	expect(await takeFlow(db, { id, kind: 'in', at })).toBeUndefined();
	expect(await readFlow(db.read, { id, at })).toMatchObject({ ...out, spentAt: at });
	await emptyFlow(db, id);
	expect(await readFlow(db.read, { id, at })).toMatchObject({ pending: null });
});

test('of many who come with one way at once, one gets in', async () => {
	const db = await testDatabase();
	const id = await beginFlow(db, out, castTime);
	const all = Array.from({ length: 20 }, () => takeFlow(db, { id, kind: 'in', at: castTime }));
	expect((await Promise.all(all)).filter((flow) => flow !== undefined)).toHaveLength(1);
});

test('a way lasts ten minutes, is of one kind, and nobody else’s', async () => {
	const db = await testDatabase();
	const id = await beginFlow(db, out, castTime);
	const late = castTime + flowLasts;
	expect(await takeFlow(db, { id, kind: 'in', at: late })).toBeUndefined();
	expect(await readFlow(db.read, { id, at: late })).toBeUndefined();
	expect(await takeFlow(db, { id, kind: 'out', at: castTime })).toBeUndefined();
	expect(await takeFlow(db, { id: 'another', kind: 'in', at: castTime })).toBeUndefined();
});

test('what is over is swept out with the next start', async () => {
	const db = await testDatabase();
	await beginFlow(db, out, castTime);
	await beginFlow(db, out, castTime + flowLasts);
	expect(await db.read.select().from(signInFlows)).toHaveLength(1);
});

test('a stolen database has nothing that an answer is held against', async () => {
	const db = await testDatabase();
	const id = await beginFlow(db, out, castTime);
	const { state, nonce, verifier } = secretsOf(id);
	expect(new Set([state, nonce, verifier, id]).size).toBe(4);
	expect(verifier).toMatch(/^[\w-]{43}$/);
	const rows = JSON.stringify(await db.read.select().from(signInFlows));
	for (const secret of [id, state, nonce, verifier]) expect(rows).not.toContain(secret);
});

test('who sets out again and again has to wait, sooner with much to keep', async () => {
	const limits = createStartLimits();
	for (let count = 0; count < 3000; count += 1) {
		expect(await limits.take('127.0.0.1', 0)).toBe(true);
	}
	expect(await limits.take('127.0.0.1', 0)).toBe(false);
	expect(await limits.take('127.0.0.2', 0)).toBe(true);
	const tries = Array.from({ length: 20 }, () => limits.take('127.0.0.3', 600_000));
	expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(9);
});
