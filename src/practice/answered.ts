import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { serviceDay } from '#lib/service-day.ts';
import { formatOf } from '#quiz/question.ts';
import type { Answered } from './review.ts';

/** A place in the answers: by their moment, and among those of one moment by their row. */
export type Place = { readonly at: number; readonly row: number };

type Row = {
	readonly row: number;
	readonly employeeId: string;
	readonly timeZone: string;
	readonly source: Answered['source'];
	readonly attemptId: string;
	readonly questionId: string;
	readonly policyId: string;
	readonly policyVersion: number;
	readonly isRight: number;
	readonly verdict: string | null;
	readonly confidence: Answered['confidence'];
	readonly answeredAt: number;
	readonly unsureAt: number | null;
};

export type Batch = { readonly answered: readonly Answered[]; readonly last: Place | undefined };

/**
 * The answers after a place that may become reviews, in the order in which they were given. Only
 * first answers count, and a scenario counts as a whole when it is over. *Unsure* counts for
 * nothing, and neither does what was said later that day: by then the policy's sentence was shown.
 */
export async function readAnswered(
	db: Reader,
	catalogue: Catalogue,
	{ after, limit, personId }: { after: Place; limit: number; personId?: string | undefined },
): Promise<Batch> {
	const rows = await db.all<Row>(
		sql`select a.rowid as row, ${whoAndWhat}, a.verdict, a.answered_at as answeredAt,
				(select min(x."right") from answers x where x.attempt_id = a.attempt_id
					and x.question_id = a.question_id and x.round = 1) as isRight,
				case when a.verdict is not null then (
					select max(u.answered_at) from recall_answers u
					where u.employee_id = t.employee_id and u.policy_id = a.policy_id
						and u.verdict = 'unsure' and u.answered_at < a.answered_at
						and u.answered_at > a.answered_at - 86400000) end as unsureAt
			from answers a join attempts t on t.id = a.attempt_id ${whereShe}
			where ${personId === undefined ? sql`true` : sql`t.employee_id = ${personId}`}
				and (${personId === undefined ? sql`a.answered_at` : sql`+a.answered_at`}, a.rowid) > (${after.at}, ${after.row})
				and a.round = 1 and a.next_step is null and a.verdict is not 'unsure'
				and e.left_at is null
			order by a.answered_at, a.rowid limit ${limit}`,
	);
	const last = rows.length < limit ? undefined : rows.at(-1);
	const answered = rows.filter((row) => !afterUnsure(row)).map((row) => toAnswered(row, catalogue));
	return { answered, last: last && { at: last.answeredAt, row: last.row } };
}

/**
 * Answers that a reader decided after a moment, unsure ones and appeals. Each counts at the moment
 * at which it was given, as the reader has it.
 */
export async function readDecided(
	db: Reader,
	catalogue: Catalogue,
	{ since, personId }: { since: number; personId?: string | undefined },
): Promise<Answered[]> {
	const rows = await db.all<Row>(
		sql`select 0 as row, ${whoAndWhat}, said.verdict, said.answered_at as answeredAt,
				reading.decision = 'knows' as isRight, null as unsureAt
			from recall_reviews reading
			join recall_answers said on said.id = reading.answer_id and said.round = 1
			join attempts t on t.id = said.attempt_id
			join answers a on a.attempt_id = said.attempt_id and a.question_id = said.question_id
				and a.round = 1 and a.step = 1
			${whereShe}
			where reading.decided_at > ${since} and reading.decision is not null and e.left_at is null
				and ${personId === undefined ? sql`true` : sql`t.employee_id = ${personId}`}
			order by said.answered_at`,
	);
	return rows.map((row) => toAnswered(row, catalogue));
}

const whoAndWhat: SQL = sql`t.employee_id as employeeId, s.time_zone as timeZone, t.kind as source,
	a.attempt_id as attemptId, a.question_id as questionId, a.policy_id as policyId,
	a.policy_version as policyVersion, a.confidence`;

const whereShe: SQL = sql`join employees e on e.id = t.employee_id
	join teams on teams.id = e.team_id join sites s on s.id = teams.site_id`;

function afterUnsure({ unsureAt, answeredAt, timeZone }: Row): boolean {
	return unsureAt !== null && serviceDay(unsureAt, timeZone) === serviceDay(answeredAt, timeZone);
}

function toAnswered(row: Row, catalogue: Catalogue): Answered {
	const question = catalogue.questionById.get(row.questionId)?.question;
	// Of a question that is gone the verdict tells that it was said.
	const said = row.verdict === null ? 'recognition' : 'recall';
	const { employeeId, policyId, questionId, policyVersion, confidence, source, attemptId } = row;
	return {
		...{ employeeId, policyId, questionId, policyVersion, confidence, source, attemptId },
		format: question ? formatOf(question) : said,
		day: serviceDay(row.answeredAt, row.timeZone),
		right: row.isRight === 1,
		reviewedAt: row.answeredAt,
	};
}
