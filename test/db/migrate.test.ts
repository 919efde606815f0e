import { readMigrationFiles } from 'drizzle-orm/migrator';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { testDatabase } from '#test/database.ts';
import { countRows } from '#test/database-rows.ts';

function freshFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-migrate-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function read(file: string, statement: string) {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	const { rows } = await client.execute(statement);
	client.close();
	return rows.map((row) => ({ ...row }));
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return error instanceof Error ? error.message : expect.fail('nothing was thrown');
}

const known = readMigrationFiles({ migrationsFolder: 'db/migrations' }).length;

test('a database is made with its folder, and has every table', async () => {
	const file = join(freshFolder(), 'some', 'where', 'touchstone.db');
	await migrateDatabase(`file:${file}`);
	const db = await openDatabase(`file:${file}`);
	const counts = await countRows(db.read);
	await db.close();
	expect(counts).toMatchObject({ policy_versions: 0, completions: 0, audit_entries: 0 });
});

test('migrating twice changes nothing, not a byte', async () => {
	const { file } = await testDatabase();
	const rows = await read(file, 'select name, sql from sqlite_master order by name');
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	await client.execute('pragma wal_checkpoint(truncate)');
	const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
	const before = hash();
	await migrateDatabase(`file:${file}`);
	await migrateDatabase(`file:${file}`);
	expect(await read(file, 'select name, sql from sqlite_master order by name')).toEqual(rows);
	expect(await read(file, 'select count(*) as n from __drizzle_migrations')).toEqual([
		{ n: known },
	]);
	expect(hash()).toBe(before);
	client.close();
});

test('a folder that cannot be made or written is told in one sentence, with its name', async () => {
	const folder = freshFolder();
	writeFileSync(join(folder, 'file'), 'no folder');
	const beyond = join(folder, 'file', 'data');
	const message = await messageOf(migrateDatabase(`file:${join(beyond, 'touchstone.db')}`));
	expect(message).toBe(
		`The folder ${beyond} cannot be written. Make it writable, or set DATABASE_URL to a file elsewhere.`,
	);
});

test('a database that is newer than the code is told in one sentence, and left as it is', async () => {
	const { file, write } = await testDatabase();
	const future = Date.UTC(2100, 0, 1);
	await write(async (tx) => {
		await tx.run(`insert into __drizzle_migrations (hash, created_at) values ('later', ${future})`);
	});
	expect(await messageOf(migrateDatabase(`file:${file}`))).toBe(
		'The database was written by a newer version of Touchstone. Update the code, or point DATABASE_URL at another file.',
	);
	expect(await read(file, 'select count(*) as n from __drizzle_migrations')).toEqual([
		{ n: known + 1 },
	]);
});
