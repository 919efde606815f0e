import type { Summary } from './count-forecast.ts';
import type { SureAnswers } from './knowing.ts';
import { smallestGroup } from './summaries.ts';

/** Of a policy: how many answers of a group were sure, and how many of those wrong. */
export type SureAndWrong = {
	readonly policyId: string;
	readonly sure: number;
	readonly wrong: number;
};

/** Less than this share of sure answers wrong is what happens to anybody. */
const worthSaying = 0.2;

/**
 * What a manager hears of first: sure answers that were wrong, by policy, the worst first; only where
 * five people or more were sure.
 */
export function sureAndWrongOf(answers: readonly SureAnswers[]): SureAndWrong[] {
	const byPolicy = Map.groupBy(answers, ({ policyId }) => policyId);
	return worstFirst(
		[...byPolicy].map(([policyId, rows]) => ({
			policyId,
			sure: sum(rows.map(({ sure }) => sure)),
			wrong: sum(rows.map(({ wrong }) => wrong)),
			people: rows.length,
		})),
	);
}

/** The same of what is kept of everybody. The people of both formats are at least those of one. */
export function sureAndWrongIn(summaries: readonly Summary[]): SureAndWrong[] {
	const byPolicy = Map.groupBy(summaries, ({ policyId }) => policyId);
	return worstFirst(
		[...byPolicy].map(([policyId, rows]) => ({
			policyId,
			sure: sum(rows.map(({ sure }) => sure)),
			wrong: sum(rows.map(({ sureWrong }) => sureWrong)),
			people: Math.max(...rows.map(({ surePeople }) => surePeople)),
		})),
	);
}

function worstFirst(all: readonly (SureAndWrong & { readonly people: number })[]): SureAndWrong[] {
	return all
		.filter(({ people, sure, wrong }) => people >= smallestGroup && wrong / sure >= worthSaying)
		.map(({ policyId, sure, wrong }) => ({ policyId, sure, wrong }))
		.toSorted((a, b) => b.wrong / b.sure - a.wrong / a.sure || b.wrong - a.wrong);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** "6 of 9 sure answers were wrong in the last 28 days". */
export function sureInWords({ sure, wrong }: SureAndWrong): string {
	const were = wrong === 1 ? 'was' : 'were';
	return `${wrong} of ${sure} sure answers ${were} wrong in the last 28 days`;
}
