import type { Reader } from '#db/connection.ts';
import { readDraft } from '#policies/draft.ts';
import { type Facts, factsOf, versionsAt, withVersion } from '#policies/facts.ts';
import { newestOf } from '#policies/new-policy.ts';
import { readPolicies } from '#policies/versions.ts';
import { openPackageOf, readPackage } from './packages.ts';

/** The facts that a draft may name: those in force, and what the other drafts of its package say. */
export async function factsForWriting(db: Reader, policyId: string, at: number): Promise<Facts> {
	const history = await readPolicies(db);
	const member = await openPackageOf(db, policyId);
	let versions = versionsAt(history, at);
	for (const other of member ? (await readPackage(db, member.id)).members : []) {
		const draft = await readDraft(db, other.policyId);
		if (!draft || other.policyId === policyId) continue;
		const { body } = draft;
		versions = withVersion(versions, { ...newestOf(history, other.policyId), body });
	}
	return factsOf(versions);
}
