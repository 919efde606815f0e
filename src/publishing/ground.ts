import { readAssignments } from '#assignments/assigned.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPlaces } from '#people/places.ts';
import { type Draft, readDraft } from '#policies/draft.ts';
import { versionsAt, withVersion } from '#policies/facts.ts';
import { newestOf } from '#policies/new-policy.ts';
import { renamesOfDraft } from '#policies/typed-renames.ts';
import { type PolicyVersion, readPolicies } from '#policies/versions.ts';
import { readConsent } from './consent.ts';
import { openPackageOf } from './packages.ts';
import type { Ground } from './refusal.ts';

/** What a publication is judged against; `packageId` is the package that is published, if one is. */
export async function readGround(
	db: Reader,
	catalogue: Catalogue,
	policyId: string,
	at: number,
	packageId?: string,
): Promise<Ground> {
	const history = await readPolicies(db);
	const newest = withTypedRenames(newestOf(history, policyId), await readDraft(db, policyId));
	const before = history.byId.get(policyId)?.versions.at(-2);
	const member = await openPackageOf(db, policyId);
	return {
		catalogue,
		assignments: await readAssignments(db),
		versions: withVersion(versionsAt(history, at), newest),
		newest,
		places: await readPlaces(db),
		planned: isPlanned(newest, before, at),
		consent: await readConsent(db, policyId),
		elsewhere: member?.id === packageId ? undefined : member,
	};
}

/** A draft may have saved itself with a new name that nobody has put on record yet. */
function withTypedRenames(newest: PolicyVersion, draft: Draft | undefined): PolicyVersion {
	const renames = draft?.typed ? renamesOfDraft({ body: draft.body, ...draft.typed }, newest) : [];
	return renames.length > 0
		? { ...newest, renames: [...(newest.renames ?? []), ...renames] }
		: newest;
}

/** A clock that was set back makes no plan: then a version follows the one before at once. */
function isPlanned(newest: PolicyVersion, before: PolicyVersion | undefined, at: number): boolean {
	const { effectiveAt, publishedAt } = newest;
	return effectiveAt > Math.max(at, publishedAt) && effectiveAt !== (before?.effectiveAt ?? 0) + 1;
}
