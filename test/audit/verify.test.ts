import { eq, max } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { appendAudit } from '#audit/append.ts';
import { verifyAudit } from '#audit/verify.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { policyVersions } from '#db/schema/policies.ts';
import { verifyVersions } from '#policies/verify-versions.ts';
import { testDatabase } from '#test/database.ts';

test('the record and the versions of an untouched database hold', async () => {
	const { read } = await testDatabase();
	expect(await verifyAudit(read)).toMatchObject({ holds: true, erased: 0 });
	expect(await verifyVersions(read)).toEqual({ holds: true, links: 13 });
});

test('one byte of an entry, of what it is about or of a hash is found, and the entry named', async () => {
	const changes = [
		(seq: number) => ({ table: auditEntries, set: { action: 'person.enroled' }, seq }),
		(seq: number) => ({ table: auditEntries, set: { at: 1 }, seq }),
		(seq: number) => ({ table: auditEntries, set: { hash: '0'.repeat(64) }, seq }),
	];
	for (const change of changes) {
		const { read, write } = await testDatabase();
		const { table, set, seq } = change(7);
		await write((tx) => tx.update(table).set(set).where(eq(table.seq, seq)));
		const found = await verifyAudit(read);
		expect(found.holds ? '' : found.broken).toMatch(/^Audit entry 7: it was changed/);
	}
});

test('an erased payload is no break where a later entry says that the law took it', async () => {
	const { read, write } = await testDatabase();
	const entry = {
		...{ at: 1, actorId: null, action: 'employee.anonymised' },
		...{ objectType: 'employee', objectId: 'e4417' },
	};
	const take = (seq: number) =>
		write((tx) => tx.delete(auditPayloads).where(eq(auditPayloads.seq, seq)));
	for (const seq of [5, 6, 7, 11]) await take(seq);
	const missing = (seq: number) => ({
		holds: false,
		broken: `Audit entry ${seq}: what it is about is gone, and no entry says that the law took it.`,
	});
	expect(await verifyAudit(read)).toEqual(missing(5));
	await write((tx) => appendAudit(tx, { ...entry, payload: { erased: '5-7' } }));
	expect(await verifyAudit(read)).toEqual(missing(11));
	await write((tx) => appendAudit(tx, { ...entry, payload: { erased: '9-9,11' } }));
	expect(await verifyAudit(read)).toMatchObject({ holds: true, erased: 4 });
	// What is taken afterwards is not covered by an entry that was there before.
	await take(12);
	expect(await verifyAudit(read)).toEqual(missing(12));
});

test('an entry cannot be named as taken before it was there', async () => {
	const { read, write } = await testDatabase();
	const event = { at: 1, actorId: null, objectType: 'x', objectId: 'y' };
	const [last] = await read.select({ seq: max(auditEntries.seq) }).from(auditEntries);
	const next = Number(last?.seq) + 2;
	const planned = { ...event, action: 'employee.anonymised', payload: { erased: `${next}` } };
	await write((tx) => appendAudit(tx, planned));
	await write((tx) => appendAudit(tx, { ...event, action: 'x.done', payload: {} }));
	await write((tx) => tx.delete(auditPayloads).where(eq(auditPayloads.seq, next)));
	expect(await verifyAudit(read)).toMatchObject({ holds: false });
});

test('a changed payload is found', async () => {
	const { read, write } = await testDatabase();
	await write((tx) =>
		tx.update(auditPayloads).set({ payload: '{"name":"nobody"}' }).where(eq(auditPayloads.seq, 6)),
	);
	const found = await verifyAudit(read);
	expect(found.holds ? '' : found.broken).toBe(
		'Audit entry 6: what it is about was changed after it was written.',
	);
});

test('an entry that was taken out is missed', async () => {
	const { read, write } = await testDatabase();
	await write((tx) => tx.delete(auditEntries).where(eq(auditEntries.seq, 9)));
	const found = await verifyAudit(read);
	expect(found.holds ? '' : found.broken).toBe('Audit entry 10: entry 9 is missing before it.');
});

test('one byte of a published version is found, and the version named', async () => {
	const { read, write } = await testDatabase();
	await write((tx) =>
		tx
			.update(policyVersions)
			.set({ reason: 'The first edition' })
			.where(eq(policyVersions.policyId, 'returns')),
	);
	const found = await verifyVersions(read);
	expect(found.holds ? '' : found.broken).toBe(
		'Policy returns, version 1: it was changed after it was published.',
	);
});
