import { copyFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { createSessions } from '#auth/session.ts';
import { type Database, openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { employees } from '#db/schema/people.ts';
import { castPeople } from '#db/seed/cast.ts';
import { loadCast } from '#db/seed/load-cast.ts';
import { seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { type Catalogue, readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { type Person, readPeople } from '#people/person.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { temporaryFile } from './left-behind.ts';
import { say } from './measurement.ts';

/** What every measurement starts from: a database file to copy, and the content. */
export type Company = { readonly file: string; readonly catalogue: Catalogue };

/** Somebody signed in: the cookie that a browser would send. */
export type SignedIn = { readonly person: Person; readonly cookie: string };

/** The demonstration company with its eight weeks of history. */
export async function foundDemonstration(): Promise<Company> {
	return found('demonstration', async (db, catalogue) => {
		await seedIfEmpty(db, catalogue, Date.now(), say);
	});
}

/** The same people on the first morning: nobody has done anything yet. These numbers have a PIN. */
export async function foundOnFirstDay(pins: readonly string[]): Promise<Company> {
	return found('first-day', async (db, catalogue) => {
		await loadCast(db, Date.now(), { pins });
		await adoptContent(db, catalogue, Date.now());
	});
}

/** A copy of a company's file that one measurement may change. */
export function copyOf(company: Company, name: string): string {
	const file = temporaryFile(`${name}.db`);
	copyFileSync(company.file, file);
	return file;
}

/** Opens a file, lets somebody work on it, and closes it: two that have it open lose rows. */
export async function withDatabase<T>(
	file: string,
	work: (db: Database) => Promise<T>,
): Promise<T> {
	const db = await openDatabase(`file:${file}`);
	try {
		return await work(db);
	} finally {
		await db.close();
	}
}

/** Signs everybody in, or one of them, through the product's sessions, without the time that a PIN takes. */
export async function signEverybodyIn(file: string, id?: string): Promise<SignedIn[]> {
	return withDatabase(file, async (db) => {
		const sessions = createSessions(db, { secure: false });
		const people = await readPeople(db.read, id === undefined ? undefined : eq(employees.id, id));
		return Promise.all(
			people.map(async (person) => {
				const { name, value } = await sessions.begin(person.id, {
					at: Date.now(),
					method: 'pin',
				});
				return { person, cookie: `${name}=${value}` };
			}),
		);
	});
}

async function found(
	name: string,
	load: (db: Database, catalogue: Catalogue) => Promise<void>,
): Promise<Company> {
	const file = temporaryFile(`${name}.db`);
	const catalogue = readCatalogue(readContentFiles('content'));
	say(`founding the company "${name}": ${castPeople.length} people`);
	await migrateDatabase(`file:${file}`);
	await withDatabase(file, (db) => load(db, catalogue));
	await gatherInOneFile(file);
	return { file, catalogue };
}

/** What is still in the write-ahead log would be missing from a copy. */
export async function gatherInOneFile(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	await client.execute('pragma wal_checkpoint(truncate)');
	client.close();
}
