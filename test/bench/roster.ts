import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient } from '@libsql/client';
import { castPerson } from '#db/seed/cast.ts';
import type { Database } from '#db/connection.ts';
import { applyImport } from '#roster/apply.ts';
import { beginImport, makePreview } from '#roster/imports.ts';
import { matchColumns, usualChoices } from '#roster/match-columns.ts';
import { readRows } from '#roster/read-rows.ts';
import { takeFile } from '#roster/take-file.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { temporaryFile } from './left-behind.ts';
import { cost, type Measurement, say } from './measurement.ts';

// A roster of 100,000 rows with 500 bad ones, into the demonstration company: how long the preview
// and the transaction take, how much memory, and how long anybody else waits for the event loop.

const size = 100_000;
const longestStall = 50;

export async function measureRoster(company: Company): Promise<Measurement[]> {
	const path = temporaryFile('roster.csv');
	writeFileSync(path, roster());
	const reading = await watched(() => readOnly(path));
	const inserting = await watched(() => insertOnly(copyOf(company, 'roster-bare')));
	return withDatabase(copyOf(company, 'roster'), async (db) => {
		const { preview, apply, again } = await importTwice(db, company, path);
		const stall = Math.max(preview.stall, apply.stall);
		return [
			cost('roster-preview', 'ms', { value: preview.took, yardstick: reading.took }),
			cost('roster-apply', 'ms', { value: apply.took, yardstick: inserting.took }),
			cost('roster-same-again', 'ms', { value: again.took, yardstick: reading.took }),
			cost('roster-memory', 'MB', {
				value: Math.max(preview.memory, apply.memory),
				yardstick: inserting.memory,
			}),
			cost('roster-longest-stall-of-preview', 'ms', {
				value: preview.stall,
				yardstick: longestStall,
			}),
			cost('roster-longest-stall', 'ms', { value: stall, yardstick: longestStall }),
		];
	});
}

async function importTwice(db: Database, { catalogue }: Company, path: string) {
	const by = castPerson('1003').id;
	const file = await takeFile(path);
	const choices = usualChoices(matchColumns(file.headings).columns);
	const look = async (id: string) => {
		const at = Date.now();
		await beginImport(db, { id, fileName: 'roster.csv', by, at, file });
		return makePreview(db, id, { path, file, choices, channels: catalogue.channels, by, at });
	};
	const preview = await watched(() => look('first'));
	say(`roster: ${JSON.stringify(preview.value.counts)}`);
	const apply = await watched(() =>
		applyImport(db, { id: 'first', by, at: Date.now(), leave: false }),
	);
	say(`roster: ${JSON.stringify(apply.value)}`);
	const again = await watched(() => look('second'));
	say(`roster, the same again: ${JSON.stringify(again.value.counts)}`);
	return { preview, apply, again };
}

type Watched<T> = {
	readonly value: T;
	readonly took: number;
	/** The longest that the event loop stood still, in milliseconds. */
	readonly stall: number;
	/** The most that the process held at any moment, in megabytes. */
	readonly memory: number;
};

async function watched<T>(work: () => Promise<T>): Promise<Watched<T>> {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	let most = process.memoryUsage.rss();
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100);
	delay.enable();
	const began = performance.now();
	const value = await work();
	const took = performance.now() - began;
	delay.disable();
	clearInterval(watch);
	return { value, took, stall: delay.max / 1e6, memory: most / 1_048_576 };
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
function roster(): string {
	const header =
		'Personalnummer;Vorname;Nachname;Tätigkeit;Abteilung;Standort;Kanal;Eintritt;Vorgesetzter;E-Mail';
	const rows = Array.from({ length: size }, (_, n) => {
		const team = n % 400;
		const manager = n === 0 ? '' : n < 400 ? 100_000 : 100_000 + team;
		const start =
			n % 200 === 99 ? '31.02.2020' : `0${1 + (n % 9)}.0${1 + (n % 8)}.20${10 + (n % 16)}`;
		const where = `Team ${team};Filiale ${team % 100};Lager`;
		return `${100_000 + n};Vorname${n % 977};Nachname${n % 3571};Picker;${where};${start};${manager};p${n}@example.com`;
	});
	return `${[header, ...rows].join('\r\n')}\r\n`;
}
