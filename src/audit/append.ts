import { randomBytes } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import type { Transaction } from '#db/writer.ts';
import { canonicalJson, type Json, sha256 } from '#lib/hash.ts';

export type AuditEvent = {
	readonly at: number;
	readonly actorId: string | null;
	readonly action: string;
	readonly objectType: string;
	readonly objectId: string;
	readonly payload: Json;
};

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64);

/** Writes what was done into the chained record, in the transaction that does it. */
export async function appendAudit(tx: Transaction, event: AuditEvent): Promise<void> {
	const [last] = await tx
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	const { payload, ...who } = event;
	const text = canonicalJson(payload);
	const salt = randomBytes(16).toString('hex');
	const entry = {
		...who,
		seq: (last?.seq ?? 0) + 1,
		payloadHash: sha256(`${salt}${text}`),
		previousHash: last?.hash ?? chainStart,
	};
	await tx.insert(auditEntries).values({ ...entry, hash: sha256(canonicalJson(entry)) });
	await tx.insert(auditPayloads).values({ seq: entry.seq, salt, payload: text });
}
