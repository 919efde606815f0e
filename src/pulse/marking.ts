import type { GraderError } from './estimate.ts';
import type { Tally } from './tally.ts';
import { graderErrorOf, type Marked } from './what-counts.ts';

/** What is known of the grader besides its verdicts: handed in, since it needs the content. */
export type Marking = {
	/** How the grader errs in the answers to a question. */
	errorOf(asked: Pick<Tally, 'pulse' | 'answers'>): Promise<GraderError>;
	/** The answers to some questions under one grader, today's, by their ids. */
	regrade?(
		pulseIds: readonly string[],
	): Promise<ReadonlyMap<number, Pick<Marked, 'verdict'> & { readonly grader: string }>>;
};

/** What the random tenth of the same question says. */
export const tenthAlone: Marking = {
	errorOf: async ({ answers }) => graderErrorOf(answers),
};
