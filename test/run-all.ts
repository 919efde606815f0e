import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'astro/zod';

// `npm test`: everything that CI needs, one thing after the other, and one line at the end.

const folder = mkdtempSync(join(tmpdir(), 'touchstone-results-'));
const total = { passed: 0, failed: 0 };

const checks = {
	format: ['prettier', '--check', '--log-level', 'warn', '.'],
	types: ['astro', 'check', '--minimumFailingSeverity', 'error'],
	content: ['node', 'src/jobs/check-content.ts'],
	build: ['astro', 'build', '--silent'],
} as const;

for (const [name, command] of Object.entries(checks)) {
	const ok = run(name, command);
	total[ok ? 'passed' : 'failed'] += 1;
}
for (const config of ['test/vitest.config.ts', 'test/browser/vitest.config.ts']) runTests(config);

rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

function runTests(config: string): void {
	const file = join(folder, 'results.json');
	rmSync(file, { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const ok = run(config, ['vitest', 'run', '--config', config, ...reporters]);
	const results = readResults(file);
	total.passed += results.numPassedTests;
	total.failed += results.numFailedTests;
	// A suite that fell over before its tests ran has failed too, and a skipped test is no test.
	if (!ok && results.numFailedTests === 0) total.failed += 1;
	total.failed += results.numPendingTests + results.numTodoTests;
}

function run(name: string, command: readonly string[]): boolean {
	console.log(`\n— ${name}`);
	const began = Date.now();
	const { status } = spawnSync('npx', ['--no-install', ...command], {
		stdio: 'inherit',
		env: { ...process.env, SITE_IS_BUILT: '1' },
	});
	console.log(`  ${status === 0 ? 'ok' : 'FAILED'}, ${Math.round((Date.now() - began) / 1000)} s`);
	return status === 0;
}

function readResults(file: string) {
	const counts = z.object({
		numPassedTests: z.number(),
		numFailedTests: z.number(),
		numPendingTests: z.number(),
		numTodoTests: z.number(),
	});
	try {
		return counts.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
	}
}
