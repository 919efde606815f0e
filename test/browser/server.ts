import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { castTime } from '#test/cast.ts';

export type Server = {
	readonly origin: string;
	readonly file: string;
	/** Moves the server's clock by so many milliseconds. */
	moveClock(milliseconds: number): Promise<void>;
	/** SIGTERM; resolves with what the process printed and its exit code. The file stays until `stop`. */
	end(): Promise<Ended>;
	/** Ends it, if it runs still, and throws its file away. */
	stop(): Promise<Ended>;
};

export type Ended = { readonly code: number | null; readonly output: string };

export type ServerOptions = {
	/** Changes the database before the server opens it: nothing else may open the file afterwards. */
	readonly prepare?: ((file: string) => Promise<void>) | undefined;
	readonly env?: Readonly<Record<string, string>> | undefined;
};

/** The built server on a copy of the tests' database, its clock at the cast's time. */
export async function startServer({ prepare, env }: ServerOptions = {}): Promise<Server> {
	const folder = mkdtempSync(join(tmpdir(), 'touchstone-site-'));
	const file = join(folder, 'site.db');
	copyFileSync(inject('builtDatabase'), file);
	await prepare?.(file);
	const port = await freePort();
	const { child, output } = launch({
		DATABASE_URL: `file:${file}`,
		PORT: String(port),
		TEST_CLOCK: 'on',
		LOG_LEVEL: 'warn',
		...env,
	});
	const origin = `http://127.0.0.1:${port}`;
	await untilReady(origin, child, output);
	const moveClock = async (milliseconds: number) => {
		const headers = { origin };
		await fetch(`${origin}/test-clock`, { method: 'POST', headers, body: String(milliseconds) });
	};
	await moveClock(castTime - Date.now());
	const end = async () => ({ code: await ended(child), output: output() });
	return {
		origin,
		file,
		moveClock,
		end,
		async stop() {
			const how = await end();
			rmSync(folder, { recursive: true, force: true });
			return how;
		},
	};
}

/** `npm start` without the build: the process and what it has printed so far. */
export function launch(env: Record<string, string>): {
	child: ChildProcess;
	output: () => string;
} {
	const child = spawn(process.execPath, ['src/jobs/start.ts'], {
		env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', ...env },
	});
	let printed = '';
	child.stdout.on('data', (piece) => (printed += String(piece)));
	child.stderr.on('data', (piece) => (printed += String(piece)));
	return { child, output: () => printed };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const address = probe.address();
	await new Promise((resolve) => probe.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('No port is free.');
	return address.port;
}

export function exitCode(child: ChildProcess): Promise<number | null> {
	return new Promise((resolve) => {
		if (child.exitCode !== null) resolve(child.exitCode);
		else child.once('exit', resolve);
	});
}

async function ended(child: ChildProcess): Promise<number | null> {
	const code = exitCode(child);
	child.kill('SIGTERM');
	return code;
}

async function untilReady(
	origin: string,
	child: ChildProcess,
	output: () => string,
): Promise<void> {
	for (let wait = 0; wait < 300; wait += 1) {
		if (child.exitCode !== null) throw new Error(`The server ended at start:\n${output()}`);
		const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`The server was not ready within 30 seconds:\n${output()}`);
}
