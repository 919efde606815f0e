/** `npm run recall:score -- --answers FILE`: how well recalls are graded, against answers that people labelled. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'astro/zod';
import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { scoreRecalls, scoreInWords } from '#lessons/score-recalls.ts';

const answerSchema = z.object({ question: z.string(), text: z.string(), knows: z.boolean() });

const { values } = parseArgs({
	options: { answers: { type: 'string' }, dir: { type: 'string', default: 'content' } },
});

try {
	if (values.answers === undefined)
		throw new Error('Name a file of labelled answers: --answers FILE.');
	const answers = readAnswers(readFileSync(values.answers, 'utf8'));
	const score = scoreRecalls(readCatalogue(readContentFiles(values.dir)), answers, () =>
		performance.now(),
	);
	console.log(scoreInWords(score));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

function readAnswers(source: string) {
	return source.split('\n').flatMap((line, index) => {
		if (line.trim() === '') return [];
		try {
			return [answerSchema.parse(JSON.parse(line))];
		} catch {
			throw new Error(
				`Line ${index + 1} is no answer. Write {"question": "returns", "text": "…", "knows": true}.`,
			);
		}
	});
}
