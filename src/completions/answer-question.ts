import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { answers, attempts } from '#db/schema/completions.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import { choiceProblem, gradeAnswer } from '#quiz/grade.ts';
import { shownOrder } from '#quiz/present.ts';
import type { Question } from '#quiz/question.ts';
import {
	type Attempt,
	changedBetween,
	changedSince,
	findAttempt,
	pinnedFor,
	questionsFor,
	readAnswers,
	type Subject,
} from './attempt.ts';
import { completeAttempt } from './complete.ts';
import { type AnswerRow, progressOf, turnOf } from './progress.ts';

/** What the form says. */
export type GivenAnswer = {
	readonly subject: Subject;
	/** Made by the page that showed the question: the same id twice is the same attempt. */
	readonly attemptId: string;
	/** The wording that the page showed is the one in force at this moment. */
	readonly shownAt: number;
	readonly questionId: string;
	readonly round: number;
	readonly step: number;
	/** Places in the order shown, from 0; for an order question from first to last. */
	readonly places: readonly number[];
};

export type AnswerOutcome = {
	readonly attemptId: string;
	/**
	 * `recorded`: on record now, or already before. `changed`: the policy has changed since the page
	 * was shown, so the question has to be read again. `passed`: the question was done elsewhere.
	 */
	readonly kind: 'recorded' | 'changed' | 'passed';
	readonly finished: boolean;
};

export type Surroundings = {
	readonly person: Person;
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly at: number;
};

/**
 * Puts one answer on record: graded, durable, once. A retry, a double tap or a second tab finds
 * the answer that is there. The last right answer completes the lesson in the same transaction.
 */
export async function answerQuestion(
	db: Database,
	around: Surroundings,
	given: GivenAnswer,
): Promise<AnswerOutcome> {
	const { person, catalogue } = around;
	return db.write(async (tx) => {
		const questions = await questionsFor(tx, catalogue, given.subject, person.id);
		const question = questions.find(({ id }) => id === given.questionId);
		if (!question) throw new NotFound('This question is no longer asked.');
		const attempt = await attemptFor(tx, around, given, questions);
		const rows = await readAnswers(tx, attempt.id);
		const outcome = { attemptId: attempt.id, finished: attempt.finishedAt !== null };
		if (rows.some((row) => isSame(row, given))) return { ...outcome, kind: 'recorded' };
		if (attempt.finishedAt !== null || !isTurn(question, rows, given)) {
			return { ...outcome, kind: 'passed' };
		}
		if (wordingChanged(around.history, question.policyId, given.shownAt, attempt.beganAt)) {
			return { ...outcome, kind: 'changed' };
		}
		const row = toRow(attempt, question, given, around);
		await tx.insert(answers).values(row);
		const progress = progressOf(questions, [...rows, row], attempt.id);
		if (!progress.next) await completeAttempt(tx, around, attempt, progress);
		return { attemptId: attempt.id, kind: 'recorded', finished: !progress.next };
	});
}

/** The attempt that an answer belongs to: found, begun, or begun again under newer versions. */
async function attemptFor(
	tx: Transaction,
	around: Surroundings,
	given: GivenAnswer,
	questions: readonly Question[],
): Promise<Attempt> {
	const { person, history, at } = around;
	const found = await findAttempt(tx, person.id, given.subject, given.attemptId);
	if (!found) return beginAttempt(tx, around, given, given.attemptId);
	const pinned = at - found.beganAt <= pinnedFor || found.finishedAt !== null;
	const changed = pinned ? undefined : changedSince(history, questions, found.beganAt, at);
	if (!changed || changed.size === 0) return found;
	return beginAgain(tx, around, given, { found, changed });
}

async function beginAttempt(
	tx: Transaction,
	{ person, catalogue, at }: Surroundings,
	given: GivenAnswer,
	id: string,
): Promise<Attempt> {
	const recent = given.shownAt <= at && at - given.shownAt <= pinnedFor;
	const [attempt] = await tx
		.insert(attempts)
		.values({
			id,
			employeeId: person.id,
			kind: given.subject.kind,
			subject: given.subject.id,
			beganAt: recent ? given.shownAt : at,
			contentHash: contentHash(catalogue, given.subject),
		})
		.onConflictDoNothing()
		.returning();
	// The id is taken, and not by this person: it was made up.
	if (!attempt) throw new NotFound('This attempt belongs to somebody else.');
	return attempt;
}

/** Takes over the answers that the change does not touch. */
async function beginAgain(
	tx: Transaction,
	around: Surroundings,
	given: GivenAnswer,
	{ found, changed }: { found: Attempt; changed: ReadonlySet<string> },
): Promise<Attempt> {
	const id = randomUUID();
	// First out of the way: a person has one open attempt on a subject.
	await tx.update(attempts).set({ replacedBy: id }).where(eq(attempts.id, found.id));
	const attempt = await beginAttempt(tx, around, given, id);
	const kept = (await readAnswers(tx, found.id)).filter((row) => !changed.has(row.policyId));
	if (kept.length > 0) {
		await tx.insert(answers).values(kept.map((row) => ({ ...row, attemptId: id })));
	}
	return attempt;
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
	policyId: string,
	shownAt: number,
	pinnedAt: number,
) {
	return changedBetween(
		history,
		policyId,
		Math.min(shownAt, pinnedAt),
		Math.max(shownAt, pinnedAt),
	);
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

function contentHash(catalogue: Catalogue, subject: Subject): string {
	const lessons =
		subject.kind === 'lesson'
			? catalogue.lessons.filter(({ id }) => id === subject.id)
			: catalogue.lessons.filter(({ policies }) => policies.includes(subject.id));
	return lessons.map(({ hash }) => hash).join(' ');
}
