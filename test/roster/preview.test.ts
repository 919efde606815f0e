import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyAudit } from '#audit/verify.ts';
import { employees, sites, teamLeads, teams } from '#db/schema/people.ts';
import { readPeople, readPerson } from '#people/person.ts';
import { cast, castTime } from '#test/cast.ts';
import { countRows, rowsAdded } from '#test/database-rows.ts';
import { testDatabase } from '#test/database.ts';
import { importer, look } from './rosters.ts';

const header = 'Personalnummer;Vorname;Nachname;Tätigkeit;Abteilung;Standort;Eintritt;Kanal';

test('a German export is previewed field by field, applied, and changes nothing the second time', async () => {
	const db = await testDatabase();
	const file = `${header}
4417;Amina;Yusuf;Packer;Warehouse, night shift;Warehouse;14.03.2026;Lager
8001;Jürgen;Müller;Kommissionierer;Warehouse, night shift;;01.04.2026;Lager
8002;Zoë;Groß;Verkäuferin;Store 9, Kassel;Store Kassel;2026-03-02;Filiale, Telefon
`;
	const first = await look(db, file);
	expect(first.problems).toEqual([]);
	expect(first.counts).toMatchObject({ new: 2, changed: 1, unchanged: 0, leaving: 0, rows: 3 });
	expect(await first.says()).toEqual(['4417 Job: Picker → Packer']);
	expect(first.places.sites).toEqual([
		{ id: 'store-kassel', name: 'Store Kassel', timeZone: 'Europe/Berlin', market: null },
	]);
	expect(first.places.teams).toEqual([
		expect.objectContaining({
			id: 'store-9-kassel',
			parentId: 'halden-lund',
			siteId: 'store-kassel',
		}),
	]);
	expect(await first.apply()).toMatchObject({ kind: 'applied' });
	const [jurgen] = await readPeople(db.read, eq(employees.number, '8001'));
	expect(jurgen).toMatchObject({
		name: 'Jürgen Müller',
		channels: ['warehouse'],
		siteId: 'warehouse',
	});
	const [zoe] = await readPeople(db.read, eq(employees.number, '8002'));
	expect(zoe).toMatchObject({
		name: 'Zoë Groß',
		channels: ['store', 'phone'],
		siteName: 'Store Kassel',
	});
	expect((await readPerson(db.read, cast.picker.id))?.job).toBe('Packer');
	const before = await countRows(db.read);
	const second = await look(db, file, { at: castTime + 1000 });
	expect(second.counts).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
	expect(await second.apply()).toMatchObject({ kind: 'applied' });
	const added = rowsAdded(before, await countRows(db.read));
	expect(added).toEqual({ audit_entries: 2, audit_payloads: 2, roster_imports: 1 });
	expect(await verifyAudit(db.read)).toMatchObject({ holds: true });
	expect(await db.read.select().from(sites).where(eq(sites.id, 'store-kassel'))).toHaveLength(1);
	expect(await db.read.select().from(teams).where(eq(teams.id, 'store-9-kassel'))).toHaveLength(1);
	expect(importer).toBe(cast.administrator.id);
	expect((await db.read.select().from(teamLeads)).length).toBeGreaterThan(5);
});
