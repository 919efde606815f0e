import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { demonstrationPin, demonstrationSignIns } from '#db/seed/cast.ts';
import { readOrganisation, seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { type Environment, readEnvironment } from '#lib/environment.ts';
import { log } from '#lib/log.ts';
import { adoptContent, differencesFromFiles } from '#publishing/adopt-content.ts';
import { refuseTakenPort, serve } from './serve.ts';

// `npm start` after the build: migrates, loads the demonstration company into an empty database,
// serves, and says where and as whom.

const built = new URL('../../dist/server/entry.mjs', import.meta.url);

try {
	await start(readEnvironment(process.env));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

async function start(env: Environment): Promise<void> {
	if (!existsSync(built)) throw new Error('The site is not built yet. Run: npm run build');
	await refuseTakenPort(env);
	await migrateDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const signIns = await prepare(env);
	process.env['ASTRO_NODE_AUTOSTART'] = 'disabled';
	const { handler }: { handler: RequestListener } = await import(built.href);
	await serve(handler, env);
	const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
	console.log(
		`\nTouchstone is at ${env.PUBLIC_ORIGIN ?? `http://${host}:${env.PORT}`}\n${signIns}`,
	);
}

/** Everything that is done before the server opens the database: nothing else may have it open then. */
async function prepare(env: Environment): Promise<string> {
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	try {
		const catalogue = readCatalogue(readContentFiles('content'));
		const now = Date.now();
		await seedIfEmpty(db, catalogue, now, (line) => console.log(line));
		await adoptContent(db, catalogue, now);
		for (const line of await differencesFromFiles(db, catalogue, now)) log.info(line);
		const organisation = await readOrganisation(db);
		return organisation?.origin === 'demonstration' ? signInLines() : '';
	} finally {
		await db.close();
	}
}

function signInLines(): string {
	const lines = demonstrationSignIns.map(
		({ number, name, comesFor }) => `  ${number}  ${name}: ${comesFor}`,
	);
	return `Sign in to the demonstration company, everybody with PIN ${demonstrationPin}:\n${lines.join('\n')}\n`;
}
