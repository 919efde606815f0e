import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { answers, attempts } from '#db/schema/completions.ts';
import { addDays, type Day } from '#lib/service-day.ts';

/** Days that "lately" means. */
export const lately = 7;

/** The minutes of somebody's last seven days, begun or done; what became another one is not among them. */
export type Minutes = readonly {
	readonly id: string;
	readonly day: Day;
	readonly asked: readonly string[];
	readonly finished: boolean;
}[];

export async function readMinutes(db: Reader, personId: string, today: Day): Promise<Minutes> {
	const rows = await minutesSince(db).execute({ personId, since: addDays(today, 1 - lately) });
	return rows.map(({ asked, finishedAt, ...row }) => {
		return { ...row, asked: asked ?? [], finished: finishedAt !== null };
	});
}

const minutesSince = prepared((db) =>
	db
		.select({
			id: attempts.id,
			day: attempts.subject,
			asked: attempts.asked,
			finishedAt: attempts.finishedAt,
		})
		.from(attempts)
		.where(
			and(
				eq(attempts.employeeId, sql.placeholder('personId')),
				eq(attempts.kind, 'practice'),
				gte(attempts.subject, sql.placeholder('since')),
				isNull(attempts.replacedBy),
			),
		)
		.orderBy(attempts.beganAt)
		.prepare(),
);

/** The minute that is under way on a day. */
export function openMinute(minutes: Minutes, day: Day): Minutes[number] | undefined {
	return minutes.find((minute) => minute.day === day && !minute.finished);
}

/** On how many of the last seven days a minute was done. */
export function daysPractised(minutes: Minutes): number {
	return new Set(minutes.filter(({ finished }) => finished).map(({ day }) => day)).size;
}

/** When each question was last put to somebody, in a lesson, an update or a minute. */
export async function readAskedAt(
	db: Reader,
	personId: string,
): Promise<ReadonlyMap<string, number>> {
	const rows = await askedQuestions(db).execute({ personId });
	return new Map(rows.map(({ questionId, at }) => [questionId, at]));
}

const askedQuestions = prepared((db) =>
	db
		.select({ questionId: answers.questionId, at: sql<number>`max(${answers.answeredAt})` })
		.from(attempts)
		.innerJoin(answers, eq(answers.attemptId, attempts.id))
		.where(eq(attempts.employeeId, sql.placeholder('personId')))
		.groupBy(answers.questionId)
		.prepare(),
);
