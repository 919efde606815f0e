import type { Catalogue } from '#lessons/catalogue.ts';
import { longestSitting, type PlannedSitting } from './plan-sittings.ts';
import { createRandom } from './random.ts';

/** Somebody signs a policy that she has just learned. */
export type PlannedSignature = {
	readonly id: string;
	readonly personId: string;
	readonly policyId: string;
};

/** Most people sign within the hour what a lesson of theirs asks them to sign; a few leave it for later. */
export function planSignatures(sittings: readonly PlannedSitting[], catalogue: Catalogue) {
	const asking = catalogue.policies.filter(({ body }) => body.acknowledge).map(({ id }) => id);
	return sittings.flatMap(({ person, kind, subject, at, stopsAfter }) => {
		if (kind === 'update' || stopsAfter !== undefined) return [];
		const taught = catalogue.lessonById.get(subject)?.policies ?? [];
		const random = createRandom(`${person.number} signs after ${subject}`);
		return taught
			.filter((policyId) => asking.includes(policyId) && random.happens(0.8))
			.map((policyId) => ({
				kind: 'sign' as const,
				at: at + longestSitting,
				signature: { id: random.uuid(), personId: person.id, policyId },
			}));
	});
}
