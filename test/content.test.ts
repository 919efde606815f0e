import { expect, test } from 'vitest';
import { readCatalogue } from '#lessons/catalogue.ts';
import { checkContent } from '#lessons/check/check-content.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { formatProblem } from '#lib/problem.ts';

const files = readContentFiles('content');

test('the content that we ship has nothing wrong with it', () => {
	const problems = checkContent(files);
	expect(problems.map((problem) => `content/${formatProblem(problem)}`)).toEqual([]);
});

test('of each policy the daily minute has eight questions to choose from, two of them recalls', () => {
	const { policies, practiceByPolicy } = readCatalogue(files);
	const counts = policies.map(({ id }) => {
		const questions = practiceByPolicy.get(id) ?? [];
		const recalls = questions.filter(({ kind }) => kind === 'recall').length;
		return { id, questions: questions.length, recalls };
	});
	const short = counts.filter(({ questions, recalls }) => questions < 8 || recalls < 2);
	expect(short, 'Write more into practice/<policy>/en.mdx.').toEqual([]);
});
