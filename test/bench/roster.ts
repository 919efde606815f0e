import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import { readRows } from '#roster/read-rows.ts';
import { type Company, copyOf } from './company.ts';
import { bounded, temporaryFile } from './left-behind.ts';
import { cost, type Measurement, say } from './measurement.ts';
import type { Imported } from './roster-import.ts';

// Rosters of 10,000, 50,000 and 100,000 rows, every 200th of them bad, into the demonstration
// company: how long the preview and the transaction take, how much memory, and how long anybody
// else waits for the event loop.

const size = 100_000;
const longestStall = 50;
const importing = fileURLToPath(new URL('roster-import.ts', import.meta.url));

export async function measureRoster(company: Company): Promise<Measurement[]> {
	const tenth = await importInto(company, size / 10);
	const half = await importInto(company, size / 2);
	const { preview, apply, again, writing } = await importInto(company, size);
	const path = temporaryFile('roster.csv');
	writeFileSync(path, roster(size));
	const reading = await timed(() => readOnly(path));
	const inserting = await timed(() => insertOnly(copyOf(company, 'roster-bare')));
	const stall = Math.max(preview.stall, apply.stall);
	// Flat: ten times the people need little more memory.
	const least = grown(tenth);
	return [
		cost('roster-preview', 'ms', { value: preview.took, yardstick: reading }),
		cost('roster-apply', 'ms', { value: apply.took, yardstick: inserting }),
		cost('roster-others-writes-wait', 'ms', { value: writing, yardstick: inserting }),
		cost('roster-same-again', 'ms', { value: again.took, yardstick: reading }),
		cost('roster-memory-50000', 'MB', { value: grown(half), yardstick: least }),
		cost('roster-memory-100000', 'MB', {
			value: Math.max(preview.grew, apply.grew),
			yardstick: least,
		}),
		cost('roster-longest-stall-of-preview', 'ms', {
			value: preview.stall,
			yardstick: longestStall,
		}),
		cost('roster-longest-stall', 'ms', { value: stall, yardstick: longestStall }),
	];
}

function grown({ preview, apply }: Imported): number {
	return Math.max(preview.grew, apply.grew);
}

/** So many people, in a process of its own. */
async function importInto(company: Company, people: number): Promise<Imported> {
	const path = temporaryFile(`roster-${people}.csv`);
	writeFileSync(path, roster(people));
	const child = bounded(fork(importing, [copyOf(company, `roster-${people}`), path]));
	const gone = once(child, 'exit');
	const imported = await new Promise<Imported>((resolve, reject) => {
		child.once('message', (message: Imported) => resolve(message));
		child.once('exit', () => reject(new Error('The import has ended without a word.')));
	});
	await gone;
	say(`roster of ${people}: ${JSON.stringify(imported)}`);
	return imported;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

/** The least that could be done with the file: read it. */
async function readOnly(path: string): Promise<number> {
	let rows = 0;
	for await (const { row } of readRows(path, { encoding: 'utf-8', delimiter: ';' })) rows = row;
	return rows;
}

/** The least that could be done with the people: their rows alone, in one transaction. */
async function insertOnly(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	await client.execute('pragma synchronous = full');
	const sql = `insert into employees (id, number, name, job, team_id, started_at) values (?, ?, ?, 'Picker', 'warehouse-day', 0)`;
	const rows = Array.from({ length: size }, (_, n) => ({
		sql,
		args: [`b${n}`, `b${n}`, `Person ${n}`],
	}));
	await client.batch(rows, 'write');
	client.close();
}

/** Four hundred teams at a hundred sites, each under its own manager; every 200th row is bad. */
function roster(people: number): string {
	const header =
		'Personalnummer;Vorname;Nachname;Tätigkeit;Abteilung;Standort;Kanal;Eintritt;Vorgesetzter;E-Mail';
	const rows = Array.from({ length: people }, (_, n) => {
		const team = n % 400;
		const manager = n === 0 ? '' : n < 400 ? 100_000 : 100_000 + team;
		const start =
			n % 200 === 99 ? '31.02.2020' : `0${1 + (n % 9)}.0${1 + (n % 8)}.20${10 + (n % 16)}`;
		const where = `Team ${team};Filiale ${team % 100};Lager`;
		return `${100_000 + n};Vorname${n % 977};Nachname${n % 3571};Picker;${where};${start};${manager};p${n}@example.com`;
	});
	return `${[header, ...rows].join('\r\n')}\r\n`;
}
