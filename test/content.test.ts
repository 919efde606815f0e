import { expect, test } from 'vitest';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { formatProblem } from '#lib/problem.ts';

test('the content that we ship has nothing wrong with it', () => {
	const problems = checkContent(readContentFiles('content'));
	expect(problems.map((problem) => `content/${formatProblem(problem)}`)).toEqual([]);
});
