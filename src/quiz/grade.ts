import { optionsAt, type Question } from './question.ts';

/** `choice` holds the author's numbers of the chosen options, from 0; for an order question in the learner's order. */
export type Grade = {
	readonly right: boolean;
	/** The step of a scenario that comes next; null if the question is over. */
	readonly nextStep: number | null;
};

/** Why a choice cannot be graded, as a sentence to the learner; undefined if it can. */
export function choiceProblem(
	question: Question,
	step: number,
	choice: readonly number[],
): string | undefined {
	const options = optionsAt(question, step);
	const known = choice.every((number) => number in options);
	const once = new Set(choice).size === choice.length;
	if (question.kind === 'order') {
		return known && once && choice.length === options.length
			? undefined
			: 'Give each line its own place, from first to last.';
	}
	if (choice.length === 0) return 'Choose an answer first.';
	if (question.kind !== 'multiple' && choice.length > 1) return 'Choose one answer.';
	return known && once ? undefined : 'Choose one of the answers shown.';
}

/** Grades a choice that has no problem. */
export function gradeAnswer(question: Question, step: number, choice: readonly number[]): Grade {
	if (question.kind === 'order') {
		return { right: choice.every((number, place) => number === place), nextStep: null };
	}
	const options = optionsAt(question, step);
	const right = options.every((option, number) => option.right === choice.includes(number));
	if (question.kind !== 'scenario') return { right, nextStep: null };
	return { right, nextStep: question.steps[step - 1]?.leadsTo[choice[0] ?? 0] ?? null };
}
