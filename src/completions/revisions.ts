import { and, asc, eq, max, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { completions } from '#db/schema/completions.ts';
import { lessonRevisions } from '#db/schema/lessons.ts';
import type { Lesson } from '#lessons/lesson.ts';

/** By lesson: the revisions that were ever taught here, ascending, each with since when. */
export type Revisions = ReadonlyMap<string, readonly SeenRevision[]>;
export type SeenRevision = { readonly revision: number; readonly firstSeenAt: number };

const allRevisions = prepared((db) =>
	db
		.select()
		.from(lessonRevisions)
		.orderBy(asc(lessonRevisions.lessonId), asc(lessonRevisions.revision))
		.prepare(),
);

export async function readRevisions(db: Reader): Promise<Revisions> {
	const rows = await allRevisions(db).execute();
	return Map.groupBy(rows, ({ lessonId }) => lessonId);
}

/**
 * Since when a lesson is another than the one that somebody did; undefined if it is the same, or if
 * its author went back. Null is what she did before revisions were kept: the first one seen.
 */
export function rewrittenSince(
	revisions: Revisions,
	lesson: Pick<Lesson, 'id' | 'revision'>,
	known: number | null,
	at: number,
): number | undefined {
	const seen = revisions.get(lesson.id) ?? [];
	const done = known ?? seen[0]?.revision ?? lesson.revision;
	return seen.find(
		({ revision, firstSeenAt }) =>
			revision > done && revision <= lesson.revision && firstSeenAt <= at,
	)?.firstSeenAt;
}

/** The lessons through which a person has come to know a policy, each with the revision she did. */
export async function revisionsCompletedOn(
	db: Reader,
	employeeId: string,
	policyId: string,
): Promise<ReadonlyMap<string, number | null>> {
	const rows = await db
		.select({ lessonId: completions.lessonId, revision: max(completions.revision) })
		.from(completions)
		.where(and(eq(completions.employeeId, employeeId), eq(completions.policyId, policyId)))
		.groupBy(completions.lessonId);
	return new Map(rows.map(({ lessonId, revision }) => [lessonId, revision]));
}

/** Where a completion is on record already: nobody goes back to an older revision. */
export const laterRevision = sql`coalesce(max(${completions.revision}, excluded.revision), excluded.revision, ${completions.revision})`;
