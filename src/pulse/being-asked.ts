import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { pulsePeople, pulses } from '#db/schema/pulses.ts';

/**
 * The policies of the questions that somebody was drawn for and has not answered. The daily minute
 * leaves them out: what is measured beside a prediction must not be practised in between.
 */
export async function isBeingAsked(
	db: Reader,
	employeeId: string,
	at: number,
): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectDistinct({ policyId: pulses.policyId })
		.from(pulsePeople)
		.innerJoin(pulses, eq(pulses.id, pulsePeople.pulseId))
		.where(
			and(
				eq(pulsePeople.employeeId, employeeId),
				eq(pulsePeople.tookPart, false),
				isNull(pulsePeople.goneAt),
				isNull(pulses.endedAt),
				gt(pulses.until, at),
			),
		);
	return new Set(rows.map(({ policyId }) => policyId));
}
