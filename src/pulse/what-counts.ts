import type { GraderError } from './estimate.ts';
import { type Mark, readingFrom } from './readings.ts';

/** What an answer needs to have for its outcome to be known. */
export type Marked = {
	readonly verdict: 'knows' | 'not yet' | 'unsure';
	readonly toRead: 'unsure' | 'tenth' | 'unmeasured' | null;
	readonly marks: readonly Mark[];
};

/** What counts for an answer: `open` until its readers have agreed. */
export type Outcome = Mark | 'open';

/**
 * The grader's verdict, unless people read the answer instead of it: then what two of them agree on.
 * Of the random tenth the verdict counts as of all others; what readers say corrects the whole.
 */
export function outcomeOf({ verdict, toRead, marks }: Marked): Outcome {
	if (toRead !== 'unsure' && toRead !== 'unmeasured' && verdict !== 'unsure') return verdict;
	return agreed(marks) ?? 'open';
}

/** What two readers said alike; a third one decides between two who did not. */
export function agreed(marks: readonly Mark[]): Mark | undefined {
	const { decided } = readingFrom(marks);
	return decided === 'open' ? undefined : decided;
}

/** How the grader erred in the random tenth that was read; null before anything of it was. */
export function graderErrorOf(answers: readonly Marked[]): GraderError {
	const read = answers.flatMap(({ verdict, toRead, marks }) => {
		const mark = toRead === 'tenth' ? agreed(marks) : undefined;
		return mark ? [{ mark, verdict }] : [];
	});
	if (read.length === 0) return null;
	const wrong = read.filter(({ mark }) => mark === 'not yet');
	const right = read.filter(({ mark }) => mark === 'knows');
	return {
		wrongRead: wrong.length,
		wrongPassed: wrong.filter(({ verdict }) => verdict === 'knows').length,
		rightRead: right.length,
		rightFailed: right.filter(({ verdict }) => verdict === 'not yet').length,
	};
}
