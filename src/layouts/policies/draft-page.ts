import { readNames, type Person } from '#people/person.ts';
import { readDraft } from '#policies/draft.ts';
import { newestOf } from '#policies/new-policy.ts';
import { differences } from '#policies/field-by-field.ts';
import type { Fields } from '#policies/typed.ts';
import { readPolicies } from '#policies/versions.ts';
import { markWriting, readKept } from '#policies/writers.ts';
import { bodyFields, beganWith } from '../../actions/body-fields.ts';
import { checkFields } from '../../actions/draft-fields.ts';
import { formFromBody } from '../../actions/draft-form.ts';
import type { FormOutcome } from '../../actions/form.ts';
import { database } from '../../installation.ts';

/** Everything that the draft's page shows, for one writer, after a form that failed or without one. */
export async function readDraftPage(
	{ policyId, person, at }: { policyId: string; person: Person; at: number },
	outcome: FormOutcome | undefined,
) {
	const history = await readPolicies(database.read);
	const newest = newestOf(history, policyId);
	await markWriting(database, { policyId, employeeId: person.id, at });
	const draft = await readDraft(database.read, policyId);
	const failed = outcome && 'problems' in outcome ? outcome : undefined;
	const refused = failed && !failed.problems['overtaken'] ? failed : undefined;
	const kept = refused ? undefined : await readKept(database.read, policyId, person.id);
	const saved = draft?.typed?.fields ?? formFromBody((draft ?? newest).body);
	const fields = refused ? bodyFields(refused.values) : (kept?.fields ?? saved);
	const found = draft || kept || refused ? await checkFields(policyId, fields, at) : undefined;
	const names = await readNames(database.read, [draft?.savedBy ?? null]);
	const compare = kept &&
		draft && {
			mine: kept.fields,
			theirs: saved,
			began: kept.began,
			differing: differences(kept.fields, saved),
		};
	return {
		history,
		newest,
		draft,
		fields,
		kept,
		compare,
		/** Nothing of it was saved. */
		refused: refused !== undefined,
		problems: { ...found?.problems, ...refused?.problems },
		began: beganOf(kept?.began, refused?.values['began'], fields),
		// Who saves after being shown the other wording has seen it.
		revision: refused ? String(refused.values['revision']) : String(draft?.revision ?? 0),
		savedBy: draft && names.get(draft.savedBy),
	};
}

function beganOf(kept: Fields | undefined, sent: unknown, fields: Fields): Fields {
	return kept ?? (typeof sent === 'string' ? beganWith(sent) : fields);
}
