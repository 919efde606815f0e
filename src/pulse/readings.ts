import { asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers, pulseReadings } from '#db/schema/pulses.ts';

export type Mark = (typeof pulseReadings.$inferSelect)['mark'];

/** What readers made of an answer; `open` until two of them agree. */
export type Reading = {
	readonly decided: Mark | 'open';
	/** The first two said the same: such an answer can measure the grader. */
	readonly agreed: boolean;
};

export type Readings = ReadonlyMap<number, Reading>;

/** Two who agree decide; between two who differ a third one does. */
export function readingFrom(marks: readonly Mark[]): Reading {
	const knows = marks.filter((mark) => mark === 'knows').length;
	const notYet = marks.length - knows;
	// As many on either side, when two read at the same moment: another one decides.
	const isOpen = Math.max(knows, notYet) < 2 || knows === notYet;
	if (isOpen) return { decided: 'open', agreed: false };
	return {
		decided: knows > notYet ? 'knows' : 'not yet',
		agreed: Math.min(knows, notYet) === 0,
	};
}

/** How the answers to a pulse were read, by answer; one that nobody has marked is not among them. */
export function readingsOf(db: Reader, pulseId: string): Promise<Readings> {
	return readReadings(db, [pulseId]);
}

export async function readReadings(db: Reader, pulseIds: readonly string[]): Promise<Readings> {
	const rows = await db
		.select({ answerId: pulseReadings.answerId, mark: pulseReadings.mark })
		.from(pulseReadings)
		.innerJoin(pulseAnswers, eq(pulseAnswers.id, pulseReadings.answerId))
		.where(inArray(pulseAnswers.pulseId, [...pulseIds]))
		.orderBy(asc(pulseReadings.answerId));
	const byAnswer = Map.groupBy(rows, ({ answerId }) => answerId);
	return new Map(
		[...byAnswer].map(([id, marks]) => [id, readingFrom(marks.map(({ mark }) => mark))]),
	);
}
