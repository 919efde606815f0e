import { sql } from 'drizzle-orm';
import type { Audience } from '#assignments/audience.ts';
import { audienceCondition, type Clock } from '#assignments/audience-condition.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { questionIn } from '#lessons/translated.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { isGraded } from '#quiz/recall/languages.ts';
import { type Counting, everybody } from './eligible.ts';
import { readAgreed, shippedFor } from './measured.ts';

/** People of an audience who read one language, and what becomes of a question in it. */
export type LanguageAsked = {
	readonly language: string;
	readonly people: number;
	/** In which language the question is shown to them. */
	readonly shownIn: string;
	/** Whether the grader knows that language at all. */
	readonly graded: boolean;
	/** Answers to this question in that language whose mark is known. */
	readonly marked: number;
};

/** In which languages a question would be read, the largest first. */
export async function readLanguagesAsked(
	db: Counting & { readonly read: Reader },
	catalogue: Pick<Catalogue, 'translations' | 'questionById' | 'labelled'>,
	{ question, audience }: { readonly question: RecallQuestion; readonly audience: Audience },
	clock: Clock,
): Promise<LanguageAsked[]> {
	const rows = await db.aggregate(sql`
		select employees.language as language, count(*) as people from ${everybody}
		where ${audienceCondition(audience, clock)} group by 1 order by 2 desc, 1`);
	const marked = new Map<string, number>();
	const shown = (language: string) => questionIn(catalogue, question, language).language;
	for (const language of new Set(rows.map((row) => shown(String(row['language']))))) {
		const agreed = await readAgreed(db.read, question.id, language);
		const shipped = shippedFor(catalogue, question.id, language);
		marked.set(language, agreed.length + shipped.length);
	}
	return rows.map((row) => {
		const language = String(row['language']);
		const shownIn = shown(language);
		return {
			...{ language, people: Number(row['people']), shownIn, graded: isGraded(shownIn) },
			marked: marked.get(shownIn) ?? 0,
		};
	});
}
