import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { may } from '#people/roles.ts';
import { paths } from '../paths.ts';
import { answerSchema, putOnRecord } from './answers.ts';
import { draftSchema } from './draft-writing.ts';
import { finishAppeal, finishAsked } from './finish-own-words.ts';
import { type FormOutcome, problemsOf, type Values } from './form.ts';
import { comesBackFilledIn, type PendingAction, unpack } from './pending.ts';
import { putRemarkOnRecord, remarkSchema } from './remarks.ts';
import { saveWriting } from './save-writing.ts';

type Finish = (values: Values, person: Person, at: number) => Promise<string | undefined>;

const finish = {
	answer: finishAnswer,
	appeal: finishAppeal,
	answerAsked: finishAsked,
	answerUnnamed: finishAsked,
	tellUs: finishRemark,
	saveDraft: finishDraft,
} as const satisfies Record<PendingAction, Finish>;

/** A form that comes back filled in, as if it had been sent just now. */
export type ComesBack = { readonly action: PendingAction; readonly outcome: FormOutcome };

/**
 * Puts on record what was kept, if it was this person's. Returns the page that goes on, or the form
 * with what to mend; nothing if there is nothing to go on with.
 */
export async function finishPending(
	pending: string,
	person: Person,
	at: number,
): Promise<{ readonly to: string } | ComesBack | undefined> {
	const packed = unpack(pending);
	if (!packed) return undefined;
	const { action, values } = packed;
	try {
		const to = await finish[action](values, person, at);
		return to === undefined ? undefined : { to };
	} catch (error) {
		// Only she may read her words again: those of somebody else were put aside before this.
		const hasWords = comesBackFilledIn(action) || 'said' in values;
		if (error instanceof Invalid && hasWords)
			return { action, outcome: { problems: error.problems, values } };
		if (error instanceof Invalid || error instanceof NotFound) return undefined;
		throw error;
	}
}

async function finishAnswer(values: Values, person: Person, at: number) {
	const { data } = answerSchema.safeParse(values);
	return data && putOnRecord(data, person, at);
}

async function finishRemark(values: Values, person: Person, at: number) {
	if (values['for'] !== person.id) return paths.today;
	const remark = remarkSchema.safeParse(values);
	if (!remark.success) throw new Invalid(problemsOf(remark.error));
	return putRemarkOnRecord(remark.data, person, at);
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
