import { z } from 'astro/zod';
import type { Person } from '#people/person.ts';
import { looseBody } from '#policies/body.ts';
import { type DraftSave, readDraft } from '#policies/draft.ts';
import { takeTheirs } from '#policies/field-by-field.ts';
import { readPolicies, requirePolicy } from '#policies/versions.ts';
import { database } from '../installation.ts';
import { beganWith, bodyFields } from './body-fields.ts';
import { checkFields } from './draft-fields.ts';
import { bodyFromForm, formFromBody } from './draft-form.ts';

const whole = z.coerce.number().int().min(0);
const tooLong = 'Shorten this text. Nothing of it is saved as long as it is so long.';

/** The draft's form: a few fields that say where it comes from, and the body's own. */
export const draftSchema = z
	.object({
		policy: z.string().min(1).max(100),
		base: whole,
		revision: whole,
		then: z.enum(['stay', 'review', 'preview']).default('stay'),
		writer: z.string().max(100).default(''),
		window: z.string().max(60).default(''),
		count: z.coerce.number().int().min(0).catch(0),
		began: z.string().max(500_000).default(''),
	})
	.catchall(z.union([z.string().max(20_000, tooLong), z.array(z.string().max(20_000, tooLong))]));

type DraftForm = z.output<typeof draftSchema>;

/** What a form asks to save: checked, though nothing has to be finished, and with what she took over. */
export async function writingFrom(form: DraftForm, by: Person, at: number): Promise<DraftSave> {
	const { policy: policyId, base, revision, window, count } = form;
	await requirePolicy(database.read, policyId);
	const draft = await readDraft(database.read, policyId);
	const theirs = draft && (draft.typed?.fields ?? formFromBody(draft.body));
	const choices = new Map<string, unknown>(Object.entries(form));
	const choice = (field: string) => (choices.get(`take.${field}`) === 'theirs' ? 'theirs' : 'mine');
	const fields = takeTheirs(bodyFields(form), theirs ?? {}, choice);
	const { body, problems, renames } = await checkFields(policyId, fields, at);
	const newest = (await readPolicies(database.read)).byId.get(policyId)?.versions.at(-1);
	return {
		policyId,
		body: body ?? newest?.body ?? looseBody(bodyFromForm({ ...fields, policy: policyId })),
		typed: { fields, problems: Object.keys(problems).length, window, count },
		renames,
		began: beganWith(form.began),
		baseNumber: base,
		seenRevision: revision,
		by: by.id,
		at,
	};
}
