import { existsSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import compression from 'compression';
import { openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { demonstrationPin, demonstrationSignIns } from '#db/seed/cast.ts';
import { readOrganisation, seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { type Environment, readEnvironment } from '#lib/environment.ts';
import { log } from '#lib/log.ts';
import { adoptContent, differencesFromFiles } from '#publishing/adopt-content.ts';

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

async function serve(handler: RequestListener, env: Environment): Promise<void> {
	const compress = compression({ threshold: 600 });
	const server = createHttpServer((request, response) => {
		compress(request, response, () => handler(request, response));
	});
	server.keepAliveTimeout = 65_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(env.PORT, env.HOST, resolve);
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => {
			log.info({ signal }, 'finishing what is in flight');
			server.close(() => process.exit(0));
			server.closeIdleConnections();
			setTimeout(() => process.exit(0), 10_000).unref();
		});
	}
}

/** A taken port is told before anything is migrated or loaded. */
async function refuseTakenPort({ HOST, PORT }: Environment): Promise<void> {
	const taken = await new Promise<boolean>((resolve) => {
		const probe = connect({ host: HOST, port: PORT });
		probe.once('connect', () => (probe.destroy(), resolve(true)));
		probe.once('error', () => resolve(false));
	});
	if (taken)
		throw new Error(
			`Port ${PORT} on ${HOST} is taken. Set PORT to another one: PORT=4322 npm start`,
		);
}
