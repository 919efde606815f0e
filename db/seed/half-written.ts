import { bodyFromForm, formFromBody } from '#actions/draft-form.ts';
import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { checkBody } from '#policies/check-body.ts';
import { saveDraft } from '#policies/draft.ts';
import { factsOf, versionsAt } from '#policies/facts.ts';
import { readPolicies } from '#policies/versions.ts';
import { castPerson } from './cast.ts';

const policyId = 'authority';

/** The chief executive was called away an hour ago, in the middle of a change: her draft waits as she left it. */
export async function leaveHalfWritten(
	db: Database,
	{ channels }: Catalogue,
	now: number,
): Promise<void> {
	const at = now - 3_600_000;
	const history = await readPolicies(db.read);
	const newest = history.byId.get(policyId)?.versions.at(-1);
	if (!newest) throw new Error(`The content has no policy ${policyId}, which the story changes.`);
	const began = formFromBody(newest.body);
	const why = `${newest.body.why} And above {limit}, the yes comes within {answer}.`;
	const fields = {
		...began,
		why,
		'fact.1.name': 'answer',
		'fact.1.value': '',
		'fact.1.unit': 'hour',
	};
	const facts = factsOf(versionsAt(history, at));
	const known = { facts: (name: string) => !!facts(name), channels: channels.map(({ id }) => id) };
	const { problems } = checkBody(policyId, bodyFromForm(fields), known);
	await saveDraft(db, {
		policyId,
		body: newest.body,
		typed: { fields, problems: Object.keys(problems).length, window: '', count: 0 },
		began,
		baseNumber: newest.number,
		seenRevision: 0,
		by: castPerson('1001').id,
		at,
	});
}
