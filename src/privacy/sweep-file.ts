import { sql } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';

const tries = 5;

/**
 * Moves what is in the log beside the database's file into the file and empties the log: what was
 * deleted stands there until it is written over. The file itself is overwritten as rows go
 * (`secure_delete`). It waits for readers in the thread that counts, so that requests never do; if
 * one is in the middle of something for long, it is tried again. Of a database elsewhere its server
 * takes care. False if the log could not be emptied.
 */
export async function sweepFile({ aggregate }: Pick<Database, 'aggregate'>): Promise<boolean> {
	for (let left = tries; left > 0; left -= 1) {
		const rows = await aggregate(sql`pragma wal_checkpoint(truncate)`).catch(() => []);
		if (rows[0]?.['busy'] === 0) return true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return false;
}
