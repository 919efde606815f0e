import { sql } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';

const tries = 5;

/**
 * Moves what is in the log beside the database's file into the file and empties the log: what was
 * deleted stands there until it is written over. The file itself is overwritten as rows go
 * (`secure_delete`). A reader in the middle of a page can keep the log from being emptied; then it
 * is tried again. Of a database elsewhere its server takes care.
 */
export async function sweepFile({ read }: Pick<Database, 'read'>): Promise<boolean> {
	for (let left = tries; left > 0; left -= 1) {
		const row = await read
			.get<{ busy: number }>(sql`pragma wal_checkpoint(truncate)`)
			.catch(() => undefined);
		if (row?.busy === 0) return true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return false;
}
