import type { Said } from '#completions/said.ts';

const day = 24 * 3_600_000;

/** So long after she gave it an answer can still be read again. */
export const appealDays = 14;

/** Where nothing was said there is nothing to read. */
const nothingSaid: readonly string[] = ['empty', 'does not know'];

/** Whether a learner may say "I did say that": of a "not yet", once, within two weeks. */
export function mayAppeal(
	{ verdict, notes, review }: Pick<Said, 'verdict' | 'notes' | 'review'>,
	{ answeredAt, at }: { readonly answeredAt: number; readonly at: number },
): boolean {
	if (review !== null || verdict !== 'not yet' || at - answeredAt > appealDays * day) return false;
	return !notes.some((note) => nothingSaid.includes(note));
}
