import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@libsql/client';
import { like, sql } from 'drizzle-orm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Database, openDatabase } from '#db/connection.ts';
import { vendors } from '#db/schema/people.ts';
import { createWriter, isBusy, type Transaction, type Write } from '#db/writer.ts';
import { testDatabase } from '#test/database.ts';

function vendor(id: string) {
	return async (tx: Transaction): Promise<string> => {
		await tx.insert(vendors).values({ id, name: id });
		return id;
	};
}

async function ids(db: Pick<Database, 'read'>): Promise<string[]> {
	const rows = await db.read.select().from(vendors).where(like(vendors.id, 'w-%'));
	return rows.map(({ id }) => id).sort();
}

/** A writer of its own on a test's file, and the client that it writes with. */
async function writerOn(file: string, prepare: (client: Client) => Promise<void> = async () => {}) {
	const client = createClient({ url: `file:${file}`, timeout: 50, concurrency: 1 });
	onTestFinished(() => client.close());
	return { client, ...createWriter(client, prepare) };
}

/** Writes, and writes again so many turns after the first one was said to be done. */
async function writeTwice(
	write: Write,
	turns: number,
	turn: () => Promise<unknown>,
): Promise<string> {
	await write(async () => {});
	for (let passed = 0; passed < turns; passed += 1) await turn();
	await write(async () => {});
	return 'written';
}

const turns = {
	'promise turns': async () => {},
	'turns of the event loop': () => new Promise(setImmediate),
	milliseconds: () => sleep(1),
};

test.each(Object.entries(turns))(
	'a write that comes while the writer stops to work is not left lying: %s later',
	async (_, turn) => {
		const { write } = await testDatabase();
		for (let count = 0; count < 10; count += 1) {
			const outcome = await Promise.race([
				writeTwice(write, count, turn),
				sleep(2000, 'left lying'),
			]);
			expect(outcome, `${count} later`).toBe('written');
		}
	},
);

test('writes that come at every moment of a drain are all done', async () => {
	const db = await testDatabase();
	const wanted = Array.from({ length: 400 }, (_, number) => `w-${String(number).padStart(3, '0')}`);
	const writing = wanted.map(async (id, number) => {
		for (let turn = 0; turn < number % 7; turn += 1) await undefined;
		if (number % 3 === 0) await new Promise(setImmediate);
		if (number % 5 === 0) await sleep(number % 11);
		return db.write(vendor(id));
	});
	expect(await Promise.race([Promise.all(writing), sleep(5000, 'left lying')])).toEqual(wanted);
	expect(await ids(db)).toEqual(wanted);
});

test('writes take effect in the order in which they were asked for', async () => {
	const db = await testDatabase();
	const order: number[] = [];
	const numbers = Array.from({ length: 200 }, (_, number) => number);
	await Promise.all(numbers.map((number) => db.write(async () => void order.push(number))));
	expect(order).toEqual(numbers);
});

test('callers who write at once share a commit, at most 64 of them', async () => {
	const { file } = await testDatabase();
	const { client, write } = await writerOn(file);
	const begun = vi.spyOn(client, 'transaction');
	await Promise.all(Array.from({ length: 64 }, (_, number) => write(vendor(`w-${number}`))));
	expect(begun).toHaveBeenCalledTimes(1);
	await Promise.all(Array.from({ length: 65 }, (_, number) => write(vendor(`w-b${number}`))));
	expect(begun).toHaveBeenCalledTimes(3);
});

