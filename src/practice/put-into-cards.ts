import { getTableColumns, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { practiceCards, practiceReviews } from '#db/schema/practice.ts';
import type { Transaction } from '#db/writer.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Card } from './card-counts.ts';
import { readCardsOf, readReviewsOf, readReviewsOfDays } from './cards-of-answers.ts';
import type { Terms } from './parameters.ts';
import {
	type Answered,
	cardKey,
	dayKey,
	type Review,
	type Reviewed,
	reviewCards,
} from './review.ts';

/** Puts answers into reviews and cards, each card with its reviews; returns how many reviews are new or corrected. */
export async function putIntoCards(
	tx: Transaction,
	answered: readonly Answered[],
	history: PolicyHistory,
	terms: Terms,
): Promise<number> {
	const fresh = await whatIsNew(tx, answered);
	if (fresh.length === 0) return 0;
	const cards = new Map((await readCardsOf(tx, fresh)).map((card) => [cardKey(card), card]));
	const done: Reviewed[] = [];
	const byCard = Map.groupBy(fresh, cardKey);
	for (const [key, answers] of byCard) {
		const card = cards.get(key);
		const inOrder = answers.every(({ reviewedAt }) => reviewedAt > (card?.reviewedAt ?? -1));
		done.push(
			...(inOrder
				? reviewCards(card, answers, history, terms)
				: await replay(tx, answers, history, terms)),
		);
	}
	const wanted = new Set(fresh.map(dayKey));
	const reviews = done.flatMap(({ review }) => (wanted.has(dayKey(review)) ? [review] : []));
	await insertReviews(tx, reviews);
	await insertCards(tx, [...new Map(done.map(({ card }) => [cardKey(card), card])).values()]);
	return reviews.length;
}

/**
 * Of the answers the first of each person, policy, format and day, where none has been counted yet;
 * and the one that was counted, if a reader has decided otherwise since.
 */
export async function whatIsNew(
	db: Reader,
	answered: readonly Answered[],
): Promise<readonly Answered[]> {
	const first = new Map<string, Answered>();
	for (const answer of answered) if (!first.has(dayKey(answer))) first.set(dayKey(answer), answer);
	const counted = new Map(
		(await readReviewsOfDays(db, answered)).map((review) => [dayKey(review), review]),
	);
	return [...first].flatMap(([key, answer]) => {
		const review = counted.get(key);
		return !review || isDecidedOtherwise(review, answer) ? [answer] : [];
	});
}

function isDecidedOtherwise(review: Review, answer: Answered): boolean {
	return (
		review.questionId === answer.questionId &&
		review.reviewedAt === answer.reviewedAt &&
		review.right !== answer.right
	);
}

/** An answer that belongs between others, or was decided later: the card comes of all its answers anew. */
async function replay(
	tx: Transaction,
	answers: readonly Answered[],
	history: PolicyHistory,
	terms: Terms,
): Promise<Reviewed[]> {
	const days = new Set(answers.map(dayKey));
	const before = await readReviewsOf(tx, answers);
	const others = before.filter((review) => !days.has(dayKey(review)));
	return reviewCards(undefined, [...others, ...answers], history, terms);
}

async function insertReviews(tx: Transaction, reviews: readonly Review[]): Promise<void> {
	const { employeeId, policyId, format, day } = practiceReviews;
	await tx
		.insert(practiceReviews)
		.values([...reviews])
		// Only a reader's decision changes what is counted.
		.onConflictDoUpdate({
			target: [employeeId, policyId, format, day],
			set: { right: sql`excluded."right"` },
		});
}

async function insertCards(tx: Transaction, cards: readonly Card[]): Promise<void> {
	const { employeeId, policyId, format, ...rest } = getTableColumns(practiceCards);
	const set = Object.fromEntries(
		Object.keys(rest).map((name) => [name, sql.raw(`excluded.${snake(name)}`)]),
	);
	await tx
		.insert(practiceCards)
		.values([...cards])
		.onConflictDoUpdate({ target: [employeeId, policyId, format], set });
}

function snake(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
