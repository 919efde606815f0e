import type { Transaction } from '#db/writer.ts';
import { askable } from './askable.ts';
import { type Attempt, questionsFor, readAnswers } from './attempt.ts';
import { completeAttempt } from './complete.ts';
import type { Surroundings } from './given-answer.ts';
import { progressOf } from './progress.ts';

/**
 * Finishes an attempt in which nothing is open any more, because an answer has come to count
 * otherwise than it did. What is no longer taught is left as it is.
 */
export async function finishIfNothingIsOpen(
	tx: Transaction,
	around: Surroundings,
	attempt: Attempt,
): Promise<void> {
	if (attempt.finishedAt !== null || attempt.replacedBy !== null) return;
	const { catalogue, history, person, at } = around;
	const subject = { kind: attempt.kind, id: attempt.subject };
	const all = await questionsFor(tx, catalogue, subject, person.id);
	const questions = askable(all, history, at);
	if (questions.length === 0) return;
	const rows = await readAnswers(tx, attempt.id);
	const progress = progressOf(questions, rows, attempt.id, attempt.kind);
	if (!progress.next) await completeAttempt(tx, around, attempt, progress);
}
