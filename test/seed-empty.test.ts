import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSignInLimits } from '#auth/limits.ts';
import { signIn } from '#auth/sign-in.ts';
import { type Database, openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { foundEmptyCompany } from '#db/seed/empty-company.ts';
import { loadPlacesAndPeople } from '#db/seed/load-cast.ts';
import { readOrganisation, seedIfEmpty } from '#db/seed/seed-if-empty.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { castTime } from '#test/cast.ts';

const catalogue = readCatalogue(readContentFiles('content'));
const at = castTime;

/** Migrated, and nobody's yet. */
async function emptyDatabase(): Promise<Database> {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-empty-'));
	const url = `file:${join(folder, 'empty.db')}`;
	await migrateDatabase(url);
	const db = await openDatabase(url);
	onTestFinished(async () => {
		await db.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return db;
}

test('an empty company has the content, and one administrator who leads it and can sign in', async () => {
	const db = await emptyDatabase();
	const { number, pin } = await foundEmptyCompany(db, catalogue, { timeZone: 'Asia/Tokyo', at });
	const people = await readPeople(db.read, undefined);
	expect(people).toMatchObject([{ number: '1000', timeZone: 'Asia/Tokyo', leads: ['/company/'] }]);
	expect(people[0]?.roles.toSorted()).toEqual(['administrator', 'leader', 'manager']);
	expect(await readOrganisation(db)).toMatchObject({ name: 'Our company', origin: 'real' });
	expect((await readPolicies(db.read)).policies).toHaveLength(catalogue.policies.length);
	const attempt = { number, pin, address: '127.0.0.1', at };
	expect(await signIn(db, createSignInLimits(db), attempt)).toMatchObject({ kind: 'signed in' });
});

test('the demonstration is never loaded over a company', async () => {
	const db = await emptyDatabase();
	await foundEmptyCompany(db, catalogue, { timeZone: 'Europe/Berlin', at });
	expect(await seedIfEmpty(db, catalogue, at, () => {})).toBe(false);
	expect(await readPeople(db.read, undefined)).toHaveLength(1);
});

test('a load that was broken off is not taken for a company: the message says what to do', async () => {
	const db = await emptyDatabase();
	await loadPlacesAndPeople(db, at, { pins: 'none' });
	await expect(seedIfEmpty(db, catalogue, at, () => {})).rejects.toThrow('Delete the database');
});
