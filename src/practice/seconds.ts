import type { Question } from '#quiz/question.ts';

const byKind = { single: 11, multiple: 14, order: 17, recall: 20 } as const;

/** Of a scenario so many steps are walked through, more or less, each like a single choice. */
const stepsWalked = 2;

/** About how many seconds somebody takes to read a question and to answer it. */
export function secondsOf(question: Question): number {
	if (question.kind !== 'scenario') return byKind[question.kind];
	return Math.min(question.steps.length, stepsWalked) * byKind.single;
}
