import type { Database } from '#db/connection.ts';
import { answers } from '#db/schema/completions.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import { freshPolicies, type PolicyHistory } from '#policies/versions.ts';
import { policiesShownIn, type Question } from '#quiz/question.ts';
import { askable } from './askable.ts';
import { type Attempt, changedBetween, questionsFor, readAnswers } from './attempt.ts';
import { attemptFor } from './begin-attempt.ts';
import { completeAttempt } from './complete.ts';
import type { AnswerOutcome, GivenAnswer, Surroundings } from './given-answer.ts';
import { gradeGiven, type GradedAnswer } from './grade-given.ts';
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
	const before = progressOf(questions, rows, attempt.id, attempt.kind);
	if (attempt.finishedAt === null && !before.next) {
		// What was still open has been taken out of the lesson: nothing is left but to finish.
		await completeAttempt(tx, around, attempt, before);
		return { attemptId: attempt.id, kind: 'passed', finished: true };
	}
	const kind = kindOf(around, { question, attempt, rows }, given);
	if (kind !== 'new') return { attemptId: attempt.id, kind, finished: attempt.finishedAt !== null };
	const graded = await gradeGiven(tx, attempt, question, given, around);
	await insert(tx, graded);
	const progress = progressOf(questions, [...rows, graded.row], attempt.id, attempt.kind);
	if (!progress.next) await completeAttempt(tx, around, attempt, progress);
	return { attemptId: attempt.id, kind: 'recorded', finished: !progress.next };
}

/** What was said is kept beside its answer; where the grader was unsure, a person is asked to read it. */
async function insert(tx: Transaction, { row, said }: GradedAnswer): Promise<void> {
	await tx.insert(answers).values(row);
	if (!said) return;
	await tx.insert(recallAnswers).values(said);
	if (said.verdict !== 'unsure') return;
	await tx
		.insert(recallReviews)
		.values({ answerId: said.id, cause: 'unsure', askedAt: said.answeredAt });
}

/** What an answer is to its attempt: new, or one of the outcomes in which nothing is written. */
function kindOf(
	{ history }: Surroundings,
	{ question, attempt, rows }: { question: Question; attempt: Attempt; rows: AnswerRow[] },
	given: GivenAnswer,
): AnswerOutcome['kind'] | 'new' {
	if (rows.some((row) => isSame(row, given))) return 'recorded';
	if (attempt.finishedAt !== null || !isTurn(question, rows, given, attempt.kind)) return 'passed';
	return wordingChanged(history, question, given.shownAt, attempt.beganAt) ? 'changed' : 'new';
}

function isSame(row: AnswerRow, given: GivenAnswer): boolean {
	return (
		row.questionId === given.questionId && row.round === given.round && row.step === given.step
	);
}

function isTurn(
	question: Question,
	rows: readonly AnswerRow[],
	given: GivenAnswer,
	kind: Attempt['kind'],
): boolean {
	const turn = turnOf(question, rows, kind);
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
