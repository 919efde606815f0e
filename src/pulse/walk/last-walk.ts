import { and, eq, gte, max } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { walkAnswers } from '#db/schema/walks.ts';
import { NotFound } from '#lib/errors.ts';
import { type Day, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';

export type WalkAnswer = typeof walkAnswers.$inferSelect;

/** What a leader heard on a day: counts, words and what was missing. Nobody's name is in it. */
export type LeadersWalk = {
	readonly asked: number;
	/** Those who had all of it, and those whose answer the grader could not tell. */
	readonly knew: number;
	readonly unsure: number;
	/** What was missing, the most often missing first. */
	readonly missing: readonly Missing[];
	/** In the order of the alphabet: it does not tell who said it. */
	readonly heard: readonly Heard[];
};

export type Missing = {
	readonly idea: string;
	readonly questionId: string;
	readonly count: number;
	readonly language: string;
};
export type Heard = {
	readonly said: string;
	readonly language: string;
	readonly questionId: string;
	readonly missing: readonly string[];
};

/** What a leader heard today, or else on the last day that she asked anybody; that day with it. */
export async function readLastWalk(
	db: Reader,
	leader: Person,
	at: number,
): Promise<LeadersWalk & { readonly day: Day }> {
	const own = eq(walkAnswers.askedBy, leader.id);
	const [last] = await db
		.select({ at: max(walkAnswers.at) })
		.from(walkAnswers)
		.where(own);
	const day = serviceDay(Math.min(last?.at ?? at, at), leader.timeZone);
	const began = startOfDay(day, leader.timeZone);
	const rows = await db
		.select()
		.from(walkAnswers)
		.where(and(own, gte(walkAnswers.at, began)));
	return { ...sumUp(rows), day };
}

/** An answer that a leader heard; another leader's is not found. */
export async function readOwnAnswer(db: Reader, leader: Person, id: string): Promise<WalkAnswer> {
	const [row] = await db
		.select()
		.from(walkAnswers)
		.where(and(eq(walkAnswers.id, id), eq(walkAnswers.askedBy, leader.id)));
	if (!row) throw new NotFound('There is no such answer.');
	return row;
}

export function sumUp(rows: readonly WalkAnswer[]): LeadersWalk {
	const withVerdict = (verdict: WalkAnswer['verdict']) =>
		rows.filter((row) => row.verdict === verdict).length;
	return {
		asked: rows.length,
		knew: withVerdict('knows'),
		unsure: withVerdict('unsure'),
		missing: mostMissing(rows),
		heard: rows
			.map((row) => ({
				...{ said: row.said, language: row.language, questionId: row.questionId },
				missing: lacking(row).map(({ name }) => name),
			}))
			.toSorted((a, b) => a.said.localeCompare(b.said)),
	};
}

/** An idea is the same one in every language: by its question and its place. */
function mostMissing(rows: readonly WalkAnswer[]): Missing[] {
	const all = rows.flatMap((row) =>
		lacking(row).map(({ name, place }) => ({ ...row, idea: name, place })),
	);
	const groups = Map.groupBy(all, ({ questionId, place }) => `${questionId} ${place}`);
	return [...groups.values()]
		.flatMap((same) => {
			const named = same.find(({ language }) => language === 'en') ?? same[0];
			if (!named) return [];
			const { idea, questionId, language } = named;
			return [{ idea, questionId, language, count: same.length }];
		})
		.toSorted((a, b) => b.count - a.count);
}

/** Ideas that were not there, or whose opposite was; each with its place among the required. */
function lacking({ grading }: WalkAnswer) {
	return grading.required
		.map(({ name, outcome }, place) => ({ name, outcome, place }))
		.filter(({ outcome }) => outcome === 'missing' || outcome === 'denied');
}
