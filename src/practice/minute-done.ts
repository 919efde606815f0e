import { and, eq, inArray } from 'drizzle-orm';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Reader } from '#db/connection.ts';
import { answers } from '#db/schema/completions.ts';
import { daysBetween, serviceDay } from '#lib/service-day.ts';
import { versionsFor } from '#policies/reading.ts';
import { langOf } from '#policies/in-language.ts';
import { formatOf } from '#quiz/question.ts';
import { readCards } from './read-minute.ts';

/** What came of one question of a minute. */
export type Practised = {
	readonly policyId: string;
	readonly title: string;
	/** The title's language, where it is another than the page's. */
	readonly lang: string | undefined;
	/** `read`: a person reads what she said. */
	readonly outcome: 'solid' | 'again' | 'read';
	/** Days until it is asked again, at least one; undefined if nobody knows yet. */
	readonly days: number | undefined;
};

/** What came of a minute, in the order asked. Her cards have to be up to date. */
export async function readPractised(
	db: Reader,
	{ person, catalogue, history, at }: Surroundings,
	{ id, asked }: { readonly id: string; readonly asked: readonly string[] | null },
): Promise<Practised[]> {
	const rows = await db
		.select()
		.from(answers)
		.where(and(eq(answers.attemptId, id), inArray(answers.questionId, [...(asked ?? [])])));
	const cards = await readCards(db, person.id);
	const versions = versionsFor(person, history, at);
	const today = serviceDay(at, person.timeZone);
	return (asked ?? []).flatMap((questionId) => {
		const given = rows.filter((row) => row.questionId === questionId);
		const question = catalogue.questionById.get(questionId)?.question;
		if (given.length === 0 || !question) return [];
		const { policyId } = question;
		const card = cards.find(
			(one) => one.questionId === questionId && one.format === formatOf(question),
		);
		const days = card && Math.max(1, daysBetween(today, serviceDay(card.dueAt, person.timeZone)));
		const version = versions.get(policyId);
		return {
			...{ policyId, days, outcome: outcomeOf(given) },
			title: version?.body.title ?? policyId,
			lang: version && langOf(version, 'title'),
		};
	});
}

function outcomeOf(
	rows: readonly Pick<typeof answers.$inferSelect, 'right' | 'verdict'>[],
): Practised['outcome'] {
	if (rows.some(({ verdict }) => verdict === 'unsure')) return 'read';
	return rows.every(({ right }) => right) ? 'solid' : 'again';
}
