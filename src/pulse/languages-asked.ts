import { sql } from 'drizzle-orm';
import type { Audience } from '#assignments/audience.ts';
import { audienceCondition, type Clock } from '#assignments/audience-condition.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { questionIn } from '#lessons/translated.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { isGraded } from '#quiz/recall/languages.ts';
import { type Counting, everybody } from './eligible.ts';

/** Below so many answers that two people have marked, the grader’s own error is not known: people read them all. */
export const enoughMarked = 100;

/** People of an audience who read one language, and what becomes of a question in it. */
export type LanguageAsked = {
	readonly language: string;
	readonly people: number;
	/** In which language the question is shown to them. */
	readonly shownIn: string;
	/** Whether the grader knows that language at all. */
	readonly graded: boolean;
	/** Answers to this question in that language that two people have marked. */
	readonly marked: number;
};

/** In which languages a question would be read, the largest first. */
export async function readLanguagesAsked(
	db: Counting & { readonly read: Reader },
	catalogue: Pick<Catalogue, 'translations' | 'questionById'>,
	{ question, audience }: { readonly question: RecallQuestion; readonly audience: Audience },
	clock: Clock,
): Promise<LanguageAsked[]> {
	const rows = await db.aggregate(sql`
		select employees.language as language, count(*) as people from ${everybody}
		where ${audienceCondition(audience, clock)} group by 1 order by 2 desc, 1`);
	const marked = await countMarked(db.read, question.id);
	return rows.map((row) => {
		const language = String(row['language']);
		const shownIn = questionIn(catalogue, question, language).language;
		return {
			...{ language, people: Number(row['people']), shownIn, graded: isGraded(shownIn) },
			marked: marked.get(shownIn) ?? 0,
		};
	});
}

/** Answers to a question that two people have marked, by the language that they were given in. */
async function countMarked(db: Reader, questionId: string): Promise<ReadonlyMap<string, number>> {
	const rows = await db.all<{ language: string; marked: number }>(sql`
		select answers.language as language, count(*) as marked
		from pulse_answers answers inner join pulses on pulses.id = answers.pulse_id
		where pulses.question_id = ${questionId}
			and (select count(*) from pulse_readings where answer_id = answers.id) >= 2
		group by 1`);
	return new Map(rows.map(({ language, marked }) => [language, Number(marked)]));
}
