import { and, asc, eq, gt, lt, max, or, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { rosterLines, rosterProblems } from '#db/schema/roster.ts';
import type { StagedBody, StagedLine } from './kinds.ts';

// What a preview found, kept until it is applied or of no use any more.

/** Takes away what a preview found: names that are of no use any more. */
export async function clearFound(db: Database, id: string): Promise<void> {
	await clearLines(db, id);
	await clearRows(db, rosterProblems, id);
}

export async function clearLines(db: Database, id: string): Promise<void> {
	await clearRows(db, rosterLines, id);
}

async function clearRows(
	db: Database,
	table: typeof rosterLines | typeof rosterProblems,
	id: string,
): Promise<void> {
	for (;;) {
		const [first] = await db.read
			.select({ seq: table.seq })
			.from(table)
			.where(eq(table.importId, id))
			.orderBy(asc(table.seq))
			.limit(1);
		if (!first) return;
		const some = and(eq(table.importId, id), lt(table.seq, first.seq + 2000));
		await db.write((tx) => tx.delete(table).where(some));
	}
}

/** What a preview found of one kind, a page at a time. */
export async function readLines(
	db: Reader,
	{ id, kind, page, size }: { id: string; kind: StagedLine['kind']; page: number; size: number },
) {
	return db
		.select()
		.from(rosterLines)
		.where(and(eq(rosterLines.importId, id), eq(rosterLines.kind, kind)))
		.orderBy(rosterLines.seq)
		.limit(size)
		.offset((page - 1) * size);
}

/** What is to be done, without what was said of it. */
export type ToDo = StagedBody extends infer Body
	? Body extends object
		? Omit<Body, 'says'>
		: never
	: never;

/** What is to be done of one kind, some of it at a time: all of it as one value, which is quickest. */
export async function readBodies(
	db: Reader,
	{
		id,
		kind,
		after,
		limit,
	}: { id: string; kind: StagedLine['kind']; after: number; limit: number },
): Promise<{ readonly last: number; readonly bodies: readonly ToDo[] }> {
	const those = and(
		eq(rosterLines.importId, id),
		eq(rosterLines.kind, kind),
		gt(rosterLines.seq, after),
	);
	const some = db
		.select({ seq: rosterLines.seq, body: rosterLines.body })
		.from(rosterLines)
		.where(those)
		.orderBy(rosterLines.seq)
		.limit(limit)
		.as('some');
	const bodies = sql`json_group_array(json_remove(${some.body}, '$.says'))`.mapWith(JSON.parse);
	const [read] = await db.select({ last: max(some.seq), bodies }).from(some);
	return { last: read?.last ?? after, bodies: read?.bodies ?? [] };
}

export async function readProblems(db: Reader, id: string, limit = 1_000_000) {
	return db
		.select()
		.from(rosterProblems)
		.where(eq(rosterProblems.importId, id))
		.orderBy(sql`row is null`, rosterProblems.row, rosterProblems.seq)
		.limit(limit);
}

/** Whether anybody changed people or places after an entry of the record. */
export async function isOvertaken(db: Reader, seq: number): Promise<boolean> {
	const about = ['employee', 'team', 'site', 'vendor'].map((type) =>
		eq(auditEntries.objectType, type),
	);
	const [later] = await db
		.select({ seq: auditEntries.seq })
		.from(auditEntries)
		.where(and(gt(auditEntries.seq, seq), or(...about)))
		.limit(1);
	return later !== undefined;
}
