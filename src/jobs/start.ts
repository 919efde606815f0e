import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { demonstrationPin, demonstrationSignIns } from '#db/seed/cast.ts';
import { type Environment, readEnvironment } from '#lib/environment.ts';
import { originOf } from './newsroom.ts';
import { prepareDatabase } from './prepare.ts';
import { refuseTakenPort, serve } from './serve.ts';

// `npm start` after the build: migrates, loads the demonstration company into an empty database,
// serves, and says where and as whom.

const built = new URL('../../dist/server/entry.mjs', import.meta.url);

try {
	await start(readEnvironment(process.env));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

async function start(env: Environment): Promise<void> {
	if (!existsSync(built)) throw new Error('The site is not built yet. Run: npm run build');
	await refuseTakenPort(env);
	const demonstration = await prepareDatabase(env);
	process.env['ASTRO_NODE_AUTOSTART'] = 'disabled';
	const { handler }: { handler: RequestListener } = await import(built.href);
	await serve(handler, env);
	await wakeUp(env);
	console.log(`\nTouchstone is at ${originOf(env)}\n${demonstration ? signInLines() : ''}`);
}

/** The built server loads what every request passes with the first one, and counts: people are told when it is ready. */
async function wakeUp({ HOST, PORT }: Environment): Promise<void> {
	const here = originOf({ HOST, PORT });
	await fetch(`${here}/readyz`).catch(() => {});
}

function signInLines(): string {
	const lines = demonstrationSignIns.map(
		({ number, name, comesFor }) => `  ${number}  ${name}: ${comesFor}`,
	);
	return `Sign in to the demonstration company, everybody with PIN ${demonstrationPin}:\n${lines.join('\n')}\n`;
}
