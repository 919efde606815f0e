import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createChainChecks, readLastCheck } from '#audit/check-chain.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { cast, castTime } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const by = cast.administrator.id;

test('a check of the record is kept: when, how many entries, and the first that does not hold', async () => {
	const db = await testDatabase();
	expect(await readLastCheck(db.read)).toBeUndefined();
	let at = castTime;
	const checks = createChainChecks(db, () => (at += 1));
	await checks.begin(by);
	expect(await readLastCheck(db.read)).toMatchObject({ by, broken: null, erased: 0 });
	expect(checks.seen()).toBeUndefined();
	await db.write((tx) => tx.update(auditEntries).set({ at: 1 }).where(eq(auditEntries.seq, 7)));
	await checks.begin(by);
	const last = await readLastCheck(db.read);
	expect(last?.broken).toBe('Audit entry 7: it was changed after it was written.');
});

test('who asks while a check is under way begins no second one', async () => {
	const db = await testDatabase();
	const checks = createChainChecks(db, () => castTime);
	const first = checks.begin(by);
	expect(checks.seen()).toBe(0);
	await checks.begin(by);
	await first;
	const rows = await db.read
		.select()
		.from(auditEntries)
		.where(eq(auditEntries.action, 'audit.verified'));
	expect(rows).toHaveLength(1);
});
