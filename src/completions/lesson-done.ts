import { and, eq, max, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { completions } from '#db/schema/completions.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { readRevisions, rewrittenSince } from './revisions.ts';
import { publishedPolicies } from './states.ts';

/** When somebody finished a lesson, and whether its author has rewritten it since. */
export type LessonDone = { readonly at: number; readonly rewritten: boolean };

/**
 * When a person finished a lesson, under whichever versions; undefined if she has not. The one
 * question that a lesson's page asks of the record: it is the page that is opened most.
 */
export async function lessonDoneAt(
	db: Reader,
	employeeId: string,
	lesson: Lesson,
	{ history, at }: { readonly history: PolicyHistory; readonly at: number },
): Promise<LessonDone | undefined> {
	const rows = await completionTimes(db).execute({ employeeId, lessonId: lesson.id });
	const byPolicy = new Map(rows.map((row) => [row.policyId, row]));
	const needed = publishedPolicies(lesson.policies, history).map((id) => byPolicy.get(id));
	const known = needed.filter((row) => row !== undefined);
	if (known.length === 0 || known.length < needed.length) return undefined;
	const revisions = await readRevisions(db);
	const isOld = ({ revision }: { revision: number | null }) =>
		rewrittenSince(revisions, lesson, revision, at) !== undefined;
	return { at: Math.max(...known.map((row) => row.at)), rewritten: known.some(isOld) };
}

const completionTimes = prepared((db) =>
	db
		.select({
			policyId: completions.policyId,
			revision: max(completions.revision),
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
