import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Attempt } from '#completions/attempt.ts';
import { finishIfNothingIsOpen } from '#completions/finish-attempt.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Database } from '#db/connection.ts';
import { attempts } from '#db/schema/completions.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { freshPolicies } from '#policies/versions.ts';
import { mayAppeal } from './may-appeal.ts';
import { setVerdict } from './set-verdict.ts';

/** Characters of the line that may stand beside an appeal, and of a reader's reply. */
export const longestLine = 300;

export type Appeal = { readonly answerId: string; readonly why: string };

/** What the answer belongs to, for whoever goes on from there. */
export type AppealOutcome = {
	readonly attempt: Pick<Attempt, 'id' | 'kind' | 'subject'>;
	/** `known`: it was with a reader already, or decided. */
	readonly kind: 'appealed' | 'known';
};

/**
 * "I did say that": from now on the answer counts as unsure, so it holds up nobody, and a person
 * reads it. Once per answer. If it was the last open one, the lesson is finished with it.
 */
export async function appealAnswer(
	db: Database,
	around: Surroundings,
	{ answerId, why: typed }: Appeal,
): Promise<AppealOutcome> {
	const why = lineOf(typed, 'why');
	return db.write(async (tx) => {
		const { person, at } = around;
		const { row, attempt, review } = await ownAnswer(tx, person.id, answerId);
		if (review) return { attempt, kind: 'known' };
		const { verdict, grading, answeredAt } = row;
		if (!mayAppeal({ verdict, notes: grading.notes, review }, { answeredAt, at })) {
			throw new Invalid({
				why: 'This answer is not read again. You can answer the question anew.',
			});
		}
		await tx.insert(recallReviews).values({ answerId, cause: 'appeal', askedAt: at, why });
		await setVerdict(tx, row, 'unsure');
		await appendAudit(tx, {
			at,
			actorId: person.id,
			action: 'answer.appealed',
			objectType: 'answer',
			objectId: answerId,
			payload: { question: row.questionId, policy: row.policyId },
		});
		const history = await freshPolicies(tx, around.history);
		await finishIfNothingIsOpen(tx, { ...around, history }, attempt);
		return { attempt, kind: 'appealed' };
	});
}

/** One line as it was typed, or a sentence beside its field. */
export function lineOf(typed: string, field: string): string {
	const line = typed.replace(/\s+/g, ' ').trim();
	if (line.length <= longestLine) return line;
	throw new Invalid({
		[field]: `That is ${line.length} characters, and ${longestLine} is the most. Make it shorter.`,
	});
}

/** The attempt is the one that took the answer over, if a newer version made hers begin again. */
async function ownAnswer(tx: Transaction, employeeId: string, answerId: string) {
	const [found] = await tx
		.select({ row: recallAnswers, review: recallReviews, attempt: attempts })
		.from(recallAnswers)
		.innerJoin(attempts, eq(attempts.id, recallAnswers.attemptId))
		.leftJoin(recallReviews, eq(recallReviews.answerId, recallAnswers.id))
		.where(and(eq(recallAnswers.id, answerId), eq(recallAnswers.employeeId, employeeId)));
	if (!found) throw new NotFound('There is no such answer.');
	let { attempt } = found;
	while (attempt.replacedBy) {
		const [later] = await tx.select().from(attempts).where(eq(attempts.id, attempt.replacedBy));
		if (!later) break;
		attempt = later;
	}
	return { ...found, attempt };
}
