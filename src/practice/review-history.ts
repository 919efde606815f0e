import { setImmediate } from 'node:timers/promises';
import { FSRSBindingItem, FSRSBindingReview } from '@open-spaced-repetition/binding';
import { sql } from 'drizzle-orm';
import { fsrs, Rating } from 'ts-fsrs';
import type { Aggregate } from '#db/aggregate.ts';
import { daysBetween, type Parameters, retrievabilityAt } from './memory.ts';

/** The reviews of one card, in their order, since nothing was known of it. */
export type History = readonly Review[];
type Review = { readonly right: boolean; readonly at: number };

/** So many of the latest reviews are read: what a fit gains from more is not worth the memory. */
const mostReviews = 200_000;

/** A review for which nothing was predicted begins a history: the first, or one after a material change. */
export async function readHistories(aggregate: Aggregate): Promise<History[]> {
	const rows = await aggregate(sql`
		select employee_id || ' ' || policy_id || ' ' || format as card, "right", reviewed_at as at,
			predicted is null as first
		from (select * from practice_reviews order by reviewed_at desc limit ${sql.raw(String(mostReviews))})
		order by card, reviewed_at`);
	const histories: Review[][] = [];
	let before: unknown;
	for (const { card, right, at, first } of rows) {
		if (card !== before || first === 1) histories.push([]);
		before = card;
		histories.at(-1)?.push({ right: right === 1, at: Number(at) });
	}
	return histories;
}

/** How many reviews have something before them. */
export function foretold(histories: readonly History[]): number {
	return histories.reduce((sum, { length }) => sum + length - 1, 0);
}

/** The moment after which the latest share of those reviews lies: what is held back from a fit. */
export function splitOf(histories: readonly History[], share: number): number {
	const moments = histories.flatMap((history) => history.slice(1).map(({ at }) => at));
	moments.sort((a, b) => a - b);
	return moments[Math.floor((1 - share) * (moments.length - 1))] ?? 0;
}

/** The optimiser's items: every review until a moment with those before it, in whole days of one at least. */
export function itemsUntil(histories: readonly History[], split: number): FSRSBindingItem[] {
	return histories.flatMap((history) => {
		const reviews = history
			.filter(({ at }) => at <= split)
			.map(({ right, at }, index, all) => {
				const before = all[index - 1];
				const days = before ? Math.max(1, Math.round(daysBetween(before.at, at))) : 0;
				return new FSRSBindingReview(right ? Rating.Good : Rating.Again, days);
			});
		return reviews.slice(1).map((_, index) => new FSRSBindingItem(reviews.slice(0, index + 2)));
	});
}

/** So many histories are gone through at a stretch: then requests have had their turn. */
const stretch = 500;

/**
 * Log loss on the reviews after a moment, each predicted from those before it. A test holds the walk
 * against `remember`.
 */
export async function logLossAfter(
	histories: readonly History[],
	split: number,
	parameters: Parameters,
): Promise<{ readonly reviews: number; readonly logLoss: number }> {
	const scheduler = fsrs({ w: [...parameters], enable_short_term: false, enable_fuzz: false });
	let [reviews, loss] = [0, 0];
	for (const [index, history] of histories.entries()) {
		if (index % stretch === stretch - 1) await setImmediate();
		let state: { stability: number; difficulty: number } | null = null;
		let reviewedAt = 0;
		for (const { right, at } of history) {
			if (state && at > split) {
				const recall = retrievabilityAt({ ...state, reviewedAt }, at, parameters);
				loss -= Math.log(within(right ? recall : 1 - recall));
				reviews += 1;
			}
			const elapsed = state ? daysBetween(reviewedAt, at) : 0;
			state = scheduler.next_state(state, elapsed, right ? Rating.Good : Rating.Again);
			reviewedAt = at;
		}
	}
	return { reviews, logLoss: reviews === 0 ? 0 : loss / reviews };
}

function within(chance: number): number {
	return Math.min(0.9999, Math.max(0.0001, chance));
}
