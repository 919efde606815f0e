import type { Database } from '#db/connection.ts';
import { insertRows } from '#db/many-rows.ts';
import { practiceCards, practiceReviews } from '#db/schema/practice.ts';

type Card = typeof practiceCards.$inferInsert;
type Review = typeof practiceReviews.$inferInsert;

const dayMs = 86_400_000;

/** A card as practice leaves it. */
export function card(
	employee: { readonly id: string },
	at: number,
	changes: Partial<Card> = {},
): Card {
	return {
		...{ employeeId: employee.id, policyId: 'returns', format: 'recall' },
		...{ stability: 10, difficulty: 5, reviewedAt: at, dueAt: at, reviews: 1, lapses: 0 },
		...{ policyVersion: 1, questionId: 'returns', ...changes },
	};
}

/** A review as practice writes it. */
export function review(
	employee: { readonly id: string },
	at: number,
	changes: Partial<Review> = {},
): Review {
	return {
		...{ employeeId: employee.id, policyId: 'returns', format: 'recall' },
		...{ day: new Date(at).toISOString().slice(0, 10), questionId: 'returns', policyVersion: 1 },
		...{ right: true, confidence: 'think', predicted: null, elapsedDays: null },
		...{ source: 'practice', attemptId: 'attempt', reviewedAt: at, ...changes },
	};
}

export async function practised(
	db: Database,
	{ cards = [], reviews = [] }: { cards?: readonly Card[]; reviews?: readonly Review[] },
): Promise<void> {
	await db.write(async (tx) => {
		await insertRows(tx, practiceCards, cards);
		await insertRows(tx, practiceReviews, reviews);
	});
}

/** Somebody's reviews on consecutive days, each with the days since the one before. */
export function reviewsOn(
	employee: { readonly id: string },
	from: number,
	days: readonly { readonly day: number; readonly right: boolean; readonly predicted?: number }[],
	changes: Partial<Review> = {},
): Review[] {
	return days.map(({ day, right, predicted }, index) => {
		const before = days[index - 1];
		const elapsedDays = before ? day - before.day : null;
		const own = { right, predicted: predicted ?? null, elapsedDays };
		return review(employee, from + day * dayMs, { ...own, ...changes });
	});
}
