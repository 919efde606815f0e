import { randomUUID } from 'node:crypto';
import type { Reader } from '#db/connection.ts';
import { questionIn } from '#lessons/translated.ts';
import { factsOf, showFactHtml } from '#policies/facts.ts';
import { versionsFor } from '#policies/reading.ts';
import type { Question } from '#quiz/question.ts';
import {
	type Feedback,
	type QuestionView,
	type ShowFact,
	viewFeedback,
	viewQuestion,
} from '#quiz/view.ts';
import type { Surroundings } from './given-answer.ts';
import {
	type Attempt,
	changedSince,
	pinnedFor,
	questionsFor,
	readAnswers,
	type Subject,
	untouched,
} from './attempt.ts';
import { askable } from './askable.ts';
import { findAttempt } from './find-attempt.ts';
import { type AnswerRow, progressOf, type Turn } from './progress.ts';
import { readSaid, type Said } from './said.ts';

/** What is shown, and the language that its words are in. */
export type InLanguage<View> = View & { readonly language: string };

/** An attempt as its page shows it. */
export type Sitting = {
	readonly subject: Subject;
	readonly attemptId: string;
	/** The wording shown is the one in force at this moment; the form sends it back. */
	readonly shownAt: number;
	readonly begun: boolean;
	readonly finished: boolean;
	readonly question: InLanguage<QuestionView> | undefined;
	/** About the answer given last. */
	readonly feedback: InLanguage<Feedback> | undefined;
	/** The same, if it was said in her own words. */
	readonly said: Said | undefined;
	readonly solved: number;
	readonly rightFirst: number;
	readonly questions: number;
	/** Policies that have changed since the attempt began; it goes on under what it began with. */
	readonly changedMeanwhile: readonly string[];
	/** The change is older than an attempt may be: the questions it touches are asked anew. */
	readonly restarted: boolean;
};

/**
 * Reads where a person is with a lesson or an update; writes nothing. `named` is the attempt that a
 * link or a form names; `fresh` the id for one that has yet to begin, so that a form that comes back
 * has its answers in the same order. Undefined if there is nothing to ask.
 */
export async function readSitting(
	db: Reader,
	around: Surroundings,
	subject: Subject,
	{ named, fresh }: { named?: string | undefined; fresh?: string | undefined } = {},
): Promise<Sitting | undefined> {
	const { person, catalogue, history, at } = around;
	const all = await questionsFor(db, catalogue, subject, person.id);
	const questions = askable(all, history, at);
	if (questions.length === 0) return undefined;
	const attempt = await findAttempt(db, person.id, subject, named ?? fresh);
	const rows = attempt ? await readAnswers(db, attempt.id) : [];
	const changed = attempt
		? changedSince(around, subject, questions, attempt.beganAt)
		: new Set<string>();
	const restarted =
		changed.size > 0 && attempt?.finishedAt === null && at - attempt.beganAt > pinnedFor;
	// A minute begins before its first answer: that alone does not say that it begins again.
	const mayBeAnew = subject.kind !== 'practice' || rows.length > 0;
	const anew = mayBeAnew && attempt?.finishedAt === null && isAnew(attempt, rows);
	const kept = restarted ? untouched(rows, questions, changed) : rows;
	const finished = attempt?.finishedAt != null;
	const shown = {
		attemptId: attempt?.id ?? fresh ?? randomUUID(),
		shownAt: attempt && !restarted ? attempt.beganAt : at,
	};
	const last = latest(kept);
	return {
		subject,
		said: last && (await readSaid(db, around, last)),
		...shown,
		...seen(questions, kept, around, { ...shown, finished, kind: subject.kind }),
		// Who has to answer an update anew reads first what changed.
		begun: kept.length > 0 || (anew && subject.kind === 'lesson'),
		finished,
		changedMeanwhile: restarted ? [] : [...changed],
		restarted: restarted || anew,
	};
}

/** Begun again for an answer that came too late to count: a first attempt begins with an answer. */
function isAnew({ beganAt }: Attempt, rows: readonly AnswerRow[]): boolean {
	return !rows.some(({ answeredAt }) => answeredAt >= beganAt);
}

type Shown = Pick<Sitting, 'attemptId' | 'shownAt' | 'finished'> & Pick<Subject, 'kind'>;

function seen(
	questions: readonly Question[],
	rows: readonly AnswerRow[],
	around: Surroundings,
	{ attemptId, shownAt, finished, kind }: Shown,
): Pick<Sitting, 'question' | 'feedback' | 'solved' | 'rightFirst' | 'questions'> {
	const shown = showIn(around, shownAt);
	const { next = finished ? undefined : again(questions), ...counts } = progressOf(
		questions,
		rows,
		attemptId,
		kind,
	);
	const last = latest(rows);
	const lastQuestion = last && questions.find(({ id }) => id === last.questionId);
	return {
		...counts,
		question: next && shown(next.question, (q, show) => viewQuestion(q, next, attemptId, show)),
		feedback:
			last &&
			lastQuestion &&
			shown(lastQuestion, (q, show) => viewFeedback(q, last, show, kind === 'practice')),
	};
}

/** Shows questions in the person's language, and numbers as they are written there. */
function showIn({ history, catalogue, person }: Surroundings, shownAt: number) {
	const facts = factsOf(versionsFor(person, history, shownAt));
	return <View>(source: Question, view: (question: Question, show: ShowFact) => View) => {
		const { question, language } = questionIn(catalogue, source, person.language);
		return { ...view(question, (name) => showFactHtml(facts, name, language)), language };
	};
}

/** Where a lesson has lost its last open question: whatever is answered to this one finishes it. */
function again([question]: readonly Question[]): Turn | undefined {
	return question && { question, round: 1, step: 1 };
}

function latest(rows: readonly AnswerRow[]): AnswerRow | undefined {
	return rows
		.toSorted((a, b) => a.answeredAt - b.answeredAt || a.round - b.round || a.step - b.step)
		.at(-1);
}
