import { count, desc, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulseLists, pulsePeople, pulses, pulseStrata } from '#db/schema/pulses.ts';
import { NotFound } from '#lib/errors.ts';
import { endOf, isRunning, type Pulse } from './pulse-phase.ts';

export type PulseListed = Pulse & {
	/** How many were drawn, and how many of them have answered. */
	readonly drawn: number;
	readonly answered: number;
};

/** Every question that was asked: those that run first, by when they end; then the others, the latest first. */
export async function readPulses(db: Reader, at: number): Promise<PulseListed[]> {
	const rows = await db
		.select({
			pulse: pulses,
			drawn: count(pulsePeople.employeeId),
			answered: sql<number>`coalesce(sum(${pulsePeople.tookPart}), 0)`,
		})
		.from(pulses)
		.leftJoin(pulsePeople, eq(pulsePeople.pulseId, pulses.id))
		.groupBy(pulses.id)
		.orderBy(desc(pulses.drawnAt), pulses.id);
	const all = rows.map(({ pulse, ...counted }) => ({ ...pulse, ...counted }));
	const running = all.filter((pulse) => isRunning(pulse, at));
	return [
		...running.toSorted((a, b) => endOf(a) - endOf(b)),
		...all.filter((pulse) => !isRunning(pulse, at)),
	];
}

export async function findPulse(db: Reader, id: string): Promise<Pulse | undefined> {
	const [pulse] = await db.select().from(pulses).where(eq(pulses.id, id));
	return pulse;
}

/** Throws NotFound where there is none. */
export async function requirePulse(db: Reader, id: string): Promise<Pulse> {
	const pulse = await findPulse(db, id);
	if (!pulse) throw new NotFound('There is no such question.');
	return pulse;
}

export type StratumDrawn = typeof pulseStrata.$inferSelect;

/** The strata of a question, the largest first. */
export async function readDrawnStrata(db: Reader, pulseId: string): Promise<StratumDrawn[]> {
	return db
		.select()
		.from(pulseStrata)
		.where(eq(pulseStrata.pulseId, pulseId))
		.orderBy(desc(pulseStrata.population), pulseStrata.name);
}

/** Who could be drawn, by stratum, as it was kept. */
export async function readLists(db: Reader, pulseId: string) {
	const rows = await db.select().from(pulseLists).where(eq(pulseLists.pulseId, pulseId));
	return rows.map(({ stratum, list }) => ({
		id: stratum,
		list: list === '' ? [] : list.split(' '),
	}));
}
