import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

/** What a query may be handed and may bring back. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** Counts over many rows, off the event loop: queries block the thread that they run on. */
export type Aggregate = (query: SQL) => Promise<readonly Row[]>;

export type Asked = { readonly id: number; readonly sql: string; readonly values: unknown[] };
export type Answered = {
	readonly id: number;
	readonly rows?: readonly Row[];
	readonly problem?: string;
};

type Waiting = { resolve(rows: readonly Row[]): void; reject(error: Error): void };

const dialect = new SQLiteSyncDialect({ casing: 'snake_case' });
const file = createRequire(import.meta.url).resolve('#db/aggregate-worker.ts');

/**
 * A connection of its own in a thread of its own, which may only query. It is opened with the first
 * question and keeps no process alive while nothing is asked.
 */
export function createAggregator(options: { url: string; authToken?: string }) {
	const waiting = new Map<number, Waiting>();
	let worker: Worker | undefined;
	let asked = 0;

	async function aggregate(query: SQL): Promise<readonly Row[]> {
		const { sql, params } = dialect.sqlToQuery(query);
		worker ??= start();
		worker.ref();
		const id = (asked += 1);
		const question: Asked = { id, sql, values: params };
		worker.postMessage(question);
		return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
	}

	function start(): Worker {
		const started = new Worker(pathToFileURL(file), { workerData: options });
		started.on('message', settle);
		started.on('error', (error) => giveUp(error instanceof Error ? error : new Error('?')));
		started.on('exit', () => giveUp(new Error('The thread that counts has ended.')));
		return started;
	}

	function settle({ id, rows, problem }: Answered): void {
		const caller = waiting.get(id);
		waiting.delete(id);
		if (waiting.size === 0) worker?.unref();
		if (rows) caller?.resolve(rows);
		else caller?.reject(new Error(problem));
	}

	/** Who waits hears of it; the next question opens another thread. */
	function giveUp(error: Error): void {
		worker = undefined;
		for (const { reject } of waiting.values()) reject(error);
		waiting.clear();
	}

	return { aggregate, close: async () => void (await worker?.terminate()) };
}
