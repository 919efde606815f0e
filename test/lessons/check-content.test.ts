import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { formatProblem } from '#lib/problem.ts';

const folder = 'test/fixtures/content-mistakes';
const problems = checkContent(readContentFiles(folder));
const found = problems.map(formatProblem);

/** Of each mistake that the folder holds: the rule, where it is broken, what the author reads of it. */
const planted = readFileSync(`${folder}/planted.txt`, 'utf8')
	.split('\n')
	.filter((line) => line !== '' && !line.startsWith('#'))
	.map((line) => {
		const [rule = '', place = '', words = ''] = line.split(' | ');
		return { rule, place, words };
	});

test.each(planted)('$rule', ({ place, words }) => {
	expect(at(place)).toContainEqual(expect.stringContaining(words));
});

test('nothing is found but what was planted', () => {
	const named = planted.flatMap(({ place, words }) =>
		at(place).filter((line) => line.includes(words)),
	);
	expect(found.filter((line) => !named.includes(line))).toEqual([]);
});

test('problems come by file and line, each once', () => {
	const places = problems.map(({ file, line }) => `${file} ${String(line).padStart(4, '0')}`);
	expect(places).toEqual(places.toSorted());
	expect(new Set(found).size).toBe(found.length);
});

test('every message says what is wrong and, after it, what to do', () => {
	for (const line of found) expect(line).toMatch(/^\S+:\d+: .+\. .*[A-Z].+\.$/);
});

test('the command prints each problem with its file, and a count', () => {
	const { status, stdout } = checkCommand('--dir', folder);
	expect(status).toBe(1);
	expect(stdout).toContain(`${folder}/standard.yaml:3: There is no policy standrad.`);
	expect(stdout.trimEnd().split('\n').at(-1)).toBe(`${found.length} problems`);
});

test('the command says in one line that everything is fine', () => {
	const { status, stdout } = checkCommand();
	expect(stdout).toMatch(
		/^\d+ lessons, \d+ questions \(\d+ recalls\), \d+ policies: all fine\.\n$/,
	);
	expect(status).toBe(0);
});

test('the command says in one line that a folder is not there', () => {
	const { status, stdout, stderr } = checkCommand('--dir', 'nowhere');
	expect(stdout).toBe(
		'There is no folder nowhere. Name the one that holds lessons/: --dir content.\n',
	);
	expect(stderr).toBe('');
	expect(status).toBe(1);
});

function at(place: string): string[] {
	return found.filter((line) => line.startsWith(`${place}: `));
}

function checkCommand(...options: string[]) {
	const script = 'src/jobs/check-content.ts';
	return spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });
}
