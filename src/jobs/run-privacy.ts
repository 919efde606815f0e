import { openDatabase } from '#db/connection.ts';
import { readEnvironment } from '#lib/environment.ts';
import { keepTheLaw } from '#privacy/keep-law.ts';
import { readDue } from '#privacy/leavers.ts';

// `npm run privacy:run`: makes nobody's what is over, while no server runs; `-- --dry-run` only says
// what it would do. The server does the same once a day by itself.

try {
	const words = process.argv.slice(2);
	const unknown = words.find((word) => word !== '--dry-run');
	if (unknown) throw new Error(`There is no option ${unknown}. Use --dry-run, or nothing.`);
	const env = readEnvironment(process.env);
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const at = Date.now();
	const due = await readDue(db.read, at);
	for (const { leaver, kinds } of due) {
		console.log(`${leaver.number}  ${leaver.name}: ${kinds.join(', ')}`);
	}
	if (!words.includes('--dry-run')) await keepTheLaw(db, { by: null, at });
	await db.close();
	const done = words.includes('--dry-run') ? 'would be changed' : 'changed';
	console.log(due.length === 0 ? 'Nothing is over.' : `${due.length} people ${done}.`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
