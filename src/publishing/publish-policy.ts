import type { Database } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import type { Choice } from './judge-together.ts';
import { publishTogether } from './publish-together.ts';
import type { Terms } from './publication-terms.ts';
import type { Refusal } from './refusal.ts';

export type Publication = Choice & Terms;

export type PublishOutcome =
	| { readonly kind: 'published'; readonly version: PolicyVersion }
	| { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** Publishes one draft: a publication of several, with one in it. */
export async function publishPolicy(
	db: Database,
	catalogue: Catalogue,
	{ policyId, revision, change, ...terms }: Publication,
): Promise<PublishOutcome> {
	const drafts = [{ policyId, revision, change }];
	const outcome = await publishTogether(db, catalogue, { ...terms, drafts });
	if (outcome.kind === 'refused') {
		const refusals = outcome.refusals.map(({ place, message }) => ({ place, message }));
		return { kind: 'refused', refusals };
	}
	const [version] = outcome.versions;
	if (!version) throw new Error(`Nothing was published of ${policyId}.`);
	return { kind: 'published', version };
}
