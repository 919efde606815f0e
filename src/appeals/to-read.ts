import { and, asc, count, eq, inArray, isNull, ne, type SQL } from 'drizzle-orm';
import { type Said, showSaidTo } from '#completions/said.ts';
import type { Reader } from '#db/connection.ts';
import { employees, sites, teams } from '#db/schema/people.ts';
import { recallAnswers, recallReviews } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type Person, readPeople } from '#people/person.ts';
import { may } from '#people/roles.ts';
import { ledBy } from '#people/scope.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import { type QuestionShown, questionShown, titleOf } from './shown.ts';

type Review = typeof recallReviews.$inferSelect;

/** An answer that waits for somebody to read it. */
export type ToRead = {
	readonly answerId: string;
	readonly questionId: string;
	readonly question: QuestionShown | undefined;
	readonly policyId: string;
	readonly policyTitle: string;
	readonly said: Said;
	readonly language: string;
	readonly answeredAt: number;
	readonly review: Review;
	/** Who said it, for those who lead her; others judge the words alone. */
	readonly name: string | null;
	readonly teamName: string;
	/** Ideas that were not found and may be shown in words: by their place among the required ones. */
	readonly missing: readonly { readonly idea: number; readonly name: string }[];
};

export const answersAPage = 25;

export type ReadingRoom = {
	readonly reader: Person;
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
};

/** What waits for a reader, the oldest first. */
export async function readToRead(
	db: Reader,
	room: ReadingRoom,
	{ policyId, page = 1 }: { readonly policyId?: string | undefined; readonly page?: number } = {},
): Promise<ToRead[]> {
	const rows = await waiting(db, and(waitingFor(room.reader), about(policyId)))
		.orderBy(asc(recallReviews.askedAt), asc(recallReviews.answerId))
		.limit(answersAPage)
		.offset((page - 1) * answersAPage);
	const led = await namesOfLed(
		db,
		room.reader,
		rows.map(({ row }) => row.employeeId),
	);
	return rows.map((found) => asToRead(room, found, led));
}

/** How many wait for a reader, by policy. */
export async function countToRead(
	db: Reader,
	reader: Person,
): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.select({ policyId: recallAnswers.policyId, n: count() })
		.from(recallReviews)
		.innerJoin(recallAnswers, eq(recallAnswers.id, recallReviews.answerId))
		.innerJoin(employees, eq(employees.id, recallAnswers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(waitingFor(reader))
		.groupBy(recallAnswers.policyId);
	return new Map(rows.map(({ policyId, n }) => [policyId, n]));
}

/**
 * Whose answers somebody may read: a leader everybody's but her own, a manager those of her people
 * (`ledBy`), a vendor's lead her company's alone.
 */
export function mayRead(reader: Person): SQL | undefined {
	const all = may(reader.roles, 'take up wordings') && reader.vendorId === null;
	if (all) return ne(employees.id, reader.id);
	return reader.leads.length > 0 ? ledBy(reader) : eq(employees.id, '');
}

function waitingFor(reader: Person): SQL | undefined {
	return and(isNull(recallReviews.decidedAt), isNull(employees.leftAt), mayRead(reader));
}

function about(policyId: string | undefined): SQL | undefined {
	return policyId === undefined ? undefined : eq(recallAnswers.policyId, policyId);
}

function waiting(db: Reader, condition: SQL | undefined) {
	return db
		.select({
			row: recallAnswers,
			review: recallReviews,
			teamName: teams.name,
			language: employees.language,
			siteId: teams.siteId,
			market: sites.market,
		})
		.from(recallReviews)
		.innerJoin(recallAnswers, eq(recallAnswers.id, recallReviews.answerId))
		.innerJoin(employees, eq(employees.id, recallAnswers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.where(condition);
}

async function namesOfLed(db: Reader, reader: Person, ids: readonly string[]) {
	if (reader.leads.length === 0 || ids.length === 0) return new Map<string, string>();
	const led = await readPeople(db, and(ledBy(reader), inArray(employees.id, [...ids])));
	return new Map(led.map(({ id, name }) => [id, name]));
}

type Found = Awaited<ReturnType<typeof waiting>>[number];

function asToRead(
	room: ReadingRoom,
	{ row, review, teamName, ...learner }: Found,
	led: ReadonlyMap<string, string>,
): ToRead {
	const source = room.catalogue.questionById.get(row.questionId)?.question;
	const required = source?.kind === 'recall' ? source.recall.required : [];
	return {
		answerId: row.id,
		questionId: row.questionId,
		question: questionShown(room, row, { ...learner, language: row.language }),
		policyId: row.policyId,
		policyTitle: titleOf(room.history, row.policyId),
		said: showSaidTo(row, review, { reader: learner, history: room.history }),
		language: row.language,
		answeredAt: row.answeredAt,
		review,
		name: led.get(row.employeeId) ?? null,
		teamName,
		// A quantity is the fact alone: a wording for it would be wrong the day the fact changes.
		missing: row.grading.required.flatMap(({ name, outcome }, idea) =>
			outcome !== 'found' && required[idea] && required[idea].fact === undefined
				? { idea, name }
				: [],
		),
	};
}
