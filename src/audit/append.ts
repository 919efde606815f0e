import { randomBytes } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { insertRows } from '#db/many-rows.ts';
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
	await appendAuditRows(tx, [event]);
}

/** So many rows go to the database at once: nobody waits long for one statement. */
const atOnce = 200;

/** The same for a deed that touches many, in their order. */
export async function appendAuditRows(
	tx: Transaction,
	events: readonly AuditEvent[],
): Promise<void> {
	let last = await lastEntry(tx);
	for (let next = 0; next < events.length; next += atOnce) {
		const some = events.slice(next, next + atOnce);
		const salts = randomBytes(16 * some.length).toString('hex');
		const rows = some.map((event, at) => {
			const row = chained(event, salts.slice(32 * at, 32 * at + 32), last);
			last = row.entry;
			return row;
		});
		await insertRows(
			tx,
			auditEntries,
			rows.map(({ entry }) => entry),
		);
		await insertRows(
			tx,
			auditPayloads,
			rows.map(({ payload }) => payload),
		);
	}
}

type Link = { readonly seq: number; readonly hash: string };

async function lastEntry(tx: Transaction): Promise<Link> {
	const [last] = await tx
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return last ?? { seq: 0, hash: chainStart };
}

function chained({ payload, ...who }: AuditEvent, salt: string, last: Link) {
	const text = canonicalJson(payload);
	const entry = {
		...who,
		seq: last.seq + 1,
		payloadHash: sha256(`${salt}${text}`),
		previousHash: last.hash,
	};
	return {
		entry: { ...entry, hash: sha256(canonicalJson(entry)) },
		payload: { seq: entry.seq, salt, payload: text },
	};
}
