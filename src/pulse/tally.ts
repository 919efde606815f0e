import { count, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseAnswers, pulsePeople, pulseReadings, pulseStrata } from '#db/schema/pulses.ts';
import { asStored } from './as-stored.ts';
import type { Marking } from './marking.ts';
import type { Pulse } from './pulse-phase.ts';
import { type Asked, readAnswered, type Answered } from './read-asked.ts';
import { outcomeOf } from './what-counts.ts';

/** An answer as far as a figure needs it. */
export type Told = Pick<
	Answered,
	'stratum' | 'verdict' | 'toRead' | 'marks' | 'outcome' | 'way' | 'grader'
>;

/** A pulse with its answers as far as a figure needs them. */
export type Tally = Omit<Asked, 'answers'> & { readonly answers: readonly Told[] };

/** Several pulses in three queries: answers of which a figure says the same are counted together. */
export async function readTallies(
	db: Reader,
	some: readonly Pulse[],
	marking: Marking,
): Promise<Tally[]> {
	const ids = some.map(({ id }) => id);
	const strata = await readStrata(db, ids);
	const answers = Map.groupBy(await countAlike(db, ids), ({ pulseId }) => pulseId);
	return Promise.all(
		some.map(async (pulse) => {
			const told = answers.get(pulse.id)?.flatMap(repeated) ?? [];
			const error = await marking.errorOf({ pulse, answers: told });
			const row = { pulse, strata: strata.get(pulse.id) ?? [], people: [] };
			return asStored({ ...row, answers: told, error });
		}),
	);
}

/** Several pulses with everybody drawn and every answer: what a prediction is held against. */
export async function readSeveral(
	db: Reader,
	some: readonly Pulse[],
	marking: Marking,
): Promise<Asked[]> {
	const ids = some.map(({ id }) => id);
	const strata = await readStrata(db, ids);
	const drawn = await db.select().from(pulsePeople).where(inArray(pulsePeople.pulseId, ids));
	const people = Map.groupBy(drawn, ({ pulseId }) => pulseId);
	const answers = Map.groupBy(await readAnswered(db, ids), ({ pulseId }) => pulseId);
	return Promise.all(
		some.map(async (pulse) => {
			const given = answers.get(pulse.id) ?? [];
			const error = await marking.errorOf({ pulse, answers: given });
			const row = { pulse, strata: strata.get(pulse.id) ?? [], people: people.get(pulse.id) ?? [] };
			return asStored({ ...row, answers: given, error });
		}),
	);
}

async function readStrata(db: Reader, ids: readonly string[]) {
	const rows = await db
		.select()
		.from(pulseStrata)
		.where(inArray(pulseStrata.pulseId, [...ids]));
	return Map.groupBy(rows, ({ pulseId }) => pulseId);
}

type Alike = Awaited<ReturnType<typeof countAlike>>[number];

async function countAlike(db: Reader, ids: readonly string[]) {
	const { pulseId, stratum, verdict, toRead, grader, way } = pulseAnswers;
	const marks = db
		.select({
			answerId: pulseReadings.answerId,
			knows: sql<number>`sum(${pulseReadings.mark} = 'knows')`.as('knows'),
			notYet: sql<number>`sum(${pulseReadings.mark} = 'not yet')`.as('not_yet'),
		})
		.from(pulseReadings)
		.groupBy(pulseReadings.answerId)
		.as('marks');
	const alike = { pulseId, stratum, verdict, toRead, grader, way };
	return db
		.select({
			...alike,
			knows: sql<number>`coalesce(${marks.knows}, 0)`,
			notYet: sql<number>`coalesce(${marks.notYet}, 0)`,
			count: count(),
		})
		.from(pulseAnswers)
		.leftJoin(marks, eq(marks.answerId, pulseAnswers.id))
		.where(inArray(pulseId, [...ids]))
		.groupBy(...Object.values(alike), sql`${marks.knows}`, sql`${marks.notYet}`);
}

function repeated({ knows, notYet, count: times, ...row }: Alike): Told[] {
	const marks = [
		...Array.from({ length: knows }, () => 'knows' as const),
		...Array.from({ length: notYet }, () => 'not yet' as const),
	];
	const told = { ...row, marks, outcome: outcomeOf({ ...row, marks }) };
	return Array.from({ length: times }, () => told);
}
