import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#db/connection.ts';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { readEnvironment } from '#lib/environment.ts';
import { readPolicies } from '#policies/versions.ts';
import { pullPolicies } from '#publishing/pull-content.ts';
import { pullTexts } from '#publishing/pull-texts.ts';
import { pullWordings } from '#wordings/pull-wordings.ts';

// `npm run content:pull`: writes the versions in force, their translations, and the wordings
// that recalls were taught in the browser back into content/, for git.

const folder = 'content';

try {
	const env = readEnvironment(process.env);
	const db = await openDatabase(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN);
	const written = readContentFiles(folder);
	const catalogue = readCatalogue(written);
	const history = await readPolicies(db.read);
	const pulled = [pullPolicies, pullTexts].map((pull) => pull(history, catalogue, Date.now()));
	const wordings = await pullWordings(db.read, catalogue, written);
	const files = new Map([...pulled, wordings].flatMap((some) => [...some]));
	await db.close();
	for (const [path, text] of files) {
		writeFileSync(join(folder, path), text);
		console.log(`${folder}/${path}`);
	}
	console.log(
		files.size === 0 ? 'The files say what the database says.' : `${files.size} written.`,
	);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
