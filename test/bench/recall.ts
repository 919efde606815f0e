import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { createRecallGrader, policySaid } from '#lessons/recall-grader.ts';
import { longestAnswer } from '#quiz/recall/grade-recall.ts';
import { compare, cost, type Measurement } from './measurement.ts';

// The slowest answers that one may send: 300 letters of words that every wording begins with, so
// that each of them is tried everywhere. The yardstick is the first 90 letters of the
// same, which is as long as most answers are.

const words =
	'they want the order back and we say keep what the customer was told any store first or second not ';
const rounds = 200;

export async function measureRecall(): Promise<Measurement[]> {
	const catalogue = readCatalogue(readContentFiles('content'));
	const grade = createRecallGrader(catalogue);
	const policies = new Map(
		catalogue.policies.map(({ id, body }) => [id, policySaid(id, body.facts)] as const),
	);
	return catalogue.lessons
		.flatMap(({ recalls }) => recalls)
		.map((recall) => {
			const policy = policies.get(recall.policyId) ?? { facts: new Map() };
			const microseconds = (answer: string) => {
				const start = performance.now();
				for (let round = 0; round < rounds; round += 1) grade(recall, policy, answer, 'en');
				return ((performance.now() - start) / rounds) * 1000;
			};
			const long = words.repeat(4).slice(0, longestAnswer);
			microseconds(long);
			const ours = [long, long, long].map(microseconds);
			const bare = [long, long, long].map((answer) => microseconds(answer.slice(0, 90)));
			return cost(`recall-${recall.id}-longest-answer`, 'µs', compare({ ours, bare }, Number));
		});
}
