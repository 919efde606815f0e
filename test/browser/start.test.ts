import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, inject, onTestFinished, test } from 'vitest';
import { demonstrationPin } from '#db/seed/cast.ts';
import { cast, castTime } from '#test/cast.ts';
import { rowsIn } from './on-record.ts';
import { exitCode, freePort, launch, type Server, startServer } from './server.ts';

test('a taken port is told in one line, before anything is written', async () => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void other.close());
	const address = other.address();
	const port = typeof address === 'object' && address ? String(address.port) : '';
	const file = join(folder(), 'new.db');
	const line = await refusedToStart({ PORT: port, DATABASE_URL: `file:${file}` });
	expect(line).toBe(
		`Port ${port} on 127.0.0.1 is taken. Set PORT to another one: PORT=4322 npm start`,
	);
	await expect(rowsIn(file, 'select 1 from employees')).rejects.toThrow();
});

test('a folder that cannot be written is told in one line', async () => {
	const closed = folder();
	chmodSync(closed, 0o500);
	const file = join(folder(), 'a-file');
	writeFileSync(file, '');
	// To the superuser no folder is closed, but nobody can make one below a file.
	const places = process.getuid?.() === 0 ? [file] : [file, closed];
	for (const place of places) {
		const line = await refusedToStart({ DATABASE_URL: `file:${join(place, 'site.db')}` });
		expect(line).toContain(`The folder ${place} cannot be written.`);
		expect(line).toContain('set DATABASE_URL');
	}
});

test('a database that is a folder, or no database, is told in one line', async () => {
	const inFolder = folder();
	mkdirSync(join(inFolder, 'site.db'));
	await refusedToStart({ DATABASE_URL: `file:${join(inFolder, 'site.db')}` });
	writeFileSync(join(inFolder, 'letter.db'), 'Dear all, this is a letter.'.repeat(99));
	await refusedToStart({ DATABASE_URL: `file:${join(inFolder, 'letter.db')}` });
});

test('a database that newer code has written is told in one line, and left alone', async () => {
	const file = copyOfDatabase();
	const client = createClient({ url: `file:${file}` });
	await client.execute(
		"insert into __drizzle_migrations (hash, created_at) values ('from the future', 9999999999999)",
	);
	client.close();
	const line = await refusedToStart({ DATABASE_URL: `file:${file}` });
	expect(line).toContain('The database was written by a newer version of Touchstone.');
});

