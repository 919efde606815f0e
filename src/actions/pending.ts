import { z } from 'astro/zod';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { answerSchema, putOnRecord } from './answers.ts';
import { readValues } from './form.ts';

const pendingSchema = z.object({
	action: z.literal('answer'),
	values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** An answer that met an expired session, in a form that the sign-in page can carry. */
export function pack(action: string, form: FormData): string | undefined {
	const values = readValues(form);
	return action === 'answer' ? JSON.stringify({ action, values }) : undefined;
}

/** Puts on record what was kept, if it was this person's; returns the page that goes on. */
export async function finishPending(
	pending: string,
	person: Person,
	at: number,
): Promise<string | undefined> {
	const packed = pendingSchema.safeParse(readJson(pending));
	const form = packed.success ? answerSchema.safeParse(packed.data.values) : undefined;
	if (!form?.success) return undefined;
	try {
		return await putOnRecord(form.data, person, at);
	} catch (error) {
		if (error instanceof Invalid || error instanceof NotFound) return undefined;
		throw error;
	}
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
