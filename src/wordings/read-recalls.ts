import { and, count, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { recallAnswers, recallWordings } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { NotFound } from '#lib/errors.ts';
import type { Recall } from '#quiz/recall/recall.ts';

/** A recall, the file it is written in, and how its answers were graded lately. */
export type RecallLine = {
	readonly recall: Recall;
	readonly lesson: Lesson;
	readonly answers: number;
	readonly knows: number;
	/** Those that a person had to read. */
	readonly unsure: number;
	readonly waiting: number;
};

const lately = 90 * 86_400_000;

/** Every recall, those with a wording to decide on first. */
export async function readRecalls(
	db: Reader,
	catalogue: Pick<Catalogue, 'lessons' | 'practice'>,
	at: number,
): Promise<RecallLine[]> {
	const answered = await db
		.select({
			id: recallAnswers.questionId,
			answers: count(),
			knows: sql<number>`sum(${recallAnswers.verdict} = 'knows')`,
			unsure: sql<number>`sum(${recallAnswers.verdict} = 'unsure')`,
		})
		.from(recallAnswers)
		.where(gt(recallAnswers.answeredAt, at - lately))
		.groupBy(recallAnswers.questionId);
	const proposed = await db
		.select({ id: recallWordings.questionId, waiting: count() })
		.from(recallWordings)
		.where(isNull(recallWordings.decision))
		.groupBy(recallWordings.questionId);
	const countsOf = new Map(answered.map((row) => [row.id, row]));
	const waitingOf = new Map(proposed.map((row) => [row.id, row.waiting]));
	return placesIn(catalogue)
		.map(({ recall, lesson }) => {
			const { answers = 0, knows = 0, unsure = 0 } = countsOf.get(recall.id) ?? {};
			return { recall, lesson, answers, knows, unsure, waiting: waitingOf.get(recall.id) ?? 0 };
		})
		.toSorted((a, b) => b.waiting - a.waiting);
}

function placesIn({ lessons, practice }: Pick<Catalogue, 'lessons' | 'practice'>) {
	return [...lessons, ...practice].flatMap((lesson) =>
		lesson.recalls.map((recall) => ({ recall, lesson })),
	);
}

/** Throws NotFound if the content has no such recall. */
export function requireRecall(
	catalogue: Pick<Catalogue, 'lessons' | 'practice'>,
	id: string | undefined,
): { readonly recall: Recall; readonly lesson: Lesson } {
	const place = placesIn(catalogue).find(({ recall }) => recall.id === id);
	if (!place) throw new NotFound('There is no such recall.');
	return place;
}

/** Wordings of a recall that wait for a decision, and those that were taken up here; the newest first. */
export async function readWordings(db: Reader, questionId: string) {
	const rows = await db
		.select({
			id: recallWordings.id,
			idea: recallWordings.idea,
			ideaName: recallWordings.ideaName,
			wording: recallWordings.wording,
			answerId: recallWordings.answerId,
			said: recallAnswers.said,
			decision: recallWordings.decision,
			proposedAt: recallWordings.proposedAt,
			proposedBy: employees.name,
		})
		.from(recallWordings)
		.innerJoin(employees, eq(employees.id, recallWordings.proposedBy))
		.leftJoin(recallAnswers, eq(recallAnswers.id, recallWordings.answerId))
		.where(eq(recallWordings.questionId, questionId))
		.orderBy(desc(recallWordings.proposedAt));
	return {
		waiting: rows.filter(({ decision }) => decision === null),
		taken: rows.filter(({ decision }) => decision === 'taken up'),
	};
}

/** What somebody said, for whom a wording is sought; undefined if it was to another question. */
export async function readAnswer(db: Reader, questionId: string, answerId: string) {
	const [row] = await db
		.select()
		.from(recallAnswers)
		.where(and(eq(recallAnswers.id, answerId), eq(recallAnswers.questionId, questionId)));
	return row;
}
