import type { z } from 'astro/zod';
import { Invalid } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { type DraftSave, saveDraft } from '#policies/draft.ts';
import { renameInText } from '#policies/renames.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { type draftSchema, writingFrom } from './draft-writing.ts';
import { optionsInAddress } from './preview-options.ts';

const somebodyElse =
	'Somebody else has signed in in this browser since. Save again if the words are to be yours.';

/** Saves what a person typed, finished or not, and says where she goes on. */
export async function saveWriting(
	form: z.output<typeof draftSchema>,
	by: Person,
	at: number,
): Promise<{ to: string }> {
	if (form.writer !== '' && form.writer !== by.id) throw new Invalid({ writer: somebodyElse });
	const writing = withNewBraces(await writingFrom(form, by, at));
	const outcome = await saveDraft(database, writing);
	if (outcome.kind === 'overtaken') {
		throw new Invalid({ overtaken: String(outcome.draft.revision) });
	}
	const page = paths.policyDraft(form.policy);
	if (form.then === 'preview') return { to: `${page}?saved=1${optionsInAddress(form)}#preview` };
	if (form.then === 'stay') return { to: `${page}?saved=1${optionsInAddress(form)}` };
	const unfinished = (writing.typed?.problems ?? 0) > 0;
	return { to: unfinished ? `${page}?mend=1#problems` : paths.policyReview(form.policy) };
}

/** A fact's new name stands in the texts too when they are opened again. */
function withNewBraces(writing: DraftSave): DraftSave {
	const { policyId, typed, renames = [] } = writing;
	if (!typed || renames.length === 0) return writing;
	const fields = Object.entries(typed.fields).map(([name, value]) => {
		const isText = typeof value === 'string' && /^(statement|why|how\..+)$/.test(name);
		return [name, isText ? renameInText(value, policyId, renames) : value] as const;
	});
	return { ...writing, typed: { ...typed, fields: Object.fromEntries(fields) } };
}
