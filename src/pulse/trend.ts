import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulsePeople, pulses, pulseStrata } from '#db/schema/pulses.ts';
import { canonicalJson } from '#lib/hash.ts';
import { asStored } from './as-stored.ts';
import { type Estimate, differenceOf } from './estimate.ts';
import { type Asked, readAnswered } from './read-asked.ts';
import { type Result, resultOf } from './result.ts';
import type { Pulse } from './pulse-phase.ts';
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
export async function readTrend(db: Reader, pulse: Pulse, at: number): Promise<Trend | undefined> {
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
	const asked = await readSeveral(db, [...same.slice(1 - most), pulse], { withPeople: false });
	const points = asked.flatMap((one) => pointOf(one, at));
	const [before, last] = points.slice(-2);
	return {
		points,
		difference:
			before && last?.pulse.id === pulse.id
				? differenceOf(before.estimate, last.estimate)
				: undefined,
		graders: new Set(asked.flatMap(({ answers }) => answers.map(({ grader }) => grader))).size,
		otherAudiences: others.filter((row) => !hasSameAudience(row, pulse)).length,
	};
}

function hasSameAudience(one: Pulse, other: Pulse): boolean {
	const written = ({ audience }: Pulse) => canonicalJson(JSON.parse(JSON.stringify(audience)));
	return written(one) === written(other);
}

function pointOf(asked: Asked, at: number): Point[] {
	const { estimate, answered, endsAt }: Result = resultOf(asked, at);
	if (!estimate) return [];
	return [{ pulse: asked.pulse, at: Math.min(endsAt, at), answered, estimate }];
}

/** Several pulses with all that a figure needs, in few queries; who was drawn only where it is asked for. */
export async function readSeveral(
	db: Reader,
	some: readonly Pulse[],
	{ withPeople = true } = {},
): Promise<Asked[]> {
	const ids = some.map(({ id }) => id);
	const strata = await db.select().from(pulseStrata).where(inArray(pulseStrata.pulseId, ids));
	const people = withPeople
		? await db.select().from(pulsePeople).where(inArray(pulsePeople.pulseId, ids))
		: [];
	const answers = await readAnswered(db, ids);
	const by = <T extends { readonly pulseId: string }>(list: readonly T[]) =>
		Map.groupBy(list, ({ pulseId }) => pulseId);
	const [strataBy, peopleBy, answersBy] = [by(strata), by(people), by(answers)];
	return some.map((pulse) =>
		asStored({
			pulse,
			strata: strataBy.get(pulse.id) ?? [],
			people: peopleBy.get(pulse.id) ?? [],
			answers: answersBy.get(pulse.id) ?? [],
		}),
	);
}
