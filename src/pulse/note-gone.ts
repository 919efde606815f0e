import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';

/**
 * Notes who left before she had answered and before the pulse was over: she is counted apart. Whoever
 * left is asked nothing from that moment, noted or not: she cannot sign in, and no mail reaches her.
 */
export async function noteGone(db: Database): Promise<void> {
	const leftInTime = and(
		eq(pulsePeople.tookPart, false),
		isNull(pulsePeople.goneAt),
		lt(employees.leftAt, pulses.until),
		or(isNull(pulses.endedAt), lt(employees.leftAt, pulses.endedAt)),
	);
	const gone = await db.read
		.select({
			pulseId: pulsePeople.pulseId,
			employeeId: pulsePeople.employeeId,
			goneAt: sql<number>`max(${employees.leftAt}, ${pulses.drawnAt})`,
		})
		.from(pulsePeople)
		.innerJoin(pulses, eq(pulses.id, pulsePeople.pulseId))
		.innerJoin(employees, eq(employees.id, pulsePeople.employeeId))
		.where(leftInTime);
	if (gone.length === 0) return;
	await db.write(async (tx) => {
		for (const { pulseId, employeeId, goneAt } of gone) {
			await tx
				.update(pulsePeople)
				.set({ goneAt })
				.where(
					and(
						eq(pulsePeople.pulseId, pulseId),
						eq(pulsePeople.employeeId, employeeId),
						eq(pulsePeople.tookPart, false),
					),
				);
		}
	});
}
