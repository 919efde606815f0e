import { parentPort, workerData } from 'node:worker_threads';
import { createClient } from '@libsql/client';
import type { Answered, Asked } from './aggregate.ts';

// The thread that counts: see aggregate.ts. One question after another, on a connection that may
// only query.

const client = createClient({ ...workerData, timeout: 5000, concurrency: 1 });
const ready = prepare(String(workerData.url));

parentPort?.on('message', async ({ id, sql, values }: Asked) => {
	parentPort?.postMessage(await answer(id, sql, values));
});

async function prepare(url: string): Promise<void> {
	if (!url.startsWith('file:')) return;
	await client.execute('pragma query_only = on');
	await client.execute('pragma cache_size = -65536');
	await client.execute('pragma mmap_size = 1073741824');
	await client.execute('pragma temp_store = memory');
}

async function answer(id: number, sql: string, values: unknown[]): Promise<Answered> {
	try {
		await ready;
		const { rows, columns } = await client.execute({ sql, args: values.map(asValue) });
		return { id, rows: rows.map((row) => plain(row, columns)) };
	} catch (error) {
		return { id, problem: error instanceof Error ? error.message : String(error) };
	}
}

/** A row as a plain object: the library's own cannot go from thread to thread. */
function plain(row: Readonly<Record<string, unknown>>, columns: readonly string[]) {
	return Object.fromEntries(columns.map((column) => [column, asValue(row[column])]));
}

function asValue(value: unknown): string | number | null {
	return typeof value === 'string' || typeof value === 'number' ? value : null;
}
