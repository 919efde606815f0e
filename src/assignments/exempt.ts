import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { exemptions } from '#db/schema/assignments.ts';
import { Invalid } from '#lib/errors.ts';
import { type Day, startOfDay } from '#lib/service-day.ts';

export type Exemption = typeof exemptions.$inferSelect;

/** The moment after an exemption's last day. Throws Invalid for a day that is over or too far off. */
export function exemptionEnd(lastDay: Day, timeZone: string, at: number): number {
	const endsAt = startOfDay(lastDay, timeZone, { daysLater: 1 });
	if (endsAt <= at) throw new Invalid({ until: 'Choose a day that is not over yet.' });
	if (endsAt > at + 366 * 24 * 3_600_000) {
		throw new Invalid({ until: 'Choose a day within a year; you can say it again then.' });
	}
	return endsAt;
}

/** A manager says why a person need not know a policy until a day. */
export async function exemptPerson(db: Database, exemption: Exemption): Promise<void> {
	await db.write(async (tx) => {
		const [stored] = await tx
			.insert(exemptions)
			.values(exemption)
			.onConflictDoNothing()
			.returning();
		if (!stored) return;
		await appendAudit(tx, {
			at: exemption.grantedAt,
			actorId: exemption.grantedBy,
			action: 'person.exempted',
			objectType: 'employee',
			objectId: exemption.employeeId,
			payload: {
				policy: exemption.policyId,
				reason: exemption.reason,
				endsAt: exemption.endsAt,
			},
		});
	});
}

/** Ends the exemption of a person from a policy now. */
export async function endExemption(
	db: Database,
	{
		employeeId,
		policyId,
		by,
		at,
	}: { employeeId: string; policyId: string; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const ended = await tx
			.update(exemptions)
			.set({ endsAt: at })
			.where(
				and(
					eq(exemptions.employeeId, employeeId),
					eq(exemptions.policyId, policyId),
					gt(exemptions.endsAt, at),
				),
			)
			.returning();
		if (ended.length === 0) return;
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'exemption.ended',
			objectType: 'employee',
			objectId: employeeId,
			payload: { policy: policyId },
		});
	});
}

/** The exemptions that hold at a moment. */
export async function readExemptions(
	db: Reader,
	employeeIds: readonly string[],
	at: number,
): Promise<Exemption[]> {
	if (employeeIds.length === 0) return [];
	return db
		.select()
		.from(exemptions)
		.where(
			and(
				inArray(exemptions.employeeId, [...employeeIds]),
				lte(exemptions.grantedAt, at),
				gt(exemptions.endsAt, at),
			),
		);
}
