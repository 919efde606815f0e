import { and, inArray, lte, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { guesses } from '#db/schema/slips.ts';
import { sha256 } from '#lib/hash.ts';

/** Something that may be tried so often in so many seconds, counted from the first time. */
export type Counter = {
	readonly counted: string;
	readonly most: number;
	readonly seconds: number;
};

/**
 * What is counted, in a million buckets of each kind: whatever an attacker makes up, the table has
 * an end. That two people share a bucket happens to one pair in a million, and costs them a wait.
 */
export function counter(kind: string, what: string, most: number, seconds: number): Counter {
	const bucket = sha256(what.trim().toLowerCase()).slice(0, 5);
	return { counted: `${kind}/${seconds}/${bucket}`, most, seconds };
}

/**
 * Counts one more of each and returns 0; or, if any of them is full, counts nothing and returns the
 * milliseconds to wait. It is on disk before it returns: a restart forgives nobody.
 */
export async function takeOne(
	db: Database,
	counters: readonly Counter[],
	at: number,
): Promise<number> {
	// Whoever goes on guessing while she has to wait costs no write.
	const wait = longestWait(await readCounts(db.read, counters), counters, at);
	if (wait > 0) return wait;
	return db.write(async (tx) => {
		const counts = await readCounts(tx, counters);
		const waitNow = longestWait(counts, counters, at);
		if (waitNow > 0) return waitNow;
		const rows = counters.map(({ counted, seconds }) => {
			const known = counts.get(counted);
			const running = known && known.endsAt > at ? known : undefined;
			const endsAt = running?.endsAt ?? at + seconds * 1000;
			return { counted, count: (running?.count ?? 0) + 1, endsAt };
		});
		const set = { count: sql`excluded.count`, endsAt: sql`excluded.ends_at` };
		await tx.insert(guesses).values(rows).onConflictDoUpdate({ target: guesses.counted, set });
		return 0;
	});
}

/** Begins some anew, and takes one off others. */
export async function giveBack(
	db: Database,
	{ all, one }: { all: readonly Counter[]; one: readonly Counter[] },
): Promise<void> {
	const these = (counters: readonly Counter[]) =>
		inArray(
			guesses.counted,
			counters.map(({ counted }) => counted),
		);
	await db.write(async (tx) => {
		if (all.length > 0) await tx.delete(guesses).where(these(all));
		if (one.length === 0) return;
		const less = { count: sql`${guesses.count} - 1` };
		await tx
			.update(guesses)
			.set(less)
			.where(and(these(one), sql`${guesses.count} > 0`));
	});
}

/** Forgets what no longer counts. */
export async function forgetCounts(db: Database, at: number): Promise<void> {
	await db.write((tx) => tx.delete(guesses).where(lte(guesses.endsAt, at)));
}

type Counts = ReadonlyMap<string, { readonly count: number; readonly endsAt: number }>;

async function readCounts(db: Pick<Reader, 'select'>, counters: readonly Counter[]) {
	const keys = counters.map(({ counted }) => counted);
	const rows = await db.select().from(guesses).where(inArray(guesses.counted, keys));
	return new Map(rows.map((row) => [row.counted, row])) satisfies Counts;
}

function longestWait(counts: Counts, counters: readonly Counter[], at: number): number {
	const waits = counters.map(({ counted, most }) => {
		const known = counts.get(counted);
		return known && known.count >= most ? known.endsAt - at : 0;
	});
	return Math.max(0, ...waits);
}
