import type { practiceReviews } from '#db/schema/practice.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { beginsAnew, type Card } from './card-counts.ts';
import { daysBetween, intervalOf, remember, retrievabilityAt } from './memory.ts';
import type { Terms } from './parameters.ts';

export type Review = typeof practiceReviews.$inferSelect;

/** An answer that may become a review: what was predicted of it is not known yet. */
export type Answered = Omit<Review, 'predicted' | 'elapsedDays'>;

const dayMs = 86_400_000;

/** A review with the card that follows from it. */
export type Reviewed = { readonly review: Review; readonly card: Card };

/**
 * What an answer makes of a card. After a material change memory begins anew: nothing was predicted,
 * and what was known of the old wording promises nothing of the new one.
 */
export function reviewCard(
	before: Card | undefined,
	answered: Answered,
	history: PolicyHistory,
	{ parameters, retention }: Terms,
): Reviewed {
	const { policyVersion, right, reviewedAt: at } = answered;
	const known = before && !beginsAnew(before, policyVersion, history) ? before : undefined;
	const memory = remember(known, { right, at }, parameters);
	const { employeeId, policyId, format, questionId } = answered;
	const card = {
		...{ employeeId, policyId, format, questionId, ...memory },
		// A clock that was moved back brings nothing back into the past.
		reviewedAt: Math.max(at, before?.reviewedAt ?? at),
		dueAt: Math.round(at + intervalOf(memory.stability, retention, parameters) * dayMs),
		reviews: (before?.reviews ?? 0) + 1,
		lapses: (before?.lapses ?? 0) + (known && !right ? 1 : 0),
		policyVersion: Math.max(policyVersion, before?.policyVersion ?? 0),
	};
	const predicted = known ? retrievabilityAt(known, at, parameters) : null;
	const elapsedDays = before ? daysBetween(before.reviewedAt, at) : null;
	return { review: { ...answered, predicted, elapsedDays }, card };
}

/** The same of several answers on one card, in the order in which they were given. */
export function reviewCards(
	before: Card | undefined,
	answered: readonly Answered[],
	history: PolicyHistory,
	terms: Terms,
): Reviewed[] {
	let card = before;
	return answered
		.toSorted((a, b) => a.reviewedAt - b.reviewedAt)
		.map((answer) => {
			const reviewed = reviewCard(card, answer, history, terms);
			card = reviewed.card;
			return reviewed;
		});
}

/** What a card is about: a person, a policy and a format. */
export function cardKey({
	employeeId,
	policyId,
	format,
}: Pick<Review, 'employeeId' | 'policyId' | 'format'>): string {
	return `${employeeId} ${policyId} ${format}`;
}

/** At most one review has this key. */
export function dayKey(review: Pick<Review, 'employeeId' | 'policyId' | 'format' | 'day'>): string {
	return `${cardKey(review)} ${review.day}`;
}
