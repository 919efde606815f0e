import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { agreementOf, type Labelled, scoreInWords, scoreRecalls } from '#lessons/score-recalls.ts';

const known = 'test/fixtures/recall/answers.jsonl';
const catalogue = readCatalogue(readContentFiles('content'));
const answers: Labelled[] = readFileSync(known, 'utf8')
	.trim()
	.split('\n')
	.map((line): Labelled => JSON.parse(line));

test('the six recalls stand in the content', () => {
	const ids = catalogue.lessons.flatMap(({ recalls }) => recalls.map(({ id }) => id));
	expect(ids.toSorted()).toEqual([
		...['authority', 'one-answer', 'returns', 'second-purchase', 'standard', 'who-judges'],
	]);
});

// A floor and no praise: the wordings were written with these answers in sight.
test('of the answers that two readers labelled, no wrong one is passed and most are decided', () => {
	const { judged } = scoreRecalls(catalogue, answers, () => 0);
	const decided = judged.filter(({ verdict }) => verdict !== 'unsure');
	const passed = judged.filter(({ knows, verdict }) => !knows && verdict === 'knows');
	expect(passed.map(({ text }) => text)).toHaveLength(0);
	expect(decided.length).toBeGreaterThanOrEqual(96);
	expect(agreementOf(decided).kappa).toBeGreaterThanOrEqual(0.95);
});

test('kappa is agreement beyond chance', () => {
	const judged = [
		...Array.from({ length: 20 }, () => ({ knows: true, verdict: 'knows' as const })),
		...Array.from({ length: 5 }, () => ({ knows: true, verdict: 'not yet' as const })),
		...Array.from({ length: 10 }, () => ({ knows: false, verdict: 'knows' as const })),
		...Array.from({ length: 15 }, () => ({ knows: false, verdict: 'not yet' as const })),
	].map((answer) => ({ ...answer, question: 'returns', text: '' }));
	const { accuracy, kappa } = agreementOf(judged);
	expect(accuracy).toBeCloseTo(0.7);
	expect(kappa).toBeCloseTo(0.4);
});

test('the words name what was passed and what was failed', () => {
	const answer = (text: string, knows: boolean, verdict: 'knows' | 'not yet' | 'unsure') => {
		return { question: 'returns', text, knows, verdict };
	};
	const words = scoreInWords({
		judged: [
			answer('a', false, 'knows'),
			answer('b', true, 'not yet'),
			answer('c', true, 'unsure'),
		],
		microseconds: 12.3,
	});
	expect(words).toContain('all              n    3  decided  67 %  accuracy 0.00');
	expect(words).toContain('wrong ones passed 1 of 1 (100 %)');
	expect(words).toMatch(
		/12 microseconds[^]*False passes:\n {2}\[returns\] a\nFalse fails:\n {2}\[returns\] b$/,
	);
});

// Each command reads all the content, which takes seconds on a busy machine.
const patience = 60_000;

test(
	'the command prints the score, and says what is wrong with a file',
	{ timeout: patience },
	() => {
		const score = command(known);
		expect(score.stdout).toMatch(/^authority +n {3}20 /);
		expect(score.status).toBe(0);
		const file = join(tmpdir(), `answers-${process.pid}.jsonl`);
		writeFileSync(file, '{"question":"nowhere","text":"a","knows":true}\n');
		expect(command(file)).toMatchObject({
			status: 1,
			stderr: expect.stringContaining('There is no recall nowhere. There are: '),
		});
		writeFileSync(file, '{"question":"returns"}\n');
		expect(command(file).stderr).toContain('Line 1 is no answer.');
	},
);

function command(file: string) {
	return spawnSync(process.execPath, ['src/jobs/score-recall.ts', '--answers', file], {
		encoding: 'utf8',
	});
}
