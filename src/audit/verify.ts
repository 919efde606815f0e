import { asc, eq, gt } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import { chainStart } from './append.ts';
import { anonymised } from './erase.ts';
import { inRanges } from './ranges.ts';

/** The first link that does not hold, as a sentence; or how many hold. */
export type Verification =
	| { readonly holds: true; readonly links: number; readonly erased: number }
	| { readonly holds: false; readonly broken: string };

type Entry = typeof auditEntries.$inferSelect;
type Payload = Pick<typeof auditPayloads.$inferSelect, 'salt' | 'payload'>;

/** So many rows are hashed in one go: a few milliseconds in which nothing else happens. */
const stretch = 100;

/**
 * Walks the chained record from its first entry; others have their turn between two stretches. An
 * entry whose payload was erased by law still holds: the chain has the payload's hash, not the
 * payload, and a later entry, which is chained itself, says that the law took it. A payload that is
 * gone with no such entry was taken by somebody else.
 */
export async function verifyAudit(
	db: Reader,
	onProgress: (links: number) => void = () => {},
): Promise<Verification> {
	let previous = { seq: 0, hash: chainStart };
	const gone = new Set<number>();
	let erased = 0;
	for (;;) {
		const rows = await readStretch(db, previous.seq);
		if (rows.length === 0) break;
		for (const { entry, payload } of rows) {
			const broken = brokenLink(entry, payload, previous);
			if (broken) return { holds: false, broken: `Audit entry ${entry.seq}: ${broken}` };
			if (!payload) gone.add(entry.seq);
			if (payload && entry.action === anonymised) erased += takenByLaw(payload.payload, gone);
			previous = entry;
		}
		onProgress(previous.seq);
		await new Promise(setImmediate);
	}
	const [first] = gone;
	if (first === undefined) return { holds: true, links: previous.seq, erased };
	const broken = `Audit entry ${first}: what it is about is gone, and no entry says that the law took it.`;
	return { holds: false, broken };
}

/** Strikes off what an entry says was erased; how many of the missing that explains. */
function takenByLaw(text: string, gone: Set<number>): number {
	const payload: unknown = JSON.parse(text);
	const said = payload !== null && typeof payload === 'object' && 'erased' in payload;
	if (!said || typeof payload.erased !== 'string') return 0;
	let explained = 0;
	for (const seq of inRanges(payload.erased)) if (gone.delete(seq)) explained += 1;
	return explained;
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
