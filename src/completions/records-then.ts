import { and, eq, gt, inArray, isNull, lte, max, or, sql } from 'drizzle-orm';
import { type Exemption, readExemptions } from '#assignments/exempt.ts';
import type { Reader } from '#db/connection.ts';
import { attempts, completions } from '#db/schema/completions.ts';
import { attemptForgottenAfter, largestList, type Records } from './records.ts';
import type { Known } from './states.ts';

/**
 * What was on record of some people at a moment that is past. Of a completion that was renewed more
 * than once only the first and the last time are kept: in between, the first counts.
 */
export async function readRecordsThen(
	db: Reader,
	employeeIds: readonly string[],
	at: number,
): Promise<Records> {
	const known = new Map<string, Known>();
	const open = new Set<string>();
	const exempt = new Map<string, Exemption>();
	for (let from = 0; from < employeeIds.length; from += largestList) {
		const ids = employeeIds.slice(from, from + largestList);
		for (const { key, version, completedAt, revision } of await readKnown(db, ids, at)) {
			if (version !== null) known.set(key, { version, completedAt, revision });
		}
		for (const row of await readOpen(db, ids, at)) open.add(`${row.employeeId} ${row.subject}`);
		for (const row of await readExemptions(db, ids, at)) {
			exempt.set(`${row.employeeId} ${row.policyId}`, row);
		}
	}
	return {
		known: (employee, lesson, policy) => known.get(`${employee} ${lesson} ${policy}`),
		attemptOpen: (employee, lesson) => open.has(`${employee} ${lesson}`),
		exemption: (employee, policy) => exempt.get(`${employee} ${policy}`),
	};
}

function readKnown(db: Reader, ids: readonly string[], at: number) {
	const { employeeId, lessonId, policyId, completedAt, renewedAt } = completions;
	return db
		.select({
			key: sql<string>`${employeeId} || ' ' || ${lessonId} || ' ' || ${policyId}`,
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