test('what one caller throws undoes her own work and nobody else’s', async () => {
	const db = await testDatabase();
	const outcomes = await Promise.allSettled([
		db.write(vendor('w-1')),
		db.write(async (tx) => {
			await vendor('w-2')(tx);
			throw new Error('a broken rule');
		}),
		db.write(vendor('w-1')),
		db.write(async (tx) => {
			await tx.transaction(async (inner) => vendor('w-3')(inner));
			await tx
				.transaction(async (inner) => {
					await vendor('w-4')(inner);
					throw new Error('an inner one');
				})
				.catch(() => {});
			return 'w-3';
		}),
		db.write(vendor('w-5')),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual([
		...['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled'],
	]);
	expect(outcomes[1]).toMatchObject({ reason: { message: 'a broken rule' } });
	expect(await ids(db)).toEqual(['w-1', 'w-3', 'w-5']);
});

test('a caller hears “done” only after the commit of her group, when everybody can read it', async () => {
	const db = await testDatabase();
	const heard: string[] = [];
	const first = db.write(vendor('w-1')).then(async () => {
		heard.push('first');
		expect(await ids(db)).toEqual(['w-1', 'w-2']);
	});
	const second = db.write(async (tx) => {
		await sleep(30);
		expect(heard, 'nothing is said before the commit').toEqual([]);
		expect(await ids(db), 'nothing is read before the commit').toEqual([]);
		return vendor('w-2')(tx);
	});
	await Promise.all([first, second]);
	expect(heard).toEqual(['first']);
});

test('a caller whose commit fails hears of it, and the next one is served', async () => {
	const { file } = await testDatabase();
	const { client, write } = await writerOn(file);
	vi.spyOn(client, 'transaction').mockRejectedValueOnce(new Error('the disk is full'));
	const both = await Promise.allSettled([write(vendor('w-1')), write(vendor('w-2'))]);
	expect(both).toMatchObject([
		{ status: 'rejected', reason: { message: 'the disk is full' } },
		{ status: 'rejected', reason: { message: 'the disk is full' } },
	]);
	expect(await write(vendor('w-3'))).toBe('w-3');
});

test('after any error the connection is a new one, and prepared, before the next write', async () => {
	const { file } = await testDatabase();
	const prepared = vi.fn(async () => {});
	const { client, write } = await writerOn(file, prepared);
	const reconnected = vi.spyOn(client, 'reconnect');
	vi.spyOn(client, 'transaction').mockRejectedValueOnce(new Error('the disk is full'));
	await expect(write(vendor('w-1'))).rejects.toThrow('full');
	await write(vendor('w-2'));
	expect([reconnected, prepared].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
	await write(vendor('w-3'));
	expect(reconnected).toHaveBeenCalledTimes(1);
});

test('a new connection that cannot be prepared leaves nobody waiting, and is prepared later', async () => {
	const { file } = await testDatabase();
	const prepare = vi.fn(async () => {});
	const { client, write, drained } = await writerOn(file, prepare);
	const unprepared = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
	vi.spyOn(client, 'transaction').mockRejectedValueOnce(unprepared);
	prepare.mockRejectedValueOnce(unprepared);
	const outcome = await Promise.race([write(vendor('w-1')), sleep(2000, 'left waiting')]);
	expect(outcome).toBe('w-1');
	expect(prepare).toHaveBeenCalledTimes(2);
	vi.spyOn(client, 'transaction').mockRejectedValueOnce(new Error('the disk is full'));
	await expect(write(vendor('w-2'))).rejects.toThrow('full');
	prepare.mockRejectedValueOnce(new Error('no such file'));
	await expect(write(vendor('w-2'))).rejects.toThrow('no such file');
	await drained();
	expect(await write(vendor('w-2'))).toBe('w-2');
});

test('when the lock is never given, the caller hears so, and nothing waits for ever', async () => {
	const { file } = await testDatabase();
	const { write } = await writerOn(file);
	const blocker = createClient({ url: `file:${file}`, concurrency: 1 });
	const held = await blocker.transaction('write');
	await expect(write(vendor('w-1'))).rejects.toSatisfy(isBusy);
	await held.rollback();
	blocker.close();
	expect(await write(vendor('w-2'))).toBe('w-2');
});

test('a busy database is recognised however deep the error is wrapped', () => {
	const busy = Object.assign(new Error('locked'), { code: 'SQLITE_BUSY_SNAPSHOT' });
	expect(isBusy(new Error('Failed query', { cause: new Error('x', { cause: busy }) }))).toBe(true);
	expect(isBusy(new Error('SQLITE_LOCKED: database table is locked'))).toBe(true);
	expect(isBusy(new Error('SQLITE_CONSTRAINT'))).toBe(false);
	expect(isBusy('SQLITE_BUSY')).toBe(false);
});

test('closing waits for the writes in flight', async () => {
	const { file } = await testDatabase();
	const db = await openDatabase(`file:${file}`);
	const writing = Array.from({ length: 100 }, (_, number) => db.write(vendor(`w-${number}`)));
	await db.close();
	await Promise.all(writing);
	const again = await openDatabase(`file:${file}`);
	expect(await ids(again)).toHaveLength(100);
	await again.close();
});

async function pragmas(db: Pick<Database, 'write'>): Promise<unknown[]> {
	return db.write(async (tx) => {
		const names = ['journal_mode', 'synchronous', 'foreign_keys'];
		const rows = await Promise.all(names.map((name) => tx.all(sql.raw(`pragma ${name}`))));
		return rows.flatMap((found) => found.flatMap((row) => Object.values(Object(row))));
	});
}

test('every commit is durable and keeps references whole, after a busy spell as before', async () => {
	const { file, write } = await testDatabase();
	const sound = ['wal', 2, 1];
	expect(await pragmas({ write })).toEqual(sound);
	const db = await openDatabase(`file:${file}`, undefined, { lockWait: 100 });
	const lock = child('hold-lock.ts', file, '350');
	await firstWord(lock);
	expect(await db.write(vendor('w-1'))).toBe('w-1');
	expect(await pragmas(db)).toEqual(sound);
	await db.close();
});

test('the client that reads cannot write', async () => {
	const db = await testDatabase();
	const writing = [
		sql`insert into vendors (id, name) values ('w-1', 'Sneaky')`,
		sql`update vendors set name = 'Sneaky'`,
		sql`delete from vendors`,
		sql`drop table vendors`,
		sql`pragma user_version = 7`,
	];
	for (const statement of writing) await expect(db.read.all(statement)).rejects.toThrow();
	expect(await db.read.all(sql`pragma user_version`)).toEqual([{ user_version: 0 }]);
	expect(await ids(db)).toEqual([]);
});

function child(script: string, ...args: string[]): ChildProcess {
	const path = fileURLToPath(new URL(script, import.meta.url));
	const spawned = spawn(process.execPath, [path, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void spawned.kill('SIGKILL'));
	return spawned;
}

async function firstWord({ stdout }: ChildProcess): Promise<void> {
	await new Promise((resolve) => stdout?.once('data', resolve));
}

async function ended(spawned: ChildProcess): Promise<void> {
	if (spawned.exitCode === null && spawned.signalCode === null) {
		await new Promise((resolve) => spawned.once('exit', resolve));
	}
}

test(
	'every acknowledged row is on disk after a busy spell and kill -9',
	{ timeout: 30_000 },
	async () => {
		const { file } = await testDatabase();
		const writing = child('keep-writing.ts', file, '100');
		let printed = '';
		writing.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
		const acknowledged = () => printed.split('\n').slice(0, -1);
		const until = async (enough: number) => {
			while (acknowledged().length < enough) {
				expect(writing.exitCode, 'the writing process ended by itself').toBeNull();
				await sleep(5);
			}
		};
		await until(50);
		// Longer than the writer waits for the lock, so that it is told SQLITE_BUSY at least twice.
		const lock = child('hold-lock.ts', file, '400');
		await firstWord(lock);
		const before = acknowledged().length;
		await ended(lock);
		await until(before + 250);
		writing.kill('SIGKILL');
		await ended(writing);
		const db = await openDatabase(`file:${file}`);
		const onDisk = new Set(await ids(db));
		await db.close();
		expect(acknowledged().filter((id) => !onDisk.has(id))).toEqual([]);
	},
);
