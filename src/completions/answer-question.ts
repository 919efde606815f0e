import type { Database } from '#db/connection.ts';
import { answers } from '#db/schema/completions.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { freshPolicies, type PolicyHistory, versionAt } from '#policies/versions.ts';
import { choiceProblem, gradeAnswer } from '#quiz/grade.ts';
import { shownOrder } from '#quiz/present.ts';
import { policiesShownIn, type Question } from '#quiz/question.ts';
import { askable } from './askable.ts';
import { type Attempt, changedBetween, questionsFor, readAnswers } from './attempt.ts';
import { attemptFor } from './begin-attempt.ts';
import { completeAttempt } from './complete.ts';
import type { AnswerOutcome, GivenAnswer, Surroundings } from './given-answer.ts';
import { type AnswerRow, progressOf, turnOf } from './progress.ts';

/**
 * Puts one answer on record: graded, durable, once. A retry, a double tap or a second tab finds
 * the answer that is there. The last right answer completes the lesson in the same transaction.
 */
export async function answerQuestion(
	db: Database,
	around: Surroundings,
	given: GivenAnswer,
): Promise<AnswerOutcome> {
	return db.write(async (tx) => {
		// Something may have been published since the caller read the policies.
		const history = await freshPolicies(tx, around.history);
		return putOnRecord(tx, { ...around, history }, given);
	});
}

async function putOnRecord(
	tx: Transaction,
	around: Surroundings,
	given: GivenAnswer,
): Promise<AnswerOutcome> {
	const { catalogue, history, person, at } = around;
	const all = await questionsFor(tx, catalogue, given.subject, person.id);
	const questions = askable(all, history, at);
	const question = questions.find(({ id }) => id === given.questionId);
	if (!question) throw new NotFound('This question is no longer asked.');
	const attempt = await attemptFor(tx, around, given, questions);
	const rows = await readAnswers(tx, attempt.id);
	const before = progressOf(questions, rows, attempt.id);
	if (attempt.finishedAt === null && !before.next) {
		// What was still open has been taken out of the lesson: nothing is left but to finish.
		await completeAttempt(tx, around, attempt, before);
		return { attemptId: attempt.id, kind: 'passed', finished: true };
	}
	const kind = kindOf(around, { question, attempt, rows }, given);
	if (kind !== 'new') return { attemptId: attempt.id, kind, finished: attempt.finishedAt !== null };
	const row = toRow(attempt, question, given, around);
	await tx.insert(answers).values(row);
	const progress = progressOf(questions, [...rows, row], attempt.id);
	if (!progress.next) await completeAttempt(tx, around, attempt, progress);
	return { attemptId: attempt.id, kind: 'recorded', finished: !progress.next };
}

/** What an answer is to its attempt: new, or one of the outcomes in which nothing is written. */
function kindOf(
	{ history }: Surroundings,
	{ question, attempt, rows }: { question: Question; attempt: Attempt; rows: AnswerRow[] },
	given: GivenAnswer,
): AnswerOutcome['kind'] | 'new' {
	if (rows.some((row) => isSame(row, given))) return 'recorded';
	if (attempt.finishedAt !== null || !isTurn(question, rows, given)) return 'passed';
	return wordingChanged(history, question, given.shownAt, attempt.beganAt) ? 'changed' : 'new';
}

function isSame(row: AnswerRow, given: GivenAnswer): boolean {
	return (
		row.questionId === given.questionId && row.round === given.round && row.step === given.step
	);
}

function isTurn(question: Question, rows: readonly AnswerRow[], given: GivenAnswer): boolean {
	const turn = turnOf(question, rows);
	return turn !== undefined && turn.round === given.round && turn.step === given.step;
}

function wordingChanged(
	history: PolicyHistory,
	question: Question,
	shownAt: number,
	pinnedAt: number,
): boolean {
	const [from, to] = [Math.min(shownAt, pinnedAt), Math.max(shownAt, pinnedAt)];
	return [...policiesShownIn(question)].some((id) => changedBetween(history, id, from, to));
}

function toRow(
	attempt: Attempt,
	question: Question,
	given: GivenAnswer,
	{ history, at }: Surroundings,
): AnswerRow {
	const { round, step } = given;
	const order = shownOrder(question, step, `${given.attemptId} ${round}`);
	const choice = given.places.map((place) => order[place] ?? -1);
	const problem = choiceProblem(question, step, choice);
	if (problem) throw new Invalid({ choice: problem });
	const version = versionAt(history.byId.get(question.policyId), attempt.beganAt);
	return {
		attemptId: attempt.id,
		questionId: question.id,
		round,
		step,
		policyId: question.policyId,
		policyVersion: version?.number ?? 0,
		choice,
		...gradeAnswer(question, step, choice),
		answeredAt: at,
	};
}
