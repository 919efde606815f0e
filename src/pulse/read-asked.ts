import { eq, inArray } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import {
	pulseAnswers,
	pulsePeople,
	pulseReadings,
	pulses,
	pulseStrata,
} from '#db/schema/pulses.ts';
import { NotFound } from '#lib/errors.ts';
import { asStored } from './as-stored.ts';
import type { GraderError } from './estimate.ts';
import { type Marking, tenthAlone } from './marking.ts';
import { type Marked, type Outcome, outcomeOf } from './what-counts.ts';
import type { Pulse } from './pulse-phase.ts';

export type Stratum = typeof pulseStrata.$inferSelect;
export type Drawn = typeof pulsePeople.$inferSelect;

/** An answer without its words, and what counts for it. */
export type Answered = Marked & {
	readonly id: number;
	readonly pulseId: string;
	readonly employeeId: string | null;
	readonly way: 'phone' | 'kiosk' | 'mail' | null;
	readonly stratum: string;
	readonly siteId: string | null;
	readonly teamId: string | null;
	readonly vendorId: string | null;
	readonly employment: string | null;
	readonly channel: string | null;
	readonly grader: string;
	readonly outcome: Outcome;
};

/** A pulse with whom it asked and what came back. */
export type Asked = {
	readonly pulse: Pulse;
	readonly strata: readonly Stratum[];
	readonly people: readonly Drawn[];
	readonly answers: readonly Answered[];
	/** How the grader errs in them, as far as that is known. */
	readonly error: GraderError;
};

/** Throws NotFound where there is none. */
export async function requirePulse(db: Reader, id: string): Promise<Pulse> {
	const [pulse] = await db.select().from(pulses).where(eq(pulses.id, id));
	if (!pulse) throw new NotFound('There is no such question.');
	return pulse;
}

export async function readAsked(
	db: Reader,
	pulse: Pulse,
	marking: Marking = tenthAlone,
): Promise<Asked> {
	const answers = await readAnswered(db, [pulse.id]);
	return asStored({
		pulse,
		strata: await db
			.select()
			.from(pulseStrata)
			.where(eq(pulseStrata.pulseId, pulse.id))
			.orderBy(pulseStrata.name),
		people: await db.select().from(pulsePeople).where(eq(pulsePeople.pulseId, pulse.id)),
		answers,
		error: await marking.errorOf({ pulse, answers }),
	});
}

/** The answers to some pulses, with what readers said of them. */
export async function readAnswered(db: Reader, pulseIds: readonly string[]): Promise<Answered[]> {
	const { id, pulseId, employeeId, way, stratum, siteId, teamId, vendorId } = pulseAnswers;
	const { employment, channel, grader, verdict, toRead } = pulseAnswers;
	const rows = await db
		.select({
			...{ id, pulseId, employeeId, way, stratum, siteId, teamId, vendorId },
			...{ employment, channel, grader, verdict, toRead },
		})
		.from(pulseAnswers)
		.where(inArray(pulseId, [...pulseIds]));
	const marks = await readMarks(db, pulseIds);
	return rows.map((row) => {
		const marked = { ...row, marks: marks.get(row.id) ?? [] };
		return { ...marked, outcome: outcomeOf(marked) };
	});
}

async function readMarks(db: Reader, pulseIds: readonly string[]) {
	const rows = await db
		.select({ answerId: pulseReadings.answerId, mark: pulseReadings.mark })
		.from(pulseReadings)
		.innerJoin(pulseAnswers, eq(pulseAnswers.id, pulseReadings.answerId))
		.where(inArray(pulseAnswers.pulseId, [...pulseIds]));
	const byAnswer = new Map<number, ('knows' | 'not yet')[]>();
	for (const { answerId, mark } of rows) {
		const known = byAnswer.get(answerId);
		if (known) known.push(mark);
		else byAnswer.set(answerId, [mark]);
	}
	return byAnswer;
}
