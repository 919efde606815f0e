import type { Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import * as schema from './schema/all.ts';

type Callback<D> = D extends { transaction(work: infer W, ...rest: never): unknown } ? W : never;

/** An open transaction: what a verb is handed to read and write with. */
export type Transaction = Parameters<Callback<LibSQLDatabase<typeof schema>>>[0];

export type Write = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

type Job = { run(tx: Transaction): Promise<void>; settle(): void; fail(error: unknown): void };

/** As many callers share one commit; more would make the first of them wait too long. */
const largestGroup = 64;
const attemptsWhenBusy = 8;

/**
 * The only writer. Callers queue; a group of them shares one transaction and so one `fsync`, each
 * within its own savepoint: one caller's broken rule undoes its own work and nobody else's. A
 * caller hears "done" only after the commit of its group is on disk.
 *
 * After SQLITE_BUSY libSQL leaves a statement open, later commits then report success and are
 * lost. So on any such error the connection is thrown away, and the whole group runs again.
 */
export function createWriter(client: Client, prepare: (client: Client) => Promise<void>) {
	const db = drizzle(client, { schema, casing: 'snake_case' });
	const queue: Job[] = [];
	let working: Promise<void> | undefined;
	let sound = true;

	function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		return new Promise((resolve, reject) => {
			queue.push(asJob(work, resolve, reject));
			working ??= drain();
		});
	}

	async function drain(): Promise<void> {
		// Callers that arrive in the same turn of the event loop share the first commit too.
		await new Promise(setImmediate);
		try {
			while (queue.length > 0) await commitGroup(queue.splice(0, largestGroup));
		} finally {
			// In the same turn that found the queue empty: a write that comes a turn later must not wait
			// for a drain that has ended.
			working = undefined;
		}
	}

	async function commitGroup(group: Job[]): Promise<void> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				if (!sound) await startOver();
				await db.transaction(async (tx) => {
					for (const job of group) await job.run(tx);
				});
				for (const job of group) job.settle();
				return;
			} catch (error) {
				// Nothing is written through this connection again, nor through one that lacks its pragmas.
				sound = false;
				if (isBusy(error) && attempt < attemptsWhenBusy) continue;
				for (const job of group) job.fail(error);
				return;
			}
		}
	}

	async function startOver(): Promise<void> {
		await client.reconnect();
		await prepare(client);
		sound = true;
	}

	return { write, drained: async () => working };
}

/** Runs in its own savepoint; remembers what came of it until the group is committed. */
function asJob<T>(
	work: (tx: Transaction) => Promise<T>,
	resolve: (value: T) => void,
	reject: (error: unknown) => void,
): Job {
	let settle = (): void => {};
	return {
		async run(tx) {
			try {
				const value = await tx.transaction(work);
				settle = () => resolve(value);
			} catch (error) {
				if (isBusy(error)) throw error;
				settle = () => reject(error);
			}
		},
		settle: () => settle(),
		fail: reject,
	};
}

/** Drizzle wraps what libSQL throws, so the cause is looked at too. */
export function isBusy(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = 'code' in error ? String(error.code) : '';
	return (
		/SQLITE_(BUSY|LOCKED)/.test(code) ||
		/SQLITE_(BUSY|LOCKED)/.test(error.message) ||
		isBusy(error.cause)
	);
}
