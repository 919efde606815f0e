import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/libsql/migrator';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings a database to the newest schema; a second call changes nothing.
 * Throws with one sentence for the operator if the folder cannot be written or the database is
 * newer than this code.
 */
export async function migrateDatabase(url: string, authToken?: string): Promise<void> {
	if (url.startsWith('file:')) makeFolder(dirname(url.slice('file:'.length)));
	const client = createClient({ url, concurrency: 1, ...(authToken ? { authToken } : {}) });
	try {
		const db = drizzle(client, { casing: 'snake_case' });
		await refuseNewerDatabase(client);
		await migrate(db, { migrationsFolder });
	} finally {
		client.close();
	}
}

function makeFolder(folder: string): void {
	try {
		if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
		if (!statSync(folder).isDirectory()) throw new Error('It is a file.');
		accessSync(folder, constants.W_OK);
	} catch {
		throw new Error(
			`The folder ${folder} cannot be written. Make it writable, or set DATABASE_URL to a file elsewhere.`,
		);
	}
}

async function refuseNewerDatabase(client: ReturnType<typeof createClient>): Promise<void> {
	const known = readMigrationFiles({ migrationsFolder });
	const newest = Math.max(...known.map((migration) => migration.folderMillis));
	const tables = await client.execute(
		`select name from sqlite_master where name = '__drizzle_migrations'`,
	);
	if (tables.rows.length === 0) return;
	const applied = await client.execute(
		'select max(created_at) as newest from __drizzle_migrations',
	);
	if (Number(applied.rows[0]?.['newest'] ?? 0) > newest) {
		throw new Error(
			'The database was written by a newer version of Touchstone. Update the code, or point DATABASE_URL at another file.',
		);
	}
}
