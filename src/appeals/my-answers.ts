import { and, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { showSaid, type Said } from '#completions/said.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Database, Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { employees } from '#db/schema/people.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';
import { nameShownTo } from '#people/name-shown.ts';
import { readerOf } from '#policies/reading.ts';
import { mayAppeal } from './may-appeal.ts';
import { type QuestionShown, questionShown, titleOf } from './shown.ts';

/** One answer in her own words, as she finds it again. */
export type MyAnswer = {
	readonly said: Said;
	readonly language: string;
	readonly answeredAt: number;
	readonly policyId: string;
	readonly policyTitle: string;
	readonly question: QuestionShown | undefined;
	/** Who read it; null where nobody has yet. */
	readonly readBy: string | null;
	readonly mayAppeal: boolean;
	/** It was decided since she last looked. */
	readonly news: boolean;
};

export const myAnswersAPage = 15;

/** What a person said, newest first; what was decided since she last looked comes before all. */
export async function readMyAnswers(
	db: Reader,
	around: Surroundings,
	page = 1,
): Promise<{ readonly answers: readonly MyAnswer[]; readonly count: number }> {
	const { person, history, at } = around;
	const hers = eq(recallAnswers.employeeId, person.id);
	const rows = await db
		.select({ row: recallAnswers, review: recallReviews, readBy: nameShownTo(person.vendorId) })
		.from(recallAnswers)
		.leftJoin(recallReviews, eq(recallReviews.answerId, recallAnswers.id))
		.leftJoin(employees, eq(employees.id, recallReviews.decidedBy))
		.where(hers)
		.orderBy(desc(isNews), desc(recallAnswers.answeredAt), desc(recallAnswers.id))
		.limit(myAnswersAPage)
		.offset((page - 1) * myAnswersAPage);
	const [all] = await db.select({ n: count() }).from(recallAnswers).where(hers);
	const answers = rows.map(({ row, review, readBy }) => {
		const { language, answeredAt, policyId } = row;
		const said = showSaid(row, review, around);
		return {
			...{ said, language, answeredAt, policyId },
			policyTitle: titleOf(history, policyId),
			question: questionShown(around, row, readerOf(person)),
			readBy: review?.decision ? readBy : null,
			mayAppeal: mayAppeal(said, { answeredAt, at }),
			news: review?.decidedAt != null && review.seenAt === null,
		};
	});
	return { answers, count: all?.n ?? 0 };
}

const isNews = sql`(${recallReviews.decidedAt} is not null and ${recallReviews.seenAt} is null)`;

/** Of how many of her answers somebody has decided since she last looked. */
export async function countDecided(db: Reader, employeeId: string): Promise<number> {
	const [row] = await decidedOf(db).execute({ employeeId });
	return row?.n ?? 0;
}

const decidedOf = prepared((db) =>
	db
		.select({ n: count() })
		.from(recallAnswers)
		.innerJoin(recallReviews, eq(recallReviews.answerId, recallAnswers.id))
		.where(
			and(
				eq(recallAnswers.employeeId, sql.placeholder('employeeId')),
				isNotNull(recallReviews.decidedAt),
				isNull(recallReviews.seenAt),
			),
		)
		.prepare(),
);

/** Says that a person has seen every decision so far. */
export async function seeDecisions(
	db: Database,
	{ employeeId, at }: { readonly employeeId: string; readonly at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const hers = tx
			.select({ id: recallAnswers.id })
			.from(recallAnswers)
			.where(eq(recallAnswers.employeeId, employeeId));
		await tx
			.update(recallReviews)
			.set({ seenAt: at })
			.where(
				and(
					isNotNull(recallReviews.decidedAt),
					isNull(recallReviews.seenAt),
					sql`${recallReviews.answerId} in ${hers}`,
				),
			);
	});
}
