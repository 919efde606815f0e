import { and, desc, eq, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { pulseAnswers, pulseReadings } from '#db/schema/pulses.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { cursorOf, markStateOf } from './answers-to-mark.ts';
import type { Mark } from './readings.ts';

type Marking = { readonly answerId: number; readonly readerId: string; readonly at: number };

/** `before`: she had marked it, and that mark stands. `decided`: others were there first. */
export type MarkOutcome = 'marked' | 'before' | 'decided';

/** Marks an answer once. Throws NotFound for what people do not read, and for her own. */
export async function markAnswer(
	db: Database,
	{ answerId, readerId, mark, at }: Marking & { readonly mark: Mark },
): Promise<MarkOutcome> {
	return db.write(async (tx) => {
		const state = await markStateOf(tx, readerId, answerId);
		if (!state || state.hers) throw new NotFound('There is no such answer to read.');
		if (state.mine) return 'before';
		if (state.decided) return 'decided';
		await tx.insert(pulseReadings).values({ answerId, readerId, mark, readAt: at });
		// Not how: whoever reads the record may be the other reader.
		await appendAudit(tx, deed('answer.marked', { answerId, readerId, at }));
		return 'marked';
	});
}

/** For so long a reader may take her last mark back. */
const hour = 3_600_000;

/** Takes the last mark of a reader back, so that she can mark that answer again. */
export async function takeBackMark(
	db: Database,
	{ answerId, readerId, at }: Marking,
): Promise<void> {
	await db.write(async (tx) => {
		const last = await readLastMark(tx, readerId, at);
		if (last?.answerId !== answerId) {
			throw new Invalid({ answer: 'Only your last mark can be taken back, within an hour.' });
		}
		await tx
			.delete(pulseReadings)
			.where(and(eq(pulseReadings.answerId, answerId), eq(pulseReadings.readerId, readerId)));
		await appendAudit(tx, deed('mark.taken back', { answerId, readerId, at }));
	});
}

export type LastMark = {
	readonly answerId: number;
	readonly mark: Mark;
	readonly said: string;
	readonly language: string;
	/** The place before it: from there it is the next one. */
	readonly before: string;
};

/** What a reader marked last, if that is not long ago. */
export async function readLastMark(
	db: Reader,
	readerId: string,
	at: number,
): Promise<LastMark | undefined> {
	const { answerId, mark, readAt } = pulseReadings;
	const { said, language, pulseId } = pulseAnswers;
	const [last] = await db
		.select({ answerId, mark, readAt, said, language, pulseId })
		.from(pulseReadings)
		.innerJoin(pulseAnswers, eq(pulseAnswers.id, answerId))
		.where(eq(pulseReadings.readerId, readerId))
		.orderBy(desc(readAt), desc(sql`"pulse_readings".rowid`))
		.limit(1);
	if (!last || at - last.readAt >= hour) return undefined;
	return { ...last, before: cursorOf({ pulseId: last.pulseId, id: last.answerId - 1 }) };
}

function deed(action: string, { answerId, readerId, at }: Marking) {
	const object = { objectType: 'answer', objectId: String(answerId) };
	return { at, actorId: readerId, action, ...object, payload: {} };
}
