import { and, eq, gt, inArray, isNull, max, sql } from 'drizzle-orm';
import { type Exemption, readExemptions } from '#assignments/exempt.ts';
import type { Reader } from '#db/connection.ts';
import { attempts, completions } from '#db/schema/completions.ts';
import type { Known } from './states.ts';

/** What is on record of some people: enough to derive every state. */
export type Records = {
	known(employeeId: string, lessonId: string, policyId: string): Known | undefined;
	attemptOpen(employeeId: string, lessonId: string): boolean;
	exemption(employeeId: string, policyId: string): Exemption | undefined;
};

/** Nothing is in progress for ever: an attempt left lying for a month is forgotten, its answers are not. */
export const attemptForgottenAfter = 30 * 24 * 3_600_000;

/** SQLite takes so many values in one list without complaint. */
const largestList = 500;

export function readRecords(
	db: Reader,
	employeeIds: readonly string[],
	at: number,
): Promise<Records> {
	return collectRecords(db, employeeIds, at, { readKnown, readOpen });
}

type KnownRow = {
	readonly employeeId: string;
	readonly lessonId: string;
	readonly policyId: string;
	readonly version: number | null;
	readonly completedAt: number;
	readonly revision: number | null;
};
type OpenRow = { readonly employeeId: string; readonly subject: string };

/** What is read of some people at a moment, whether it is now or past. */
type Reading = {
	readonly readKnown: (db: Reader, ids: readonly string[], at: number) => PromiseLike<KnownRow[]>;
	readonly readOpen: (db: Reader, ids: readonly string[], at: number) => PromiseLike<OpenRow[]>;
};

/** Puts together what each reading finds, a list of people after the other. */
export async function collectRecords(
	db: Reader,
	employeeIds: readonly string[],
	at: number,
	reading: Reading,
): Promise<Records> {
	const known = new Map<string, Known>();
	const open = new Set<string>();
	const exempt = new Map<string, Exemption>();
	for (let from = 0; from < employeeIds.length; from += largestList) {
		const ids = employeeIds.slice(from, from + largestList);
		for (const row of await reading.readKnown(db, ids, at)) {
			const { version, completedAt, revision } = row;
			if (version === null) continue;
			const entry = { version, completedAt, revision };
			known.set(`${row.employeeId} ${row.lessonId} ${row.policyId}`, entry);
		}
		for (const row of await reading.readOpen(db, ids, at)) {
			open.add(`${row.employeeId} ${row.subject}`);
		}
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

function readKnown(db: Reader, ids: readonly string[]) {
	return db
		.select({
			employeeId: completions.employeeId,
			lessonId: completions.lessonId,
			policyId: completions.policyId,
			version: max(completions.policyVersion),
			revision: max(completions.revision),
			completedAt: sql<number>`max(coalesce(${completions.renewedAt}, ${completions.completedAt}))`,
		})
		.from(completions)
		.where(inArray(completions.employeeId, [...ids]))
		.groupBy(completions.employeeId, completions.lessonId, completions.policyId);
}

function readOpen(db: Reader, ids: readonly string[], at: number) {
	return db
		.select({ employeeId: attempts.employeeId, subject: attempts.subject })
		.from(attempts)
		.where(
			and(
				inArray(attempts.employeeId, [...ids]),
				eq(attempts.kind, 'lesson'),
				isNull(attempts.finishedAt),
				isNull(attempts.replacedBy),
				gt(attempts.beganAt, at - attemptForgottenAfter),
			),
		);
}
