import type { Database } from '#db/connection.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { readDraft, saveDraft } from './draft.ts';
import { freshPolicies, versionNumbered } from './versions.ts';

/** Starts a draft that says what an older version said. A draft that is there is not overwritten. */
export async function draftFromVersion(
	db: Database,
	{ policyId, number, by, at }: { policyId: string; number: number; by: string; at: number },
): Promise<void> {
	const thread = (await freshPolicies(db.read, undefined)).byId.get(policyId);
	const version = versionNumbered(thread, number);
	const newest = thread?.versions.at(-1);
	if (!version || !newest) throw new NotFound('There is no such version.');
	const refusal = 'A draft of this policy is being written. Publish or discard it first.';
	if (await readDraft(db.read, policyId)) throw new Invalid({ restore: refusal });
	const outcome = await saveDraft(db, {
		policyId,
		body: version.body,
		baseNumber: newest.number,
		seenRevision: 0,
		by,
		at,
	});
	if (outcome.kind === 'overtaken') throw new Invalid({ restore: refusal });
}
