import type { recallAnswers } from '#db/schema/recalls.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { readerOf } from '#policies/reading.ts';
import { versionAt } from '#policies/versions.ts';
import { choiceProblem, gradeAnswer } from '#quiz/grade.ts';
import { shownOrder } from '#quiz/present.ts';
import type { Question, RecallQuestion } from '#quiz/question.ts';
import { longestAnswer } from '#quiz/recall/grade-recall.ts';
import type { Attempt } from './attempt.ts';
import type { GivenAnswer, Surroundings } from './given-answer.ts';
import { judgeRecall } from './judge-recall.ts';
import type { AnswerRow } from './progress.ts';

/** An answer as it goes on record; `said` beside it if it was in one's own words. */
export type GradedAnswer = {
	readonly row: AnswerRow;
	readonly said?: typeof recallAnswers.$inferInsert;
};

/** Grades an answer under the versions that its attempt is pinned to. Throws Invalid if there is nothing to grade. */
export async function gradeGiven(
	tx: Transaction,
	attempt: Attempt,
	question: Question,
	given: GivenAnswer,
	around: Surroundings,
): Promise<GradedAnswer> {
	const version = versionAt(around.history.byId.get(question.policyId), attempt.beganAt);
	const base = {
		attemptId: attempt.id,
		questionId: question.id,
		round: given.round,
		step: given.step,
		policyId: question.policyId,
		policyVersion: version?.number ?? 0,
		choice: [],
		right: false,
		nextStep: null,
		verdict: null,
		confidence: given.confidence ?? null,
		answeredAt: around.at,
	};
	// Whoever says that she does not know has answered: what is right is shown to her.
	if (given.confidence === 'unknown') return { row: base };
	if (question.kind === 'recall') return gradeSaid(tx, base, question, given, around, attempt);
	const choice = chosenIn(question, given);
	return { row: { ...base, choice, ...gradeAnswer(question, given.step, choice) } };
}

function chosenIn(question: Question, { attemptId, round, step, places }: GivenAnswer): number[] {
	const order = shownOrder(question, step, `${attemptId} ${round}`);
	const choice = places.map((place) => order[place] ?? -1);
	const problem = choiceProblem(question, step, choice);
	if (problem) throw new Invalid({ choice: problem });
	return choice;
}

async function gradeSaid(
	tx: Transaction,
	base: AnswerRow,
	question: RecallQuestion,
	given: GivenAnswer,
	around: Surroundings,
	attempt: Attempt,
): Promise<GradedAnswer> {
	const said = saidIn(given);
	const reader = readerOf(around.person);
	const judged = await judgeRecall(tx, around, question, { said, reader, at: attempt.beganAt });
	const { verdict } = judged;
	const { attemptId, questionId, round, policyId, policyVersion, answeredAt } = base;
	return {
		row: { ...base, verdict, right: verdict === 'knows' },
		said: {
			...{ attemptId, questionId, round, policyId, policyVersion, answeredAt, said },
			...judged,
			id: `${attemptId} ${questionId} ${round}`,
			employeeId: around.person.id,
		},
	};
}

/** What somebody said, as it is graded. Throws Invalid if it is nothing, or too much to be one sentence. */
export function saidIn({ said = '' }: Pick<GivenAnswer, 'said'>): string {
	const words = said.replace(/\s+/g, ' ').trim();
	if (words === '') throw new Invalid({ choice: 'Say it in your own words first.' });
	if (words.length <= longestAnswer) return words;
	const message = `That is ${words.length} characters, and ${longestAnswer} is the most. Keep the heart of it: it can be short.`;
	throw new Invalid({ choice: message });
}
