import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { nameShownTo } from '#people/name-shown.ts';
import type { Person } from '#people/person.ts';

export type Pulse = typeof pulses.$inferSelect;
export type Drawn = typeof pulsePeople.$inferSelect;

/** A pulse as one of those who were drawn for it sees it. */
export type AskedOf = {
	readonly pulse: Pulse;
	readonly drawn: Drawn;
	/** The name of whoever asks, as far as she reads names of ours. */
	readonly askedBy: string;
};

/** Who reads it: a vendor's people read the company's name for that of one of ours. */
type Reading = Pick<Person, 'id' | 'vendorId'>;

/** Whether answers are still taken. What was ended stays ended, whatever the clock says. */
export function isRunning({ until, endedAt }: Pick<Pulse, 'until' | 'endedAt'>, at: number) {
	return endedAt === null && at < until;
}

/** A pulse that somebody was drawn for, whatever became of it; undefined for everybody else. */
export async function readAskedOf(
	db: Reader,
	pulseId: string,
	person: Reading,
): Promise<AskedOf | undefined> {
	const [row] = await selectAsked(db, person).where(
		and(eq(pulsePeople.pulseId, pulseId), eq(pulsePeople.employeeId, person.id)),
	);
	return row;
}

/** The questions that wait for somebody's answer, the one asked first comes first. */
export async function readAskedFirst(
	db: Reader,
	{ catalogue, at }: { readonly catalogue: Pick<Catalogue, 'questionById'>; readonly at: number },
	person: Reading,
): Promise<AskedOf[]> {
	const rows = await selectAsked(db, person)
		.where(
			and(
				eq(pulsePeople.employeeId, person.id),
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

function selectAsked(db: Reader, { vendorId }: Reading) {
	return db
		.select({ pulse: pulses, drawn: pulsePeople, askedBy: nameShownTo(vendorId) })
		.from(pulsePeople)
		.innerJoin(pulses, eq(pulses.id, pulsePeople.pulseId))
		.innerJoin(employees, eq(employees.id, pulses.askedBy))
		.$dynamic();
}
