import { existsSync } from 'node:fs';
import { openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { now } from '#lib/clock.ts';
import { type Environment, readEnvironment } from '#lib/environment.ts';
import { demonstrationPin, demonstrationSignIns } from './cast.ts';
import { companyName } from './cast-places.ts';
import { foundEmptyCompany } from './empty-company.ts';
import { readOrganisation, seedIfEmpty } from './seed-if-empty.ts';

// `npm run seed`: the demonstration company; `npm run seed -- --empty`: a company of your own.
try {
	await load(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

async function load(words: readonly string[]): Promise<void> {
	const unknown = words.find((word) => word !== '--empty');
	if (unknown) throw new Error(`There is no option ${unknown}. Use --empty, or nothing.`);
	const environment = readEnvironment(process.env);
	const catalogue = readContent('content');
	await migrateDatabase(environment.DATABASE_URL, environment.DATABASE_AUTH_TOKEN);
	const db = await openDatabase(environment.DATABASE_URL, environment.DATABASE_AUTH_TOKEN);
	try {
		const known = await readOrganisation(db);
		if (known) return console.log(`Nothing to do: the database has ${known.name} already.`);
		if (words.includes('--empty')) await loadEmpty(db, catalogue, environment);
		else await loadDemonstration(db, catalogue);
	} finally {
		await db.close();
	}
}

function readContent(folder: string): Catalogue {
	if (!existsSync(folder)) {
		throw new Error(`There is no folder ${folder} here. Run this from the folder of package.json.`);
	}
	const catalogue = readCatalogue(readContentFiles(folder));
	const mistakes = catalogue.problems.length;
	if (mistakes === 0) return catalogue;
	throw new Error(`The content has mistakes (${mistakes}). See them with: npm run check:content`);
}

type Db = Awaited<ReturnType<typeof openDatabase>>;

async function loadEmpty(db: Db, catalogue: Catalogue, environment: Environment): Promise<void> {
	const timeZone = environment.ORGANISATION_TIME_ZONE;
	const { number, pin } = await foundEmptyCompany(db, catalogue, { timeZone, at: now() });
	console.log(`Sign in with number ${number} and PIN ${pin}. The PIN is shown only this once.`);
}

async function loadDemonstration(db: Db, catalogue: Catalogue): Promise<void> {
	const began = performance.now();
	await seedIfEmpty(db, catalogue, now(), (progress) => console.log(`Loading: ${progress}`));
	const seconds = Math.round((performance.now() - began) / 1000);
	console.log(
		`${companyName} is ready after ${seconds} s. Everybody's PIN is ${demonstrationPin}. Sign in as:`,
	);
	for (const { number, name, job, comesFor } of demonstrationSignIns) {
		console.log(`  ${number}  ${name}, ${job}: ${comesFor}`);
	}
}
