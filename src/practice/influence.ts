import type { Catalogue } from '#lessons/catalogue.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';

/** A moment of truth decides whether she comes back: its policies come first. */
const truth = 1.5;

/**
 * How much it matters that a policy is known: by the touchpoint at which it decides most. Between 1
 * and 3: the most influential moment of truth weighs three times what decides nothing.
 */
export function weightOf(
	{ touchpoints }: Pick<Catalogue, 'touchpoints'>,
	history: PolicyHistory,
	policyId: string,
	at: number,
): number {
	const meets = versionAt(history.byId.get(policyId), at)?.body.touchpoints ?? [];
	const weights = touchpoints
		.filter(({ id }) => meets.includes(id))
		.map(({ influence, momentOfTruth }) => (1 + 1 / influence) * (momentOfTruth ? truth : 1));
	return Math.max(1, ...weights);
}
