import type { Database } from '#db/connection.ts';
import { Invalid } from '#lib/errors.ts';
import { readDraft, saveDraft } from './draft.ts';
import { newestOf } from './new-policy.ts';
import { freshPolicies } from './versions.ts';

/** Begins a draft with what the newest version says. A draft that is there stays as it is. */
export async function startDraft(
	db: Database,
	{ policyId, by, at }: { policyId: string; by: string; at: number },
): Promise<void> {
	const newest = newestOf(await freshPolicies(db.read, undefined), policyId);
	if (await readDraft(db.read, policyId)) return;
	if (newest.number === 0) {
		throw new Invalid({ policy: 'Its draft was discarded. Take it back first.' });
	}
	const { number: baseNumber, body } = newest;
	await saveDraft(db, { policyId, body, baseNumber, seenRevision: 0, by, at });
}
