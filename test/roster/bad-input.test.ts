import { eq } from 'drizzle-orm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { employees } from '#db/schema/people.ts';
import { toCsv } from '#lib/csv.ts';
import { Invalid } from '#lib/errors.ts';
import { readPeople } from '#people/person.ts';
import { takeFile } from '#roster/take-file.ts';
import { cast } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { fileOf, look } from './rosters.ts';

// What people do to files, and what becomes of it: each has its defined result.

const zip = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, ...new Uint8Array(200)]);

test.each([
	['a spreadsheet renamed to .csv', zip, 'a spreadsheet (xlsx, ods) or a zip, not a CSV file'],
	['a packed file', gzipSync('number,name\n1,A\n'), 'packed (gzip), not a CSV file'],
	['a PDF', Buffer.from('%PDF-1.7\n'), 'a PDF, not a CSV file'],
	['zero bytes in the middle', Buffer.from(`number,name\n${'1,A\n'.repeat(2000)}\0`), 'zero bytes'],
	['nothing', '', 'This file is empty.'],
	['headings alone', 'number,name\n', 'nobody below them'],
	['prose', 'Dear colleagues\nhere is the list', 'has no headings'],
	[
		'a quotation mark that is never closed',
		'number,name\n1,"A\n2,B\n',
		'a quotation mark opens and is not closed',
	],
])('%s is refused with what to do', async (_, contents, sentence) => {
	const error = await takeFile(fileOf(contents)).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(Invalid);
	expect(String(error)).toContain(sentence);
});

const people = 'Personalnummer;Vorname;Nachname\r\n4417;Zoë;Groß\r\n0042;محمد;الخطيب\r\n';

test.each([
	['UTF-8', Buffer.from(people), 'utf-8'],
	['UTF-8 with a mark', Buffer.from(`\uFEFF${people}`), 'utf-8'],
	['UTF-16', Buffer.from(`\uFEFF${people}`, 'utf16le'), 'utf-16le'],
	['UTF-16 without a mark', Buffer.from(people, 'utf16le'), 'utf-16le'],
	['UTF-16, the other way round', Buffer.from(`\uFEFF${people}`, 'utf16le').swap16(), 'utf-16be'],
	['Windows-1252', Buffer.from(people.split('\r\n', 2).join('\r\n'), 'latin1'), 'windows-1252'],
])('%s is recognised', async (_, contents, encoding) => {
	const file = await takeFile(fileOf(contents));
	expect(file).toMatchObject({ encoding, delimiter: ';' });
	expect(file.headings).toEqual(['Personalnummer', 'Vorname', 'Nachname']);
	expect(file.sample[0]).toEqual(['4417', 'Zoë', 'Groß']);
});

test('commas, semicolons and tabs part cells; quotation marks keep them together', async () => {
	for (const [delimiter, text] of [
		[',', 'number,"name, in full"\n1,"Yusuf, Amina"\n'],
		[';', 'sep=;\nnumber;name\n1;"a,b,c,d"\n'],
		['\t', 'number\tname\n1\ta\n'],
	] as const) {
		expect(await takeFile(fileOf(text))).toMatchObject({ delimiter });
	}
	const excel = await takeFile(fileOf('sep=;\nnumber;name\n1;"a;b"\n'));
	expect([excel.headings, excel.sample]).toEqual([['number', 'name'], [['1', 'a;b']]]);
});

test('names of every kind, zeros in front and spaces behind come in as they are', async () => {
	const db = await testDatabase();
	const file = `\uFEFFNumber,Name,Team,Channel
0042 ,  محمد الخطيب ,web,web
8802,Nguyễn Thị Lan,web,web
8803,"Łucja
Żak-Wiśniewska",web,web
8804,Suprapto,web,web
8805,=HYPERLINK("http://evil.example"),web,web
"=""0043""",Excel's own,web,web
`;
	const found = await look(db, file);
	expect(found.problems).toEqual([]);
	await found.apply();
	const rows = await db.read
		.select({ number: employees.number, name: employees.name })
		.from(employees);
	const names = new Map(rows.map(({ number, name }) => [number, name]));
	expect(names.get('0042')).toBe('محمد الخطيب');
	expect(names.get('8802')).toBe('Nguyễn Thị Lan');
	expect(names.get('8803')).toBe('Łucja Żak-Wiśniewska');
	expect(names.get('8804')).toBe('Suprapto');
	expect(names.get('0043')).toBe("Excel's own");
	const formula = names.get('8805') ?? '';
	expect(toCsv(['name'], [[formula]])).toContain(`'=HYPERLINK`);
});

