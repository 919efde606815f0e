import { z } from 'astro/zod';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { may } from '#people/roles.ts';
import { paths } from '../paths.ts';
import { answerSchema, putOnRecord } from './answers.ts';
import { draftSchema } from './draft-writing.ts';
import { readValues, type Values } from './form.ts';
import { saveWriting } from './save-writing.ts';

/** Characters that the sign-in form carries at most. */
export const longestPending = 600_000;

const values = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const pendingSchema = z.object({ action: z.enum(['answer', 'saveDraft']), values });

/** An answer or a draft that met an expired session, in a form that the sign-in page can carry. */
export function pack(action: string, form: FormData): string | undefined {
	if (action !== 'answer' && action !== 'saveDraft') return undefined;
	const packed = JSON.stringify({ action, values: readValues(form) });
	return packed.length > longestPending ? undefined : packed;
}

/** Puts on record what was kept, if it was this person's; returns the page that goes on. */
export async function finishPending(
	pending: string,
	person: Person,
	at: number,
): Promise<string | undefined> {
	const packed = pendingSchema.safeParse(readJson(pending));
	if (!packed.success) return undefined;
	const finish = packed.data.action === 'answer' ? finishAnswer : finishDraft;
	try {
		return await finish(packed.data.values, person, at);
	} catch (error) {
		if (error instanceof Invalid || error instanceof NotFound) return undefined;
		throw error;
	}
}

async function finishAnswer(values: Values, person: Person, at: number) {
	const form = answerSchema.safeParse(values);
	return form.success ? putOnRecord(form.data, person, at) : undefined;
}

/** Words that somebody else overtook meanwhile are kept for her, and the draft's page compares them. */
async function finishDraft(values: Values, person: Person, at: number) {
	const form = draftSchema.safeParse(values);
	if (!form.success || form.data.writer !== person.id) return undefined;
	if (!may(person.roles, 'write policies')) return undefined;
	try {
		return (await saveWriting(form.data, person, at)).to;
	} catch (error) {
		if (error instanceof Invalid) return paths.policyDraft(form.data.policy);
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