test.each([
	[{ PORT: 'http' }, 'PORT'],
	[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
	[{ ORGANISATION_TIME_ZONE: 'Middle/Earth' }, 'ORGANISATION_TIME_ZONE'],
	[{ TEST_CLOCK: 'on', HOST: '0.0.0.0' }, 'TEST_CLOCK'],
])('a variable that cannot be used (%j) is named in one line', async (env, name) => {
	const file = join(folder(), 'new.db');
	const line = await refusedToStart({ DATABASE_URL: `file:${file}`, ...env });
	expect(line).toContain(name);
});

test('a start loads the demonstration into an empty database only; the next one loads nothing again', async () => {
	const file = copyOfDatabase();
	const before = await countRows(file);
	for (let start = 1; start <= 2; start += 1) {
		const { code, output } = await startAndStop(file);
		expect(code).toBe(0);
		expect(output).toContain(`PIN ${demonstrationPin}`);
		expect(await countRows(file), `after start ${start}`).toEqual(before);
	}
});

test('it tells whether it runs and whether it can be used', async () => {
	const server = await started();
	for (const [path, words] of [
		['/healthz', 'ok\n'],
		['/readyz', 'ready\n'],
	] as const) {
		const response = await fetch(server.origin + path);
		expect([response.status, await response.text()]).toEqual([200, words]);
	}
});

test('SIGTERM answers the request that is in flight, and ends the process at once after it', async () => {
	const server = await started();
	const body = new URLSearchParams({ number: cast.shiftLead.number, pin: demonstrationPin });
	// Half of the form has come when the signal does, over a connection that wants to be kept.
	const sending = request(`${server.origin}/sign-in?_action=signIn`, {
		method: 'POST',
		agent: new Agent({ keepAlive: true }),
		headers: {
			origin: server.origin,
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': String(body.toString().length),
		},
	});
	const answered = new Promise<number | undefined>((resolve, reject) => {
		sending.once('response', (response) => resolve(response.resume().statusCode));
		sending.once('error', reject);
	});
	sending.write(body.toString().slice(0, 10));
	await wait(100);
	const stopping = server.stop();
	await wait(100);
	await expect(fetch(server.origin), 'nobody new is let in').rejects.toThrow();
	sending.end(body.toString().slice(10));
	expect(await answered).toBe(303);
	const began = performance.now();
	const { code, output } = await stopping;
	expect(code, output).toBe(0);
	expect(performance.now() - began, 'milliseconds until the end').toBeLessThan(5000);
});

test('a connection that a browser keeps in reserve, without a request, does not hold up the end', async () => {
	const server = await started();
	const spare = connect(Number(new URL(server.origin).port), '127.0.0.1');
	spare.on('error', () => {});
	await new Promise<void>((resolve) => spare.once('connect', resolve));
	const began = performance.now();
	expect((await server.stop()).code).toBe(0);
	expect(performance.now() - began, 'milliseconds until the end').toBeLessThan(5000);
});

test('the log is JSON with a request id, and holds no PIN, no session and no answer', async () => {
	const server = await started({ env: { LOG_LEVEL: 'debug' }, prepare: breakAnswers });
	const headers = { origin: server.origin };
	const form = { number: cast.picker.number, pin: demonstrationPin, next: '/lessons' };
	const signIn = await post(server, '/sign-in?_action=signIn', form, headers);
	const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
	expect(cookie).toContain('touchstone_session=');
	await post(server, '/sign-in?_action=signIn', { ...form, pin: '161803' }, headers);
	const answer = {
		kind: 'lesson',
		subject: 'returns',
		for: cast.picker.id,
		attempt: crypto.randomUUID(),
		shown: String(castTime + 1000),
		question: 'returns-toaster',
		round: '1',
		step: '1',
		choice: '4',
	};
	const failed = await post(server, '/lessons/returns?_action=answer', answer, {
		...headers,
		cookie,
	});
	expect(failed.status, 'the database refuses this answer').toBe(500);
	const { output } = await server.stop();
	const log = output.split('\n').filter((line) => line.startsWith('{'));
	const entries: { request?: unknown; path?: unknown; status?: unknown }[] = log.map((line) =>
		JSON.parse(line),
	);
	expect(entries.filter(({ status }) => status === 500)).toHaveLength(1);
	for (const entry of entries.filter(({ path }) => path !== undefined)) {
		expect(entry.request).toMatch(/^[0-9a-f-]{36}$/);
	}
	const shown = `Sign in to the demonstration company, everybody with PIN ${demonstrationPin}`;
	const written = output.replace(shown, '');
	for (const secret of [demonstrationPin, '161803', cookie.split('=')[1] ?? '-']) {
		expect(written).not.toContain(secret);
	}
	expect(written, 'what she chose').not.toMatch(/params|\[\d/i);
	expect(written, 'the number that she typed').not.toContain(`"${cast.picker.number}"`);
});

/** Every answer fails from now on. */
async function breakAnswers(file: string): Promise<void> {
	const client = createClient({ url: `file:${file}` });
	await client.execute(
		"create trigger broken before insert on answers begin select raise(abort, 'broken'); end",
	);
	client.close();
}

function post(
	server: Server,
	path: string,
	form: Readonly<Record<string, string>>,
	headers: Readonly<Record<string, string>>,
): Promise<Response> {
	const body = new URLSearchParams(form);
	return fetch(server.origin + path, { method: 'POST', body, headers, redirect: 'manual' });
}

async function started(...options: Parameters<typeof startServer>): Promise<Server> {
	const server = await startServer(...options);
	onTestFinished(async () => void (await server.stop()));
	return server;
}

/** Starts what cannot start; returns the one line that it printed. */
async function refusedToStart(env: Readonly<Record<string, string>>): Promise<string> {
	const { child, output } = launch({ PORT: String(await freePort()), ...env });
	const code = await exitCode(child);
	expect(code, output()).toBe(1);
	const lines = output().trim().split('\n');
	expect(lines, 'one line').toHaveLength(1);
	expect(lines[0]).not.toMatch(/^\s+at |node:internal|Error:/);
	return lines[0] ?? '';
}

async function startAndStop(file: string): Promise<{ code: number | null; output: string }> {
	const { child, output } = launch({
		PORT: String(await freePort()),
		DATABASE_URL: `file:${file}`,
		LOG_LEVEL: 'warn',
	});
	for (let tries = 0; tries < 200 && !output().includes('Touchstone is at'); tries += 1) {
		await wait(50);
	}
	child.kill('SIGTERM');
	return { code: await exitCode(child), output: output() };
}

async function countRows(file: string): Promise<Record<string, number>> {
	const tables = await rowsIn(file, "select name from sqlite_master where type = 'table'");
	const counts: Record<string, number> = {};
	for (const { name } of tables) {
		const [row] = await rowsIn(file, `select count(*) as rows from "${String(name)}"`);
		counts[String(name)] = Number(row?.['rows']);
	}
	return counts;
}

function copyOfDatabase(): string {
	const file = join(folder(), 'site.db');
	copyFileSync(inject('builtDatabase'), file);
	return file;
}

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'touchstone-start-'));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	return made;
}

function wait(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
