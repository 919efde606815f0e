import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Database, openDatabase } from '#db/connection.ts';
import { castPerson } from '#db/seed/cast.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { applyImport } from '#roster/apply.ts';
import { beginImport, makePreview } from '#roster/imports.ts';
import { matchColumns, usualChoices } from '#roster/match-columns.ts';
import { takeFile } from '#roster/take-file.ts';
import { say } from './measurement.ts';

// A process of its own, so that what it holds is the import's: `node roster-import.ts DATABASE FILE`
// imports the file, looks at it once more, and sends what each step took.

/** What one step took. */
export type Step = {
	readonly took: number;
	/** The longest that the event loop stood still, in milliseconds. */
	readonly stall: number;
	/** The most that the process held at any moment beyond what it held before all, in megabytes. */
	readonly grew: number;
};

/** A preview, its transaction (others' writes wait for `writing` milliseconds), and the same file again. */
export type Imported = Readonly<Record<'preview' | 'apply' | 'again', Step>> & {
	readonly writing: number;
};

const [database = '', path = ''] = process.argv.slice(2);
const { channels } = readCatalogue(readContentFiles('content'));
const by = castPerson('1003').id;
const db = await openDatabase(`file:${database}`);
const idle = process.memoryUsage.rss();
process.send?.(await importTwice(db));
await db.close();
process.disconnect?.();

async function importTwice(db: Database): Promise<Imported> {
	const file = await takeFile(path);
	const choices = usualChoices(matchColumns(file.headings).columns);
	const look = async (id: string) => {
		const at = Date.now();
		await beginImport(db, { id, fileName: 'roster.csv', by, at, file });
		return makePreview(db, id, { path, file, choices, channels, by, at });
	};
	const preview = await watched(() => look('first'));
	const apply = await watched(() =>
		applyImport(db, { id: 'first', by, at: Date.now(), leave: false }),
	);
	const again = await watched(() => look('second'));
	say(`roster: ${JSON.stringify(preview.value.counts)}`);
	say(`roster, the same again: ${JSON.stringify(again.value.counts)}`);
	const writing = apply.value.kind === 'applied' ? apply.value.writing : Number.NaN;
	return { preview: preview.step, apply: apply.step, again: again.step, writing };
}

async function watched<T>(work: () => Promise<T>): Promise<{ value: T; step: Step }> {
	const delay = monitorEventLoopDelay({ resolution: 5 });
	let most = process.memoryUsage.rss();
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
	delay.enable();
	const began = performance.now();
	const value = await work();
	const took = performance.now() - began;
	delay.disable();
	clearInterval(watch);
	return { value, step: { took, stall: delay.max / 1e6, grew: (most - idle) / 1_048_576 } };
}
