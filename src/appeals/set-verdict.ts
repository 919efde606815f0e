import { and, eq, inArray } from 'drizzle-orm';
import { answers, attempts } from '#db/schema/completions.ts';
import type { recallAnswers } from '#db/schema/recalls.ts';
import type { Transaction } from '#db/writer.ts';
import type { Verdict } from '#quiz/recall/recall.ts';

type SaidRow = typeof recallAnswers.$inferSelect;

/**
 * What an answer counts as from now on; how it was graded stays beside its words. An attempt that
 * began again took the answer over: there it counts the same.
 */
export async function setVerdict(
	tx: Transaction,
	{ employeeId, questionId, round, answeredAt }: SaidRow,
	verdict: Verdict,
): Promise<void> {
	const hers = tx
		.select({ id: attempts.id })
		.from(attempts)
		.where(eq(attempts.employeeId, employeeId));
	await tx
		.update(answers)
		.set({ verdict, right: verdict === 'knows' })
		.where(
			and(
				inArray(answers.attemptId, hers),
				eq(answers.questionId, questionId),
				eq(answers.round, round),
				eq(answers.answeredAt, answeredAt),
			),
		);
}
