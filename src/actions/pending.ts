import { z } from 'astro/zod';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { answerSchema, putOnRecord } from './answers.ts';
import { readValues } from './form.ts';
import { putRemarkOnRecord, remarkSchema } from './remarks.ts';

const pendingSchema = z.object({
	action: z.enum(['answer', 'tellUs']),
	values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** An answer or a remark that met an expired session, in a form that the sign-in page can carry. */
export function pack(action: string, form: FormData): string | undefined {
	const values = readValues(form);
	const kept = action === 'answer' || action === 'tellUs';
	return kept ? JSON.stringify({ action, values }) : undefined;
}

/** What the sign-in page says about what it carries. */
export function keptInWords(pending: string): string {
	const packed = pendingSchema.safeParse(readJson(pending));
	return packed.data?.action === 'tellUs'
		? 'You were signed out meanwhile. What you wrote is kept: sign in, and it is sent.'
		: 'You were signed out meanwhile. Your answer is kept: sign in, and it counts.';
}

/** Puts on record what was kept, if it was this person's; returns the page that goes on. */
export async function finishPending(
	pending: string,
	person: Person,
	at: number,
): Promise<string | undefined> {
	const packed = pendingSchema.safeParse(readJson(pending));
	if (!packed.success) return undefined;
	try {
		return await finish(packed.data, person, at);
	} catch (error) {
		if (error instanceof Invalid || error instanceof NotFound) return undefined;
		throw error;
	}
}

async function finish(
	{ action, values }: z.infer<typeof pendingSchema>,
	person: Person,
	at: number,
): Promise<string | undefined> {
	if (action === 'tellUs') {
		const remark = remarkSchema.safeParse(values);
		return remark.success ? putRemarkOnRecord(remark.data, person, at) : undefined;
	}
	const answer = answerSchema.safeParse(values);
	return answer.success ? putOnRecord(answer.data, person, at) : undefined;
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
