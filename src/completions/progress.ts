import type { answers } from '#db/schema/completions.ts';
import { askedOrder } from '#quiz/present.ts';
import type { Question } from '#quiz/question.ts';

export type AnswerRow = typeof answers.$inferSelect;

/** What is asked next. */
export type Turn = { readonly question: Question; readonly round: number; readonly step: number };

export type Progress = {
	/** Undefined when no question is open. */
	readonly next: Turn | undefined;
	/** Questions that are done with by now, of how many. */
	readonly solved: number;
	/** First answers that were right: the score. */
	readonly rightFirst: number;
	readonly questions: number;
};

type Round = {
	readonly over: boolean;
	readonly right: boolean;
	/** A person will read it: it blocks nobody. */
	readonly unsure: boolean;
	readonly nextStep: number;
};

/** The daily minute asks each question once. */
export type Kind = 'lesson' | 'update' | 'practice';

/**
 * So often is somebody asked to say something in her own words: then the lesson goes on, so that
 * nobody is kept in it by what the grader can't read.
 */
const roundsOfRecall = 2;

/**
 * Where an attempt stands, from its answers alone. Every question is asked once; those answered
 * wrong come again at the end, in rounds, until right. The daily minute keeps its order and asks
 * once.
 */
export function progressOf(
	questions: readonly Question[],
	rows: readonly AnswerRow[],
	seed: string,
	kind: Kind = 'lesson',
): Progress {
	const order = kind === 'practice' ? questions : askedOrder(questions, seed);
	const asked = order.map((question) => ({
		question,
		rounds: roundsOf(rows.filter((row) => row.questionId === question.id)),
	}));
	const open = asked.filter(({ question, rounds }) => !isSettled(question, rounds, kind));
	// A scenario that has begun goes on; then whoever was asked fewest times.
	const begun = open.find(({ rounds }) => rounds.at(-1)?.over === false);
	const turn = begun ?? open.toSorted((a, b) => a.rounds.length - b.rounds.length)[0];
	return {
		next: turn && { question: turn.question, ...nextIn(turn.rounds) },
		solved: asked.length - open.length,
		rightFirst: asked.filter(({ rounds }) => rounds[0]?.over && rounds[0].right).length,
		questions: questions.length,
	};
}

/** The turn that a question allows now: its next round, or the next step of the round under way. */
export function turnOf(
	question: Question,
	rows: readonly AnswerRow[],
	kind: Kind = 'lesson',
): Turn | undefined {
	const rounds = roundsOf(rows.filter((row) => row.questionId === question.id));
	return isSettled(question, rounds, kind) ? undefined : { question, ...nextIn(rounds) };
}

function isSettled(question: Question, rounds: readonly Round[], kind: Kind): boolean {
	const last = rounds.at(-1);
	if (!last?.over) return false;
	if (last.right || last.unsure || kind === 'practice') return true;
	return question.kind === 'recall' && rounds.length >= roundsOfRecall;
}

function nextIn(rounds: readonly Round[]): { round: number; step: number } {
	const last = rounds.at(-1);
	if (!last || last.over) return { round: rounds.length + 1, step: 1 };
	return { round: rounds.length, step: last.nextStep };
}

function roundsOf(rows: readonly AnswerRow[]): Round[] {
	const rounds = new Map<number, AnswerRow[]>();
	for (const row of rows) rounds.set(row.round, [...(rounds.get(row.round) ?? []), row]);
	return [...rounds]
		.toSorted(([a], [b]) => a - b)
		.map(([, steps]) => {
			const last = steps.toSorted((a, b) => a.step - b.step).at(-1);
			const nextStep = last?.nextStep ?? null;
			return {
				over: nextStep === null,
				right: steps.every((step) => step.right),
				unsure: last?.verdict === 'unsure',
				nextStep: nextStep ?? 1,
			};
		});
}
