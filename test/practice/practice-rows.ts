import type { Database } from '#db/connection.ts';
import { answers, attempts } from '#db/schema/completions.ts';
import { practiceCards, practiceReviews } from '#db/schema/practice.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';

// Answers as rows, and what folding made of them.

export type Given = {
	readonly employeeId: string;
	readonly at: number;
	readonly questionId?: string;
	readonly policyId?: string;
	readonly policyVersion?: number;
	readonly right?: boolean;
	readonly round?: number;
	readonly step?: number;
	readonly nextStep?: number | null;
	readonly verdict?: 'knows' | 'not yet' | 'unsure' | null;
	readonly confidence?: 'sure' | 'think' | 'unknown' | null;
	readonly kind?: 'lesson' | 'update' | 'practice';
	readonly attemptId?: string;
};

let made = 0;

/** Puts answers on record, each in an attempt of its own unless it names one. */
export async function answered(db: Database, given: readonly Given[]): Promise<void> {
	await db.write(async (tx) => {
		for (const one of given) {
			const { employeeId, at, kind = 'lesson' } = one;
			const attemptId = one.attemptId ?? `attempt ${(made += 1)}`;
			const subject = `subject ${attemptId}`;
			const about = { employeeId, kind, subject, beganAt: at, finishedAt: at, contentHash: '' };
			await tx
				.insert(attempts)
				.values({ id: attemptId, ...about })
				.onConflictDoNothing();
			const row = rowOf(one, attemptId);
			await tx.insert(answers).values(row);
			if (row.verdict === null) continue;
			const { questionId, round, policyId, policyVersion } = row;
			const id = `${attemptId} ${questionId}`;
			const grading = { verdict: row.verdict, required: [], forbidden: [], notes: [] };
			await tx.insert(recallAnswers).values({
				...{ id, attemptId, questionId, round, employeeId, policyId, policyVersion },
				...{ language: 'en', said: 'Words.', verdict: row.verdict, grading, grader: '1' },
				answeredAt: at,
			});
		}
	});
}

function rowOf(
	{ at, questionId = 'rain-loan', policyId = 'loans', policyVersion = 1, ...given }: Given,
	attemptId: string,
) {
	const { right = true, round = 1, step = 1, nextStep = null } = given;
	const { verdict = null, confidence = null } = given;
	return {
		...{ attemptId, questionId, policyId, policyVersion, right, round, step, nextStep },
		...{ verdict, confidence, choice: [], answeredAt: at },
	};
}

/** A reader's decision on an answer, as a row. */
export async function decided(
	db: Database,
	answerId: string,
	decision: 'knows' | 'not yet',
	at: number,
): Promise<void> {
	const row = { answerId, cause: 'unsure', askedAt: at, decision, decidedAt: at } as const;
	await db.write((tx) => tx.insert(recallReviews).values(row));
}

export async function reviewsIn(db: Database) {
	const rows = await db.read.select().from(practiceReviews).orderBy(practiceReviews.reviewedAt);
	return rows.toSorted(
		(a, b) =>
			a.reviewedAt - b.reviewedAt ||
			compare(a.employeeId, b.employeeId) ||
			compare(a.format, b.format),
	);
}

export async function cardsIn(db: Database) {
	const rows = await db.read.select().from(practiceCards);
	const key = (row: (typeof rows)[number]) => `${row.employeeId} ${row.policyId} ${row.format}`;
	return rows.toSorted((a, b) => compare(key(a), key(b)));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
