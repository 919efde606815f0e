import { and, eq, isNull } from 'drizzle-orm';
import { askable } from '#completions/askable.ts';
import type { Surroundings } from '#completions/given-answer.ts';
import { readOverview } from '#completions/standings.ts';
import type { Database } from '#db/connection.ts';
import { attempts } from '#db/schema/completions.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import { serviceDay } from '#lib/service-day.ts';
import { foldPerson } from './fold.ts';
import { readMinute } from './read-minute.ts';

/**
 * Begins a daily minute with the questions chosen for it, under an id that the page made: a double
 * tap, a second tab or going back finds the minute that is there. Returns its id; undefined if there
 * is nothing to practise.
 */
export async function beginMinute(
	db: Database,
	around: Surroundings,
	id: string,
	leftOut: ReadonlySet<string> = new Set(),
): Promise<string | undefined> {
	const { person, catalogue, at } = around;
	await foldPerson(db, person.id, around);
	const overview = await readOverview(db.read, catalogue, person, at);
	const { waiting } = await readMinute(db.read, around, overview, leftOut);
	const asked = waiting.map(({ question }) => question.id);
	return db.write(async (tx) => {
		const begun = (await ownAttempt(tx, person.id, id)) ?? (await openAttempt(tx, around));
		if (begun !== undefined || asked.length === 0) return begun;
		const subject = serviceDay(at, person.timeZone);
		const values = { id, employeeId: person.id, kind: 'practice', subject } as const;
		await tx.insert(attempts).values({ ...values, beganAt: at, contentHash: '', asked });
		return id;
	});
}

async function ownAttempt(tx: Transaction, personId: string, id: string) {
	const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, id));
	if (!attempt) return undefined;
	// The id is taken, and not by her minute: it was made up.
	if (attempt.employeeId !== personId || attempt.kind !== 'practice') {
		throw new NotFound('This minute belongs to somebody else.');
	}
	return attempt.id;
}

/** The minute under way today; one of which nothing can be asked any more is over. */
async function openAttempt(
	tx: Transaction,
	{ person, catalogue, history, at }: Surroundings,
): Promise<string | undefined> {
	const [open] = await tx
		.select()
		.from(attempts)
		.where(
			and(
				eq(attempts.employeeId, person.id),
				eq(attempts.kind, 'practice'),
				eq(attempts.subject, serviceDay(at, person.timeZone)),
				isNull(attempts.finishedAt),
				isNull(attempts.replacedBy),
			),
		);
	if (!open) return undefined;
	const questions = (open.asked ?? []).flatMap(
		(id) => catalogue.questionById.get(id)?.question ?? [],
	);
	if (askable(questions, history, at).length > 0) return open.id;
	await tx.update(attempts).set({ finishedAt: at }).where(eq(attempts.id, open.id));
	return undefined;
}
