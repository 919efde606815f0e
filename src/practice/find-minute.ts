import { and, eq } from 'drizzle-orm';
import type { Attempt, Subject } from '#completions/attempt.ts';
import { findAttempt } from '#completions/find-attempt.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import type { Reader } from '#db/connection.ts';
import { attempts } from '#db/schema/completions.ts';
import { serviceDay } from '#lib/service-day.ts';

/**
 * The minute that a link names, or what became of it, or else the one that is under way today. A
 * minute that was begun yesterday, before the day was over, is finished under its own day.
 */
export async function findMinute(
	db: Reader,
	{ person, at }: Pick<Surroundings, 'person' | 'at'>,
	named: string | undefined,
): Promise<(Attempt & { readonly minute: Subject }) | undefined> {
	const day =
		(named ? await dayOf(db, person.id, named) : undefined) ?? serviceDay(at, person.timeZone);
	const minute = { kind: 'practice', id: day } as const;
	const attempt = await findAttempt(db, person.id, minute, named || undefined);
	return attempt && { ...attempt, minute };
}

async function dayOf(db: Reader, personId: string, id: string): Promise<string | undefined> {
	const [attempt] = await db
		.select({ day: attempts.subject })
		.from(attempts)
		.where(
			and(eq(attempts.id, id), eq(attempts.employeeId, personId), eq(attempts.kind, 'practice')),
		);
	return attempt?.day;
}
