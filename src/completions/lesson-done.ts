import { and, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { completions } from '#db/schema/completions.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { publishedPolicies } from './states.ts';

/**
 * When a person finished a lesson, under whichever versions; undefined if she has not. The one
 * question that a lesson's page asks of the record: it is the page that is opened most.
 */
export async function lessonDoneAt(
	db: Reader,
	employeeId: string,
	lesson: Lesson,
	history: PolicyHistory,
): Promise<number | undefined> {
	const rows = await completionTimes(db).execute({ employeeId, lessonId: lesson.id });
	const times = new Map(rows.map(({ policyId, at }) => [policyId, at]));
	const needed = publishedPolicies(lesson.policies, history).map((id) => times.get(id));
	const known = needed.filter((time) => time !== undefined);
	return known.length > 0 && known.length === needed.length ? Math.max(...known) : undefined;
}

const completionTimes = prepared((db) =>
	db
		.select({
			policyId: completions.policyId,
			at: sql<number>`max(coalesce(${completions.renewedAt}, ${completions.completedAt}))`,
		})
		.from(completions)
		.where(
			and(
				eq(completions.employeeId, sql.placeholder('employeeId')),
				eq(completions.lessonId, sql.placeholder('lessonId')),
			),
		)
		.groupBy(completions.policyId)
		.prepare(),
);
