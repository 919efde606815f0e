import { type Client, createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { type Aggregate, createAggregator } from './aggregate.ts';
import * as schema from './schema/all.ts';
import { createWriter, type Write } from './writer.ts';

export type Reader = Pick<
	LibSQLDatabase<typeof schema>,
	'select' | 'selectDistinct' | 'query' | 'all' | 'get'
>;

/** The database as the product sees it: anyone reads, one queue writes. */
export type Database = {
	readonly read: Reader;
	readonly write: Write;
	/** A write of very many rows, which then reach their place in the file off the event loop. */
	readonly writeMuch: Write;
	/** Counts over many rows, in a thread of its own. */
	readonly aggregate: Aggregate;
	/** Waits for the writes in flight, then closes every connection. */
	close(): Promise<void>;
};

/**
 * Opens a migrated database. One client writes, from one queue; a second one, which may only
 * query, reads. Nothing else may open the file: libSQL loses acknowledged rows otherwise.
 * `lockWait` is how many milliseconds a connection waits for a lock before it gives up.
 */
export async function openDatabase(
	url: string,
	authToken?: string,
	{ lockWait = 5000 } = {},
): Promise<Database> {
	const options = { url, timeout: lockWait, concurrency: 1, ...(authToken ? { authToken } : {}) };
	const local = url.startsWith('file:');
	const writing = createClient(options);
	if (local) await setWritingPragmas(writing);
	const reading = createClient(options);
	if (local) await setReadingPragmas(reading);
	const aggregator = createAggregator({ url, ...(authToken ? { authToken } : {}) });
	const writer = createWriter(writing, local ? setWritingPragmas : doNothing);
	return {
		read: drizzle(reading, { schema, casing: 'snake_case' }),
		write: writer.write,
		writeMuch: local ? writeMuch(writer.write, aggregator.aggregate) : writer.write,
		aggregate: aggregator.aggregate,
		async close() {
			await writer.drained();
			await aggregator.close();
			writing.close();
			reading.close();
		},
	};
}

/**
 * A commit copies what the log holds into the file, on the event loop: nobody feels that of a few
 * rows, and everybody that of some hundred megabytes. So the thread that counts does it instead.
 */
function writeMuch(write: Write, aggregate: Aggregate): Write {
	return async (work) => {
		try {
			return await write(async (tx) => {
				await tx.run(sql`pragma wal_autocheckpoint = 0`);
				return work(tx);
			});
		} finally {
			// Where that does not succeed, the next commit does it, as ever.
			await aggregate(sql`pragma wal_checkpoint(passive)`).catch(() => {});
			await write((tx) => tx.run(sql.raw(`pragma wal_autocheckpoint = ${pagesInLog}`)));
		}
	};
}

/** So many pages the log may hold before a commit copies them into the file: what SQLite does by itself. */
const pagesInLog = 1000;

async function setWritingPragmas(client: Client): Promise<void> {
	await client.execute('pragma journal_mode = wal');
	await client.execute('pragma synchronous = full');
	await client.execute('pragma foreign_keys = on');
	// What the law takes is gone from the file too, not only from the tables.
	await client.execute('pragma secure_delete = on');
}

async function setReadingPragmas(client: Client): Promise<void> {
	await client.execute('pragma query_only = on');
	await client.execute('pragma cache_size = -65536');
	await client.execute('pragma mmap_size = 268435456');
}

async function doNothing(): Promise<void> {}
