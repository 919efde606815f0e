import type { Reader } from '#db/connection.ts';
import { NotFound } from '#lib/errors.ts';
import { readNames } from '#people/person.ts';
import { readDiscarded } from '#policies/draft.ts';
import { freshPolicies } from '#policies/versions.ts';
import type { Refusal } from './refusal.ts';

/** Why the draft that a leader wants to publish is not there any more: somebody else was faster. */
export async function whyGone(db: Reader, policyId: string): Promise<Refusal> {
	if (await readDiscarded(db, policyId)) {
		const message = 'It was discarded meanwhile. It can be taken back on the policy’s page.';
		return { place: 'The draft', message };
	}
	const newest = (await freshPolicies(db, undefined)).byId.get(policyId)?.versions.at(-1);
	if (!newest?.publishedBy) throw new NotFound('There is no draft of this policy any more.');
	const name = (await readNames(db, [newest.publishedBy])).get(newest.publishedBy) ?? 'Somebody';
	const message = `${name} has published it as version ${newest.number}. Nothing is published twice.`;
	return { place: 'The draft', message };
}
