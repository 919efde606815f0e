import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '#db/connection.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { now } from '#lib/clock.ts';
import { readEnvironment } from '#lib/environment.ts';
import { Invalid } from '#lib/errors.ts';
import { importFile } from './roster-from-file.ts';

// `npm run roster:import -- FILE`: the roster without a browser, for a file of any size or a job at
// night. `--dry-run` only says what would happen. Stop the server first: one process writes.

const usage = `npm run roster:import -- FILE [--dry-run]
  --complete-for everybody|site:ID|vendor:ID|nobody   whom the file has all of; only they can leave (nobody)
  --yes-leavers N    lets the N leave that --dry-run counted
  --yes-again N      the same number again, where they are many
  --channel ID       what new people work in where neither the file nor their team says it
  --job WORDS        what their job is called where the file does not say it
  --dates day-first|month-first   what comes first in 03/04/2026
  --column HEADING=FIELD          what a column means; may be given several times
  --stop-on-problems              does nothing if anything is wrong
  --problems FILE    writes what is wrong as CSV`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
	...{ 'dry-run': flag, 'stop-on-problems': flag, help: flag },
	...{ 'complete-for': text, 'yes-leavers': text, 'yes-again': text, channel: text, job: text },
	...{ dates: text, problems: text },
	column: { type: 'string', multiple: true },
} as const;

let db: Database | undefined;
try {
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	const [path] = positionals;
	if (values.help || path === undefined || positionals.length > 1) throw new Error(usage);
	const env = readEnvironment(process.env);
	db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const { channels } = readCatalogue(readContentFiles('content'));
	await importFile(db, {
		path,
		channels,
		at: now(),
		said: values,
		say: (words) => console.log(words),
	});
} catch (error) {
	const words = error instanceof Invalid ? Object.values(error.problems).join('\n') : undefined;
	console.error(words ?? (error instanceof Error ? error.message : error));
	process.exitCode = 1;
} finally {
	await db?.close();
}
