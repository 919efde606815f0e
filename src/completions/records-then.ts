import { and, eq, gt, inArray, isNull, lte, max, or, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { attempts, completions } from '#db/schema/completions.ts';
import { attemptForgottenAfter, collectRecords, type Records } from './records.ts';

/**
 * What was on record of some people at a moment that is past. Of a completion that was renewed more
 * than once only the first and the last time are kept: in between, the first counts.
 */
export function readRecordsThen(
	db: Reader,
	employeeIds: readonly string[],
	at: number,
): Promise<Records> {
	return collectRecords(db, employeeIds, at, { readKnown, readOpen });
}

function readKnown(db: Reader, ids: readonly string[], at: number) {
	const { employeeId, lessonId, policyId, completedAt, renewedAt } = completions;
	return db
		.select({
			...{ employeeId, lessonId, policyId },
			version: max(completions.policyVersion),
			revision: max(completions.revision),
			completedAt: sql<number>`max(case when ${renewedAt} <= ${at} then ${renewedAt} else ${completedAt} end)`,
		})
		.from(completions)
		.where(and(inArray(employeeId, [...ids]), lte(completedAt, at)))
		.groupBy(employeeId, lessonId, policyId);
}

function readOpen(db: Reader, ids: readonly string[], at: number) {
	return db
		.select({ employeeId: attempts.employeeId, subject: attempts.subject })
		.from(attempts)
		.where(
			and(
				inArray(attempts.employeeId, [...ids]),
				eq(attempts.kind, 'lesson'),
				or(isNull(attempts.finishedAt), gt(attempts.finishedAt, at)),
				lte(attempts.beganAt, at),
				gt(attempts.beganAt, at - attemptForgottenAfter),
			),
		);
}
