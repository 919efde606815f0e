import { z } from 'astro/zod';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { may } from '#people/roles.ts';
import { paths } from '../paths.ts';
import { answerSchema, putOnRecord } from './answers.ts';
import { draftSchema } from './draft-writing.ts';
import { readValues, type Values } from './form.ts';
import { putRemarkOnRecord, remarkSchema } from './remarks.ts';
import { saveWriting } from './save-writing.ts';

/** Characters that the sign-in form carries at most. */
export const longestPending = 600_000;

/** What may meet an expired session: how it is finished after signing in, and what is said. */
const kinds = {
	answer: { finish: finishAnswer, said: 'Your answer is kept: sign in, and it counts.' },
	tellUs: { finish: finishRemark, said: 'What you wrote is kept: sign in, and it is sent.' },
	saveDraft: { finish: finishDraft, said: 'Your words are kept: sign in, and they are saved.' },
} as const;

const values = z.record(z.string(), z.string().or(z.array(z.string())));
const pendingSchema = z.object({ action: z.enum(['answer', 'tellUs', 'saveDraft']), values });

/** A form that met an expired session, in one that the sign-in page can carry. */
export function pack(action: string, form: FormData): string | undefined {
	if (!Object.hasOwn(kinds, action)) return undefined;
	const packed = JSON.stringify({ action, values: readValues(form) });
	return packed.length > longestPending ? undefined : packed;
}

/** What the sign-in page says about what it carries. */
export function keptInWords(pending: string): string {
	return `You were signed out meanwhile. ${kinds[unpack(pending)?.action ?? 'answer'].said}`;
}

/** Puts on record what was kept, if it was this person's; returns the page that goes on. */
export async function finishPending(
	pending: string,
	person: Person,
	at: number,
): Promise<string | undefined> {
	const packed = unpack(pending);
	try {
		return packed && (await kinds[packed.action].finish(packed.values, person, at));
	} catch (error) {
		if (error instanceof Invalid || error instanceof NotFound) return undefined;
		throw error;
	}
}

async function finishAnswer(values: Values, person: Person, at: number) {
	const { data } = answerSchema.safeParse(values);
	return data && putOnRecord(data, person, at);
}

async function finishRemark(values: Values, person: Person, at: number) {
	const { data } = remarkSchema.safeParse(values);
	return data && putRemarkOnRecord(data, person, at);
}

/** Words that somebody else overtook meanwhile are kept for her, and the draft's page compares them. */
async function finishDraft(values: Values, person: Person, at: number) {
	const { data } = draftSchema.safeParse(values);
	if (data?.writer !== person.id || !may(person.roles, 'write policies')) return undefined;
	try {
		return (await saveWriting(data, person, at)).to;
	} catch (error) {
		if (error instanceof Invalid) return paths.policyDraft(data.policy);
		throw error;
	}
}

function unpack(pending: string): z.output<typeof pendingSchema> | undefined {
	try {
		return pendingSchema.safeParse(JSON.parse(pending)).data;
	} catch {
		return undefined;
	}
}
