import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { attempts } from '#db/schema/completions.ts';
import type { Attempt, Subject } from './attempt.ts';

/**
 * The attempt that a form or a link means: by its id, or what it became, or else the one that this
 * person has open on the subject. Another person's attempt is none.
 */
export async function findAttempt(
	db: Reader,
	employeeId: string,
	subject: Subject,
	id: string | undefined,
): Promise<Attempt | undefined> {
	const whose = { employeeId, kind: subject.kind, subject: subject.id };
	if (id !== undefined) {
		const [named] = await attemptById(db).execute({ ...whose, id });
		if (named?.replacedBy) return findAttempt(db, employeeId, subject, named.replacedBy);
		if (named) return named;
	}
	const [open] = await openAttempt(db).execute(whose);
	return open;
}

const own = and(
	eq(attempts.employeeId, sql.placeholder('employeeId')),
	eq(attempts.kind, sql.placeholder('kind')),
	eq(attempts.subject, sql.placeholder('subject')),
);

const attemptById = prepared((db) =>
	db
		.select()
		.from(attempts)
		.where(and(own, eq(attempts.id, sql.placeholder('id'))))
		.prepare(),
);

const openAttempt = prepared((db) =>
	db
		.select()
		.from(attempts)
		.where(and(own, isNull(attempts.finishedAt), isNull(attempts.replacedBy)))
		.prepare(),
);

/** The attempt that was finished while a page was open: in another tab, or by the page sent twice. */
export async function finishedSince(
	db: Reader,
	employeeId: string,
	subject: Subject,
	shownAt: number,
): Promise<Attempt | undefined> {
	const [finished] = await db
		.select()
		.from(attempts)
		.where(
			and(
				eq(attempts.employeeId, employeeId),
				eq(attempts.kind, subject.kind),
				eq(attempts.subject, subject.id),
				gt(attempts.finishedAt, shownAt),
			),
		)
		.orderBy(attempts.finishedAt);
	return finished;
}
