import { eq } from 'drizzle-orm';
import { readAssignments } from '#assignments/assigned.ts';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { policyDrafts } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { announce } from '#notifications/announce.ts';
import { readPlaces } from '#people/places.ts';
import { type Draft, readDraft } from '#policies/draft.ts';
import { versionsAt, withVersion } from '#policies/facts.ts';
import { type PolicyVersion, readPolicies } from '#policies/versions.ts';
import { appendVersion } from '#policies/append-version.ts';
import { tellThoseFolded } from '#remarks/answer-remarks.ts';
import type { Ground, Refusal } from './refusal.ts';
import { refusals } from './refusals.ts';
import { whyGone } from './why-gone.ts';

export type Publication = {
	readonly policyId: string;
	/** The revision of the draft that the leader has read; another one is not published. */
	readonly revision: number;
	readonly change: 'material' | 'editorial';
	readonly reason: string;
	/** When it is to take effect; undefined for now. */
	readonly effectiveAt?: number | undefined;
	readonly by: string;
	readonly at: number;
};

export type PublishOutcome =
	| { readonly kind: 'published'; readonly version: PolicyVersion }
	| { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/**
 * Publishes a draft: the version, its audit row and the end of the draft in one transaction, and
 * nothing per person. Who is concerned is derived from then on, so it costs the same for any number.
 */
export async function publishPolicy(
	db: Database,
	catalogue: Catalogue,
	publication: Publication,
): Promise<PublishOutcome> {
	const { policyId, change, by, at } = publication;
	const { reason, effectiveAt } = checked(publication);
	return db.write(async (tx) => {
		const draft = await readDraft(tx, policyId);
		if (!draft) return { kind: 'refused', refusals: [await whyGone(tx, policyId)] };
		const changed = draft.revision !== publication.revision;
		if (changed) return { kind: 'refused', refusals: [overtaken] };
		const ground = await readGround(tx, catalogue, policyId, at);
		const found = refusals({ ...draft, change }, ground);
		if (found.length > 0) return { kind: 'refused', refusals: found };
		const version = await appendVersion(tx, {
			policyId,
			body: draft.body,
			change,
			reason,
			publishedAt: at,
			// Versions take effect in the order of their numbers, even if the clock was set back.
			effectiveAt: Math.max(effectiveAt, ground.newest.effectiveAt + 1),
			publishedBy: by,
		});
		await tx.delete(policyDrafts).where(eq(policyDrafts.policyId, policyId));
		await recordPublication(tx, version, draft);
		await tellThoseFolded(tx, version);
		const versions = [{ policyId, number: version.number }];
		await announce(tx, { kind: 'policy.published', versions }, at);
		return { kind: 'published', version };
	});
}

/** A publication can be planned for so long ahead. */
const furthest = 366 * 24 * 3_600_000;

function checked({ reason, effectiveAt, at }: Publication): {
	reason: string;
	effectiveAt: number;
} {
	const said = reason.trim();
	if (!said)
		throw new Invalid({ reason: 'Say why, in a sentence: people read it beside the change.' });
	if (said.length > 400) throw new Invalid({ reason: 'Shorten the reason to 400 characters.' });
	if (effectiveAt === undefined) return { reason: said, effectiveAt: at };
	if (effectiveAt <= at)
		throw new Invalid({ date: 'This moment is over. Choose one to come, or publish now.' });
	if (effectiveAt > at + furthest)
		throw new Invalid({ date: 'Choose a day within a year from now.' });
	return { reason: said, effectiveAt };
}

const overtaken: Refusal = {
	place: 'The draft',
	message: 'It was changed after you opened this page. Read it again, then publish.',
};

/** What a publication is judged against. */
export async function readGround(
	db: Parameters<typeof readPolicies>[0],
	catalogue: Catalogue,
	policyId: string,
	at: number,
): Promise<Ground> {
	const history = await readPolicies(db);
	const versions = history.byId.get(policyId)?.versions ?? [];
	const newest = versions.at(-1);
	if (!newest) throw new NotFound('There is no such policy.');
	return {
		catalogue,
		assignments: await readAssignments(db),
		versions: withVersion(versionsAt(history, at), newest),
		newest,
		places: await readPlaces(db),
		planned: isPlanned(newest, versions.at(-2), at),
	};
}

/** A clock that was set back makes no plan: then a version follows the one before at once. */
function isPlanned(newest: PolicyVersion, before: PolicyVersion | undefined, at: number): boolean {
	const { effectiveAt, publishedAt } = newest;
	return effectiveAt > Math.max(at, publishedAt) && effectiveAt !== (before?.effectiveAt ?? 0) + 1;
}

async function recordPublication(
	tx: Transaction,
	version: PolicyVersion,
	draft: Draft,
): Promise<void> {
	await appendAudit(tx, {
		at: version.publishedAt,
		actorId: version.publishedBy,
		action: 'policy.published',
		objectType: 'policy',
		objectId: version.policyId,
		payload: {
			version: version.number,
			hash: version.hash,
			change: version.change,
			reason: version.reason,
			effectiveAt: version.effectiveAt,
			draftSavedBy: draft.savedBy,
		},
	});
}