test('every problem has its row, its column, what stands there and what to do', async () => {
	const db = await testDatabase();
	const file = `Personalnummer;Name;Abteilung;Kanal;Eintritt;Sprache;Rolle;E-Mail
8801;Doppelt Eins;web;web;;;;
;Ohne Nummer;web;web;;;;
8801;Doppelt Zwei;web;web;;;;
8802;;web;web;;;;
8803;Datum;web;web;31.02.2026;;;
8804;Slash;web;web;03/04/2026;;;
8805;Kanal;web;Lagr;;;;
8806;Chefin;web;web;;;Administratorin;
8807;Sprache;web;web;;Klingonisch;;
8808;Post;web;web;;;;keine Adresse
8809;Lang;web;web;;;;;zu viel
4,417E+03;Excel;web;web;;;;
Personalnummer;Name;Abteilung;Kanal;Eintritt;Sprache;Rolle;E-Mail
8810;Gut;web;web
8811;Kein Kanal;Ganz neues Team;;;;;
`;
	const found = await look(db, file);
	const said = found.problems.map(({ row, column, problem }) => `${row} ${column}: ${problem}`);
	expect(said).toEqual([
		'2 Personalnummer: This number stands in row 4 too.',
		'3 Personalnummer: The employee number is missing.',
		'4 Personalnummer: This number stands in row 2 too.',
		'5 Name: The name is missing.',
		'6 Eintritt: This is no date.',
		'7 Eintritt: This may be two different days.',
		'8 Kanal: There is no channel “Lagr”.',
		'9 Rolle: A file makes nobody a leader or an administrator.',
		'10 Sprache: We do not know this language.',
		'11 E-Mail: This is no e-mail address.',
		'12 : This row has 9 cells, the headings are 8.',
		'13 Personalnummer: The spreadsheet has shortened this number.',
		'14 Personalnummer: These are the headings once more.',
		'16 Kanal: It is not said in which channel she works, and her team has none yet.',
	]);
	expect(found.problems.every(({ remedy }) => remedy.length > 10)).toBe(true);
	expect(found.counts).toMatchObject({ new: 1, leftOut: 14, rows: 15 });
	expect(found.places.teams, 'a team that nobody is left for is not added').toEqual([]);
	await found.apply();
	expect(await readPeople(db.read, eq(employees.number, '8810'))).toHaveLength(1);
	expect(await readPeople(db.read, eq(employees.number, '8806'))).toEqual([]);
});

test('a manager who reports to herself, through three others too, is a problem in each row', async () => {
	const db = await testDatabase();
	const file = `number,name,team,channel,manager
8801,One,web,web,8802
8802,Two,web,web,8803
8803,Three,web,web,8804
8804,Four,web,web,8801
8805,Five,web,web,8805
8806,Six,web,web,8801
8807,Seven,web,web,${cast.chiefExecutive.number}
`;
	const found = await look(db, file);
	const said = found.problems.map(({ row, problem, remedy, leftOut }) => [
		row,
		problem,
		remedy,
		leftOut,
	]);
	const rows = 'Correct the manager in one of the rows 2, 3, 4, 5.';
	expect(said).toEqual([
		[2, 'She reports to herself, through 8802, 8803, 8804.', rows, true],
		[3, 'She reports to herself, through 8803, 8804, 8801.', rows, true],
		[4, 'She reports to herself, through 8804, 8801, 8802.', rows, true],
		[5, 'She reports to herself, through 8801, 8802, 8803.', rows, true],
		[6, 'She is named as her own manager.', expect.any(String), true],
		[7, 'The row of her manager, 8801, cannot be used.', 'Mend that row.', false],
	]);
	expect(found.counts).toMatchObject({ new: 2, leftOut: 5 });
});

test('two thousand rows with a hundred bad ones: the others come in', async () => {
	const db = await testDatabase();
	const rows = Array.from(
		{ length: 2000 },
		(_, i) => `${50_000 + i},${i % 20 === 7 ? '' : `Person ${i}`},Team ${i % 40},store`,
	);
	const found = await look(db, `number,name,team,channel\n${rows.join('\n')}\n`);
	expect(found.counts).toMatchObject({ rows: 2000, new: 1900, leftOut: 100, problems: 100 });
	expect(await found.apply()).toMatchObject({ kind: 'applied' });
}, 60_000);
