import { and, asc, eq, lte } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulses } from '#db/schema/pulses.ts';
import { canonicalJson } from '#lib/hash.ts';
import { type Estimate, differenceOf } from './estimate.ts';
import { type Result, resultOf } from './result.ts';
import { type Marking, tenthAlone } from './marking.ts';
import type { Pulse } from './pulse-phase.ts';
import { readSeveral, readTallies, type Tally } from './tally.ts';
import { outcomeOf } from './what-counts.ts';
import { stateOf } from './when-ended.ts';

/** One time that a question was asked. */
export type Point = {
	readonly pulse: Pulse;
	readonly at: number;
	readonly answered: number;
	readonly estimate: Estimate;
};

export type Trend = {
	/** The oldest first; the last one is the question that is looked at. */
	readonly points: readonly Point[];
	/** From the time before to this one. */
	readonly difference: ReturnType<typeof differenceOf> | undefined;
	/** Versions of the grader that judged them: if there are several, verdicts may differ by that. */
	readonly graders: number;
	/** How often it was asked of other people: those are not compared. */
	readonly otherAudiences: number;
};

/** So many times are shown: a year of months. */
const most = 12;

/** The same question, asked of the same audience before; undefined if it never was. */
export async function readTrend(
	db: Reader,
	pulse: Pulse,
	at: number,
	marking: Marking = tenthAlone,
): Promise<Trend | undefined> {
	const rows = await db
		.select()
		.from(pulses)
		.where(and(eq(pulses.questionId, pulse.questionId), lte(pulses.drawnAt, pulse.drawnAt)))
		.orderBy(asc(pulses.drawnAt), asc(pulses.id));
	const others = rows.filter(({ drawnAt }) => drawnAt < pulse.drawnAt);
	const same = others.filter(
		(row) => hasSameAudience(row, pulse) && stateOf(row, at) !== 'running',
	);
	if (others.length === 0) return undefined;
	const asked = await underOneGrader(db, [...same.slice(1 - most), pulse], marking);
	const points = asked.flatMap((one) => pointOf(one, at));
	const [before, last] = points.slice(-2);
	return {
		points,
		difference:
			before && last?.pulse.id === pulse.id
				? differenceOf(before.estimate, last.estimate)
				: undefined,
		graders: gradersOf(asked),
		otherAudiences: others.filter((row) => !hasSameAudience(row, pulse)).length,
	};
}

/** Stored verdicts where one grader gave them all; otherwise those of today's, where it can be had. */
async function underOneGrader(
	db: Reader,
	some: readonly Pulse[],
	marking: Marking,
): Promise<Tally[]> {
	const tallies = await readTallies(db, some, marking);
	if (!marking.regrade || gradersOf(tallies) < 2) return tallies;
	const verdicts = await marking.regrade(some.map(({ id }) => id));
	const asked = await readSeveral(db, some, marking);
	return asked.map((one) => ({
		...one,
		answers: one.answers.map((answer) => {
			const again = { ...answer, ...verdicts.get(answer.id) };
			return { ...again, outcome: outcomeOf(again) };
		}),
	}));
}

function gradersOf(asked: readonly Tally[]): number {
	return new Set(asked.flatMap(({ answers }) => answers.map(({ grader }) => grader))).size;
}

function hasSameAudience(one: Pulse, other: Pulse): boolean {
	const written = ({ audience }: Pulse) => canonicalJson(JSON.parse(JSON.stringify(audience)));
	return written(one) === written(other);
}

function pointOf(asked: Tally, at: number): Point[] {
	const { estimate, answered, endsAt }: Result = resultOf(asked, at);
	if (!estimate) return [];
	return [{ pulse: asked.pulse, at: Math.min(endsAt, at), answered, estimate }];
}
