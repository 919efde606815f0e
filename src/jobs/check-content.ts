/** `npm run check:content`, or of another folder with `-- --dir DIR`. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCatalogue } from '#lessons/catalogue.ts';
import { checkContent } from '#lessons/check/check-content.ts';
import { type ContentFiles, readContentFiles } from '#lessons/content-files.ts';
import { formatProblem } from '#lib/problem.ts';

const { values } = parseArgs({ options: { dir: { type: 'string', default: 'content' } } });
const folder = values.dir.replace(/(?<=.)\/+$/, '');

if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) report(readContentFiles(folder));
else fail(`There is no folder ${folder}. Name the one that holds lessons/: --dir content.`);

function report(files: ContentFiles): void {
	const problems = checkContent(files);
	for (const problem of problems) console.log(`${folder}/${formatProblem(problem)}`);
	if (problems.length > 0) fail(counted(problems.length, 'problem'));
	else console.log(`${summaryOf(files)}: all fine.`);
}

function summaryOf(files: ContentFiles): string {
	const { lessons, questionById, policies } = readCatalogue(files);
	const questions = [...questionById.values()].map(({ question }) => question);
	const recalls = questions.filter(({ kind }) => kind === 'recall').length;
	return [
		counted(lessons.length, 'lesson'),
		`${counted(questions.length, 'question')} (${counted(recalls, 'recall')})`,
		policies.length === 1 ? '1 policy' : `${policies.length} policies`,
	].join(', ');
}

function counted(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function fail(line: string): void {
	console.log(line);
	process.exitCode = 1;
}
