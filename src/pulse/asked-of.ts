import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';
import type { Catalogue } from '#lessons/catalogue.ts';

export type Pulse = typeof pulses.$inferSelect;
export type Drawn = typeof pulsePeople.$inferSelect;

/** A pulse as one of those who were drawn for it sees it. */
export type AskedOf = {
	readonly pulse: Pulse;
	readonly drawn: Drawn;
	/** The name of whoever asks. */
	readonly askedBy: string;
};

/** Whether answers are still taken. What was ended stays ended, whatever the clock says. */
export function isRunning({ until, endedAt }: Pick<Pulse, 'until' | 'endedAt'>, at: number) {
	return endedAt === null && at < until;
}

/** A pulse that somebody was drawn for, whatever became of it; undefined for everybody else. */
export async function readAskedOf(
	db: Reader,
	pulseId: string,
	employeeId: string,
): Promise<AskedOf | undefined> {
	const [row] = await selectAsked(db).where(
		and(eq(pulsePeople.pulseId, pulseId), eq(pulsePeople.employeeId, employeeId)),
	);
	return row;
}

/** The questions that wait for somebody's answer, the one asked first comes first. */
export async function readAskedFirst(
	db: Reader,
	{ catalogue, at }: { readonly catalogue: Pick<Catalogue, 'questionById'>; readonly at: number },
	employeeId: string,
): Promise<AskedOf[]> {
	const rows = await selectAsked(db)
		.where(
			and(
				eq(pulsePeople.employeeId, employeeId),
				eq(pulsePeople.tookPart, false),
				isNull(pulsePeople.goneAt),
				isNull(pulses.endedAt),
				gt(pulses.until, at),
			),
		)
		.orderBy(asc(pulses.drawnAt), asc(pulses.id));
	// A question may have been taken out of the content since.
	return rows.filter(({ pulse }) => catalogue.questionById.has(pulse.questionId));
}

function selectAsked(db: Reader) {
	return db
		.select({ pulse: pulses, drawn: pulsePeople, askedBy: employees.name })
		.from(pulsePeople)
		.innerJoin(pulses, eq(pulses.id, pulsePeople.pulseId))
		.innerJoin(employees, eq(employees.id, pulses.askedBy))
		.$dynamic();
}
