import { and, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers, pulseReadings, pulses } from '#db/schema/pulses.ts';
import type { Catalogue } from '#lessons/catalogue.ts';

/** So many labelled answers measure a grader; with fewer, people read every answer. */
export const enoughLabelled = 100;

/**
 * Whether the grader is measured for a recall in a language: by answers that came with the content,
 * and by those of this organisation's pulses whose two readers agreed.
 */
export async function isMeasured(
	db: Reader,
	catalogue: Pick<Catalogue, 'labelled'>,
	questionId: string,
	language: string,
): Promise<boolean> {
	const shipped = shippedFor(catalogue, questionId, language).length;
	if (shipped >= enoughLabelled) return true;
	return shipped + (await readAgreed(db, questionId, language)).length >= enoughLabelled;
}

/** The labelled answers that the content brings. */
export function shippedFor(
	{ labelled }: Pick<Catalogue, 'labelled'>,
	questionId: string,
	language: string,
) {
	return labelled
		.filter((set) => set.recallId === questionId && set.language === language)
		.flatMap(({ answers }) => answers);
}

export type AgreedAnswer = {
	readonly id: number;
	readonly pulseId: string;
	readonly toRead: (typeof pulseAnswers.$inferSelect)['toRead'];
	readonly knows: boolean;
};

/** Answers to pulses that two readers marked alike, in one language. */
export async function readAgreed(
	db: Reader,
	questionId: string,
	language: string,
): Promise<AgreedAnswer[]> {
	const marks = sql<number>`count(distinct ${pulseReadings.mark})`;
	const rows = await db
		.select({
			id: pulseAnswers.id,
			pulseId: pulseAnswers.pulseId,
			toRead: pulseAnswers.toRead,
			mark: sql<'knows' | 'not yet'>`min(${pulseReadings.mark})`,
		})
		.from(pulseAnswers)
		.innerJoin(pulses, eq(pulses.id, pulseAnswers.pulseId))
		.innerJoin(pulseReadings, eq(pulseReadings.answerId, pulseAnswers.id))
		.where(and(eq(pulses.questionId, questionId), eq(pulseAnswers.language, language)))
		.groupBy(pulseAnswers.id)
		.having(sql`count(*) >= 2 and ${marks} = 1`);
	return rows.map(({ mark, ...row }) => ({ ...row, knows: mark === 'knows' }));
}
