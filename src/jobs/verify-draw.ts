import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connection.ts';
import { readEnvironment } from '#lib/environment.ts';
import { repeatDraw } from '#pulse/verify-draw.ts';

// `npm run ask:verify -- --pulse ID`: draws the sample of a question again from what was kept, and says
// whether the same people come out. Stop the server first: nothing else may have the database open.

try {
	const { values } = parseArgs({ options: { pulse: { type: 'string' } } });
	if (!values.pulse) throw new Error('Say which: npm run ask:verify -- --pulse ID');
	const env = readEnvironment(process.env);
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const repeated = await repeatDraw(db.read, values.pulse).finally(() => db.close());
	if (!repeated.holds) throw new Error(repeated.broken);
	console.log(`It holds: the same ${repeated.people} people. Lists ${repeated.digest}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
