import { shuffled } from '#lib/shuffle.ts';
import { optionsAt, type Question } from './question.ts';

/**
 * The author's numbers of a question's options in the order in which they are shown. The page
 * sends back places in this order, so that nothing on it tells which option is which.
 */
export function shownOrder(question: Question, step: number, seed: string): number[] {
	const numbers = optionsAt(question, step).map((_, number) => number);
	const order = shuffled(numbers, `${seed} ${question.id} ${step}`);
	const solved = question.kind === 'order' && order.every((number, place) => number === place);
	return solved ? order.reverse() : order;
}

/** The order in which an attempt asks its questions: the author's scenes stay whole, the rest is mixed. */
export function askedOrder(questions: readonly Question[], seed: string): Question[] {
	return shuffled(questions, seed);
}
