import type { Lesson } from '#lessons/lesson.ts';
import { type Facts, factsOf, showFact, type Versions, versionsAt } from '#policies/facts.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { factsIn } from '#lib/template.ts';
import { type Question, wordingsOf } from '#quiz/question.ts';
import { brokenHolds, wrongMadeRight } from '#quiz/soundness.ts';

/**
 * The questions that can be asked at a moment. One that shows a fact which is not there, or whose
 * right answer is not certain under what holds, is left out: nobody is graded by it.
 */
export function askable(
	questions: readonly Question[],
	history: PolicyHistory,
	at: number,
): Question[] {
	const versions = versionsAt(history, at);
	return questions.filter((question) => isAskable(question, versions));
}

type Judged = { readonly under: string; readonly askable: boolean };
const remembered = new WeakMap<Question, Judged>();

/** Asked on every page of a lesson, and the same until something is published. */
function isAskable(question: Question, versions: Versions): boolean {
	const under = [...versions.values()].map(({ seq }) => seq).join(' ');
	const known = remembered.get(question);
	if (known?.under === under) return known.askable;
	const judged = { under, askable: judge(question, versions, factsOf(versions)) };
	remembered.set(question, judged);
	return judged.askable;
}

function judge(question: Question, versions: Versions, facts: Facts): boolean {
	const named = wordingsOf(question).flatMap(({ wording }) => factsIn(wording.html));
	return (
		versions.has(question.policyId) &&
		named.every((name) => facts(name) !== undefined) &&
		brokenHolds(question, facts).length === 0 &&
		wrongMadeRight(question, facts, (name) => showFact(facts, name)).length === 0
	);
}

/** Whether a lesson has to wait, as concerns one of its policies: none of its questions can be asked. */
export type Waits = (lesson: Lesson, policyId: string) => boolean;

export function waitingAt(history: PolicyHistory, at: number): Waits {
	const versions = versionsAt(history, at);
	return ({ questions }, policyId) => {
		const own = questions.filter((question) => question.policyId === policyId);
		return own.length > 0 && !own.some((question) => isAskable(question, versions));
	};
}
