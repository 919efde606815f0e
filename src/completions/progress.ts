import type { answers } from '#db/schema/completions.ts';
import { askedOrder } from '#quiz/present.ts';
import type { Question } from '#quiz/question.ts';

export type AnswerRow = typeof answers.$inferSelect;

/** What is asked next. */
export type Turn = { readonly question: Question; readonly round: number; readonly step: number };

export type Progress = {
	/** Undefined when every question has been answered right. */
	readonly next: Turn | undefined;
	/** Questions that have been answered right by now, of how many. */
	readonly solved: number;
	/** First answers that were right: the score. */
	readonly rightFirst: number;
	readonly questions: number;
};

type Round = { readonly over: boolean; readonly right: boolean; readonly nextStep: number };

/**
 * Where an attempt stands, from its answers alone. Every question is asked once; those answered
 * wrong come again at the end, in rounds, until right.
 */
export function progressOf(
	questions: readonly Question[],
	rows: readonly AnswerRow[],
	seed: string,
): Progress {
	const asked = askedOrder(questions, seed).map((question) => ({
		question,
		rounds: roundsOf(rows.filter((row) => row.questionId === question.id)),
	}));
	const open = asked.filter(({ rounds }) => !isSolved(rounds));
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
export function turnOf(question: Question, rows: readonly AnswerRow[]): Turn | undefined {
	const rounds = roundsOf(rows.filter((row) => row.questionId === question.id));
	return isSolved(rounds) ? undefined : { question, ...nextIn(rounds) };
}

function isSolved(rounds: readonly Round[]): boolean {
	const last = rounds.at(-1);
	return last !== undefined && last.over && last.right;
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
				nextStep: nextStep ?? 1,
			};
		});
}
