import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exitCode, freePort } from '#test/browser/server.ts';
import type { Page } from './bare-server.ts';
import { bounded, temporaryFile } from './left-behind.ts';

export type Server = {
	readonly origin: string;
	/** Microseconds that the process has worked so far, on all cores. */
	processorTime(): Promise<number>;
	/** Milliseconds of work that kept its event loop from anything else, at the longest since this was asked before. */
	longestStall(): Promise<number>;
	stop(): Promise<void>;
};

const start = fileURLToPath(import.meta.resolve('#jobs/start.ts'));
const bare = fileURLToPath(new URL('bare-server.ts', import.meta.url));
const watch = new URL('processor-time.ts', import.meta.url).href;

/** The built server on a database file, as `npm start` runs it; its log goes to a file. */
export async function serveCompany(file: string): Promise<Server> {
	const port = await freePort();
	const env = { DATABASE_URL: `file:${file}`, PORT: String(port), HOST: '127.0.0.1' };
	return serve(port, '/readyz', [start], env);
}

/** A bare `node:http` server, a process of its own, that sends these pages by the reader's cookie. */
export async function serveBare(pages: readonly Page[]): Promise<Server> {
	const port = await freePort();
	const file = temporaryFile(`pages-${port}.json`);
	writeFileSync(file, JSON.stringify(pages));
	return serve(port, '/', [bare, file, String(port)], {});
}

async function serve(
	port: number,
	ready: string,
	words: readonly string[],
	env: Record<string, string>,
): Promise<Server> {
	const log = temporaryFile(`server-${port}.log`);
	const child = launch(words, env, log);
	const origin = `http://127.0.0.1:${port}`;
	await untilReady(`${origin}${ready}`, child, log);
	return {
		origin,
		processorTime: () => askedOf(child, '?'),
		longestStall: () => askedOf(child, 'stall'),
		async stop() {
			child.kill('SIGTERM');
			await exitCode(child);
		},
	};
}

async function askedOf(child: ChildProcess, what: string): Promise<number> {
	child.send(what);
	const [answer] = await once(child, 'message');
	return Number(answer);
}

function launch(words: readonly string[], env: Record<string, string>, log: string): ChildProcess {
	const output = openSync(log, 'a');
	const child = spawn(process.execPath, ['--import', watch, ...words], {
		stdio: ['ignore', output, output, 'ipc'],
		env: { PATH: process.env['PATH'], ...env },
	});
	closeSync(output);
	return bounded(child);
}

async function untilReady(url: string, child: ChildProcess, log: string): Promise<void> {
	for (let wait = 0; wait < 200; wait += 1) {
		const answer = await fetch(url).catch(() => undefined);
		await answer?.arrayBuffer();
		if (answer?.ok) return;
		if (child.exitCode !== null) break;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`The server of the bench did not start:\n${readFileSync(log, 'utf8')}`);
}
