import type { pulseAnswers } from '#db/schema/pulses.ts';
import type { Verdict } from '#quiz/recall/recall.ts';

/** Whether the grader's error is known for a recall in a language: a hundred labelled answers. */
export type IsMeasured = (recallId: string, language: string) => boolean | Promise<boolean>;

/** Why people read an answer, if they do. `random` is from 0 to 1: of the decided a tenth is read. */
export function toReadOf(
	verdict: Verdict,
	{ measured, random }: { readonly measured: boolean; readonly random: number },
): (typeof pulseAnswers.$inferSelect)['toRead'] {
	if (verdict === 'unsure') return 'unsure';
	if (!measured) return 'unmeasured';
	return random < 0.1 ? 'tenth' : null;
}
