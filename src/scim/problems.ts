import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { directoryProblems } from '#db/schema/directories.ts';
import type { Sync } from './directory.ts';
import type { ScimProblem } from './problem.ts';
import type { ScimRequest } from './request.ts';

/** So many are kept of each directory. */
const kept = 50;

/** Writes down that a request failed and why; of a person only the id that the directory has too. */
export async function noteProblem(
	db: Database,
	{ directory, at }: Sync,
	{ method, segments }: Pick<ScimRequest, 'method' | 'segments'>,
	{ status, message }: ScimProblem,
): Promise<void> {
	const request = [method, ...segments].join(' ').slice(0, 80);
	const row = { directoryId: directory.id, at, request, status, detail: message };
	await db.write(async (tx) => {
		await tx.insert(directoryProblems).values(row);
		const newest = sql`(select seq from directory_problems where directory_id = ${directory.id} order by seq desc limit 1 offset ${kept - 1})`;
		const old = and(
			eq(directoryProblems.directoryId, directory.id),
			lt(directoryProblems.seq, newest),
		);
		await tx.delete(directoryProblems).where(old);
	});
}

/** The requests that failed, the newest first. */
export function readProblems(db: Reader, directoryId: string) {
	return db
		.select()
		.from(directoryProblems)
		.where(eq(directoryProblems.directoryId, directoryId))
		.orderBy(desc(directoryProblems.seq))
		.limit(kept);
}
