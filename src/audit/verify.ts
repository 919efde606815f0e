import { asc, eq, gt } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import { chainStart } from './append.ts';

/** The first link that does not hold, as a sentence; or how many hold. */
export type Verification =
	| { readonly holds: true; readonly links: number; readonly erased: number }
	| { readonly holds: false; readonly broken: string };

type Entry = typeof auditEntries.$inferSelect;
type Payload = Pick<typeof auditPayloads.$inferSelect, 'salt' | 'payload'>;

/** So many rows are in memory at a time. */
const stretch = 5000;

/**
 * Walks the chained record from its first entry. An entry whose payload was erased by law still
 * holds: the chain has the payload's hash, not the payload.
 */
export async function verifyAudit(db: Reader): Promise<Verification> {
	let previous = { seq: 0, hash: chainStart };
	let erased = 0;
	for (;;) {
		const rows = await readStretch(db, previous.seq);
		if (rows.length === 0) return { holds: true, links: previous.seq, erased };
		for (const { entry, payload } of rows) {
			const broken = brokenLink(entry, payload, previous);
			if (broken) return { holds: false, broken: `Audit entry ${entry.seq}: ${broken}` };
			if (!payload) erased += 1;
			previous = entry;
		}
	}
}

function readStretch(db: Reader, after: number) {
	return db
		.select({
			entry: auditEntries,
			payload: { salt: auditPayloads.salt, payload: auditPayloads.payload },
		})
		.from(auditEntries)
		.leftJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(gt(auditEntries.seq, after))
		.orderBy(asc(auditEntries.seq))
		.limit(stretch);
}

function brokenLink(
	entry: Entry,
	payload: Payload | null,
	previous: { readonly seq: number; readonly hash: string },
): string | undefined {
	const { hash, ...signed } = entry;
	if (entry.seq !== previous.seq + 1) return `entry ${previous.seq + 1} is missing before it.`;
	if (entry.previousHash !== previous.hash) return 'it does not follow the entry before it.';
	if (sha256(canonicalJson(signed)) !== hash) return 'it was changed after it was written.';
	if (payload && sha256(`${payload.salt}${payload.payload}`) !== entry.payloadHash) {
		return 'what it is about was changed after it was written.';
	}
	return undefined;
}
