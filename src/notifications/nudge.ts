import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { nudges } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import { nameShownTo } from '#people/name-shown.ts';
import { announce } from './announce.ts';

export type Nudge = typeof nudges.$inferInsert;

/** Milliseconds: one nudge a policy and person in so long is a help; more is nagging. */
export const restBetween = 24 * 3_600_000;

/** Sends a person a friendly word about a policy. False if she was sent one within the last day. */
export async function sendNudge(db: Database, nudge: Nudge): Promise<boolean> {
	return db.write(async (tx) => {
		const recent = await tx
			.select({ id: nudges.id })
			.from(nudges)
			.where(
				and(
					eq(nudges.employeeId, nudge.employeeId),
					eq(nudges.policyId, nudge.policyId),
					gt(nudges.sentAt, nudge.sentAt - restBetween),
				),
			);
		if (recent.length > 0) return false;
		await tx.insert(nudges).values(nudge);
		await appendAudit(tx, {
			at: nudge.sentAt,
			actorId: nudge.sentBy,
			action: 'person.nudged',
			objectType: 'employee',
			objectId: nudge.employeeId,
			payload: { policy: nudge.policyId },
		});
		const { employeeId: to, policyId } = nudge;
		await announce(tx, { kind: 'nudge', to, policyId }, nudge.sentAt);
		return true;
	});
}

/** Who among some people was sent a nudge about a policy within the last day. */
export async function nudgedLately(
	db: Reader,
	employeeIds: readonly string[],
	policyId: string,
	at: number,
): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectDistinct({ employeeId: nudges.employeeId })
		.from(nudges)
		.where(
			and(
				inArray(nudges.employeeId, [...employeeIds]),
				eq(nudges.policyId, policyId),
				gt(nudges.sentAt, at - restBetween),
			),
		);
	return new Set(rows.map(({ employeeId }) => employeeId));
}

/** The nudges a person was sent in the last two weeks, newest first, with who sent them to her. */
export async function readNudges(
	db: Reader,
	employeeId: string,
	at: number,
	/** The reader's: a vendor's people read no name of ours. */
	vendorId: string | null = null,
) {
	return db
		.select({ policyId: nudges.policyId, sentAt: nudges.sentAt, sentByName: nameShownTo(vendorId) })
		.from(nudges)
		.innerJoin(employees, eq(employees.id, nudges.sentBy))
		.where(and(eq(nudges.employeeId, employeeId), gt(nudges.sentAt, at - 14 * restBetween)))
		.orderBy(desc(nudges.sentAt));
}
