import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createCodeLimits } from '#auth/code-limits.ts';
import { lookAtCode } from '#auth/slips/look.ts';
import { cast } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';

const run = promisify(execFile);
const job = (file: string, ...words: string[]) =>
	run(process.execPath, ['src/jobs/make-slip.ts', ...words], {
		env: { ...process.env, DATABASE_URL: `file:${file}`, LOG_LEVEL: 'silent' },
	});

test(
	'the only administrator who forgot her PIN gets a slip where the server is',
	{ timeout: 30_000 },
	async () => {
		const db = await testDatabase();
		const { stdout } = await job(db.file, cast.administrator.number);
		const [typed = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(stdout) ?? [];
		const from = { address: '10.0.0.1', device: undefined, at: Date.now() };
		expect(await lookAtCode(db, createCodeLimits(db), { typed, ...from })).toMatchObject({
			kind: 'open',
			owner: { number: cast.administrator.number },
		});
		await expect(job(db.file, '0000')).rejects.toThrow('Nobody with number 0000 works here.');
		await expect(job(db.file)).rejects.toThrow('Say for whom');
	},
);
