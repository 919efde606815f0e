import { existsSync, renameSync, rmSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { askNoSecondProof } from '#db/seed/load-cast.ts';
import { readOrganisation, seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import type { Environment } from '#lib/environment.ts';
import { takeDueMoves } from '#people/due-moves.ts';
import { adoptPlacements } from '#people/placement.ts';
import { adoptContent, differencesFromFiles } from '#publishing/adopt-content.ts';
import { raiseAlarm } from './raise-alarm.ts';

/**
 * Everything that is done before the server opens the database, for nothing else may have it open
 * then: migrations, the demonstration company in an empty database, content that is new. True if
 * the database has the demonstration company.
 */
export async function prepareDatabase(env: Environment): Promise<boolean> {
	const catalogue = readCatalogue(readContentFiles('content'));
	await loadNewFile(env, catalogue);
	return withDatabase(env.DATABASE_URL, env, async (db) => {
		const now = Date.now();
		await seedIfEmpty(db, catalogue, now, console.log);
		await adoptPlacements(db);
		await takeDueMoves(db, now);
		await adoptContent(db, catalogue, now);
		const different = await differencesFromFiles(db, catalogue, now);
		if (different.length > 0)
			console.log(`The database holds, files are read once: ${different.join('; ')}.`);
		await raiseAlarm(db, catalogue, now);
		const demonstration = (await readOrganisation(db))?.origin === 'demonstration';
		// One that was loaded before there was a second proof to ask for.
		if (demonstration) await askNoSecondProof(db, now);
		return demonstration;
	});
}

/** A new file is loaded under another name and renamed when it is whole: an interruption leaves nothing half. */
async function loadNewFile(env: Environment, catalogue: Catalogue): Promise<void> {
	const file = env.DATABASE_URL.replace(/^file:/, '');
	if (file === env.DATABASE_URL || existsSync(file)) return;
	const loading = `${file}.loading`;
	clearAway(loading);
	await withDatabase(`file:${loading}`, env, async (db) => {
		await seedIfEmpty(db, catalogue, Date.now(), console.log);
	});
	renameSync(loading, file);
	clearAway(loading);
}

function clearAway(file: string): void {
	const left = ['', '-wal', '-shm'].map((suffix) => `${file}${suffix}`);
	// Where there is no such folder, the migration says so better than a failed removal.
	for (const each of left.filter(existsSync)) rmSync(each);
}

async function withDatabase<T>(
	url: string,
	env: Environment,
	work: (db: Database) => Promise<T>,
): Promise<T> {
	await migrateDatabase(url, env.DATABASE_AUTH_TOKEN);
	const db = await openDatabase(url, env.DATABASE_AUTH_TOKEN);
	try {
		return await work(db);
	} finally {
		// What is still in the log beside the file would not follow it when it is renamed.
		if (url.startsWith('file:'))
			await db.read.get(sql`pragma wal_checkpoint(truncate)`).catch(() => {});
		await db.close();
	}
}
