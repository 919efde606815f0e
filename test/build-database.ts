import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { loadCast } from '#db/seed/load-cast.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { cast, castTime } from './cast.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The file that every test's database is a copy of. */
		builtDatabase: string;
	}
}

/** Builds the database that tests copy, once a run: the cast and the content, and no history. */
export default async function setup(project: TestProject): Promise<() => void> {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-built-'));
	const file = join(folder, 'built.db');
	await migrateDatabase(`file:${file}`);
	const db = await openDatabase(`file:${file}`);
	const { vendorAgent, ...fixed } = cast;
	await loadCast(db, castTime, { pins: Object.values(fixed).map(({ number }) => number) });
	await adoptContent(db, readCatalogue(readContentFiles('content')), castTime);
	await db.close();
	await gatherInOneFile(file);
	project.provide('builtDatabase', file);
	return () => rmSync(folder, { recursive: true, force: true });
}

/** What is still in the write-ahead log would be missing from a copy. */
async function gatherInOneFile(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	await client.execute('pragma wal_checkpoint(truncate)');
	client.close();
}
