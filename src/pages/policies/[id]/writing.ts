import type { APIContext, APIRoute } from 'astro';
import { requireRight } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { momentInWords, wallTime } from '#lib/service-day.ts';
import { type Person, readNames } from '#people/person.ts';
import { autosaveDraft } from '#policies/autosave.ts';
import { readDraft } from '#policies/draft.ts';
import { requirePolicy } from '#policies/versions.ts';
import { markWriting } from '#policies/writers.ts';
import { checkFields } from '../../../actions/draft-fields.ts';
import { draftSchema, writingFrom } from '../../../actions/draft-writing.ts';
import { readValues } from '../../../actions/form.ts';
import { database } from '../../../installation.ts';
import { writersInWords } from '../../../layouts/policies/writers-in-words.ts';

// What the draft's page asks and sends while somebody types: it saves itself, and says who else writes.

type Visit = { readonly policyId: string; readonly person: Person; readonly at: number };

export const GET: APIRoute = async (context) => {
	const visit = await visitOf(context);
	return Response.json({ kind: 'seen', ...(await standing(visit)) });
};

export const POST: APIRoute = async (context) => {
	const visit = await visitOf(context);
	const { policyId, person, at } = visit;
	const values = readValues(await context.request.formData());
	// She has the page open, and nothing new to save.
	if (values['title'] === undefined) {
		await markWriting(database, { policyId, employeeId: person.id, at });
		return Response.json({ kind: 'seen', ...(await standing(visit)) });
	}
	const form = draftSchema.safeParse({ ...values, policy: policyId });
	if (!form.success) return Response.json({ kind: 'refused', ...(await standing(visit)) });
	if (form.data.writer !== person.id) return Response.json({ kind: 'somebody else' });
	return save(form.data, visit);
};

async function save(form: Parameters<typeof writingFrom>[0], visit: Visit): Promise<Response> {
	const { policyId, person, at } = visit;
	try {
		const writing = await writingFrom(form, person, at);
		const outcome = await autosaveDraft(database, writing);
		const { problems } = await checkFields(policyId, writing.typed?.fields ?? {}, at);
		// The revision of this very save: a later one by somebody else has not been seen.
		const own = outcome.kind === 'saved' ? { revision: outcome.draft.revision } : {};
		return Response.json({ ...(await standing(visit)), ...own, kind: outcome.kind, problems });
	} catch (error) {
		if (error instanceof Invalid) return Response.json({ kind: 'refused' });
		throw error;
	}
}

async function visitOf({ locals, params }: APIContext): Promise<Visit> {
	const person = requireRight(locals, 'write policies');
	const policyId = params['id'] ?? '';
	await requirePolicy(database.read, policyId);
	return { policyId, person, at: locals.now };
}

/** Where the draft stands: who saved it last and when, and who else has it open. */
async function standing({ policyId, person, at }: Visit) {
	const draft = await readDraft(database.read, policyId);
	const by = draft && (await readNames(database.read, [draft.savedBy])).get(draft.savedBy);
	return {
		revision: draft?.revision ?? 0,
		window: draft?.typed?.window ?? '',
		by: draft?.savedBy === person.id ? 'You' : by,
		when: draft && momentInWords(draft.savedAt, person.timeZone),
		clock: wallTime(at, person.timeZone).slice(11, 16),
		writers: await writersInWords({ policyId, employeeId: person.id, at }),
	};
}
