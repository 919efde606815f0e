import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { policyDrafts } from '#db/schema/policies.ts';
import { agreements, approvals } from '#db/schema/publishing.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid } from '#lib/errors.ts';
import { announce } from '#notifications/announce.ts';
import { appendVersion } from '#policies/append-version.ts';
import { type Draft, readDraft } from '#policies/draft.ts';
import { recordRenames } from '#policies/renames.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import { tellThoseFolded } from '#remarks/answer-remarks.ts';
import { closePackage } from './change-package.ts';
import { type Choice, type Judged, judgeTogether } from './judge-together.ts';
import { requireWhole } from './packages.ts';
import { checkedTerms, type Terms } from './publication-terms.ts';
import type { PolicyRefusal } from './refusal.ts';
import { whyGone } from './why-gone.ts';

export type JointPublication = Terms & {
	readonly drafts: readonly Choice[];
	/** The package that these drafts are, if they are one. */
	readonly packageId?: string;
};

export type JointOutcome =
	| { readonly kind: 'published'; readonly versions: readonly PolicyVersion[] }
	| { readonly kind: 'refused'; readonly refusals: readonly PolicyRefusal[] };

/**
 * Publishes drafts together or not at all: the versions, their audit rows and the end of the drafts
 * in one transaction, and nothing per person. Who is concerned is derived from then on, so it costs
 * the same for any number.
 */
export async function publishTogether(
	db: Database,
	catalogue: Catalogue,
	publication: JointPublication,
): Promise<JointOutcome> {
	const terms = checkedTerms(publication);
	const { drafts, packageId, by, at } = publication;
	if (drafts.length === 0) throw new Invalid({ publish: 'Add a policy first.' });
	return db.write(async (tx) => {
		const gone = packageId === undefined ? await draftsGone(tx, drafts) : [];
		if (gone.length > 0) return { kind: 'refused', refusals: gone };
		if (packageId !== undefined) await requireWhole(tx, packageId, drafts);
		const { judged, refusals } = await judgeTogether(tx, catalogue, publication);
		if (refusals.length > 0) return { kind: 'refused', refusals };
		const effectiveAt = commonMoment(terms.effectiveAt, judged);
		const versions: PolicyVersion[] = [];
		for (const each of judged) {
			versions.push(await publishOne(tx, each, { reason: terms.reason, effectiveAt, by, at }));
		}
		if (packageId !== undefined) await closePackage(tx, packageId, versions);
		const announced = versions.map(({ policyId, number }) => ({ policyId, number }));
		await announce(tx, { kind: 'policy.published', versions: announced }, at);
		return { kind: 'published', versions };
	});
}

/** Two leaders may publish at once: whoever comes second reads who was faster. */
async function draftsGone(tx: Transaction, drafts: readonly Choice[]): Promise<PolicyRefusal[]> {
	const gone: PolicyRefusal[] = [];
	for (const { policyId } of drafts) {
		if (await readDraft(tx, policyId)) continue;
		gone.push({ ...(await whyGone(tx, policyId)), policyId, title: policyId });
	}
	return gone;
}

/** Versions take effect in the order of their numbers, even if the clock was set back; and all at once. */
function commonMoment(wanted: number, judged: readonly Judged[]): number {
	return Math.max(wanted, ...judged.map(({ ground }) => ground.newest.effectiveAt + 1));
}

async function publishOne(
	tx: Transaction,
	{ draft, change, ground }: Judged,
	{ reason, effectiveAt, by, at }: Required<Terms> & { effectiveAt: number },
): Promise<PolicyVersion> {
	const { policyId, body } = draft;
	const version = await appendVersion(tx, {
		...{ policyId, body, change, reason },
		...{ publishedAt: at, effectiveAt, publishedBy: by },
	});
	// The ground knows all; those that are on record already leave no second trace.
	await recordRenames(tx, ground.newest.renames ?? [], { policyId, by, at });
	await tx.delete(policyDrafts).where(eq(policyDrafts.policyId, policyId));
	await settleConsent(tx, draft, version);
	await recordPublication(tx, version, draft);
	await tellThoseFolded(tx, version);
	return version;
}

/** What was agreed to and approved stands under the version from now on. */
async function settleConsent(
	tx: Transaction,
	{ policyId, revision }: Draft,
	{ number, publishedAt: settledAt }: PolicyVersion,
): Promise<void> {
	for (const table of [agreements, approvals]) {
		const open = and(eq(table.policyId, policyId), isNull(table.settledAt));
		await tx
			.update(table)
			.set({ number })
			.where(and(open, eq(table.revision, revision)));
		await tx.update(table).set({ settledAt }).where(open);
	}
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
