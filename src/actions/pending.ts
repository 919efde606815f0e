import { z } from 'astro/zod';
import { readValues } from './form.ts';

/** Characters that the sign-in form carries at most. */
export const longestPending = 600_000;

/** What may meet an expired session, and what is said while it waits. */
const said = {
	answer: 'Your answer is kept: sign in, and it counts.',
	appeal: 'What you wrote is kept: sign in, and it is sent.',
	answerAsked: 'Your answer is kept: sign in, and it counts.',
	answerUnnamed: 'Your answer is kept: sign in, and it counts, without your name.',
	tellUs: 'What you wrote is kept: sign in, and it is sent.',
	saveDraft: 'Your words are kept: sign in, and they are saved.',
} as const;

export type PendingAction = keyof typeof said;

const values = z.record(z.string(), z.string().or(z.array(z.string())));
const known = ['answer', 'appeal', 'answerAsked', 'answerUnnamed', 'tellUs', 'saveDraft'] as const;
const pendingSchema = z.object({ action: z.enum(known), values });

/** A form that met an expired session, in one that the sign-in page can carry. */
export function pack(action: string, form: FormData): string | undefined {
	if (!Object.hasOwn(said, action)) return undefined;
	const packed = JSON.stringify({ action, values: readValues(form) });
	return packed.length > longestPending ? undefined : packed;
}

export function unpack(pending: string): z.output<typeof pendingSchema> | undefined {
	try {
		return pendingSchema.safeParse(JSON.parse(pending)).data;
	} catch {
		return undefined;
	}
}

/** Whether her words come back to her where they could not be saved. */
export function comesBackFilledIn(action: PendingAction): boolean {
	return (
		action === 'tellUs' ||
		action === 'appeal' ||
		action === 'answerAsked' ||
		action === 'answerUnnamed'
	);
}

/** Whether it is said without a name, and so must not be written down beside whose it is. */
export function isUnnamed(pending: string): boolean {
	return unpack(pending)?.action === 'answerUnnamed';
}

/** What the sign-in page says about what it carries. */
export function keptInWords(pending: string): string {
	return `You were signed out meanwhile. ${said[unpack(pending)?.action ?? 'answer']}`;
}
