import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connection.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { readEnvironment } from '#lib/environment.ts';
import { calibrationOf } from '#practice/calibration.ts';
import { calibrationInWords, fittingInWords } from '#practice/calibration-in-words.ts';
import { fitParameters } from '#practice/fit-parameters.ts';
import { lastFitting } from '#practice/parameters.ts';
import { readCells } from '#practice/read-calibration.ts';

// `npm run practice:calibration`: how true the prediction was, on the organisation's own answers;
// `-- --fit` fits the scheduler to them first. With the server stopped; it does both by itself.

try {
	const { values } = parseArgs({ options: { fit: { type: 'boolean', default: false } } });
	const env = readEnvironment(process.env);
	await migrateDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const fitted = values.fit ? await fitParameters(db, Date.now()) : await lastFitting(db.read);
	const found = calibrationOf(await readCells(db.aggregate));
	console.log(calibrationInWords(found));
	console.log(`\n${fittingInWords(fitted, found?.reviews ?? 0)}`);
	await db.close();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
