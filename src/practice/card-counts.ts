import type { practiceCards } from '#db/schema/practice.ts';
import { firstMaterialAfter, type PolicyHistory, type PolicyVersion } from '#policies/versions.ts';

export type Card = typeof practiceCards.$inferSelect;

/** What has to be known of a card to say whether it still says anything. */
export type CardOf = Pick<Card, 'policyId' | 'policyVersion'>;

/**
 * Whether a card says anything about what holds at a moment. After a material change it does not:
 * until the policy is answered under the new version, nobody knows who knows it.
 */
export function cardCounts(card: CardOf, history: PolicyHistory, at: number): boolean {
	return changedSince(card, history, at) === undefined;
}

/** The material change by which a card stopped counting, the first one; undefined if it counts. */
export function changedSince(
	{ policyId, policyVersion }: CardOf,
	history: PolicyHistory,
	at: number,
): PolicyVersion | undefined {
	return firstMaterialAfter(history.byId.get(policyId), policyVersion, at);
}

/** Whether a policy says something materially else in a later version: then memory begins anew. */
export function beginsAnew(
	{ policyId, policyVersion }: CardOf,
	later: number,
	history: PolicyHistory,
): boolean {
	const versions = history.byId.get(policyId)?.versions ?? [];
	return versions.some(
		({ number, change }) => change === 'material' && number > policyVersion && number <= later,
	);
}
