import { type Client, createClient } from '@libsql/client';
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
		aggregate: aggregator.aggregate,
		async close() {
			await writer.drained();
			await aggregator.close();
			writing.close();
			reading.close();
		},
	};
}

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
