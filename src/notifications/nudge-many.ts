import { randomUUID } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { appendAuditRows } from '#audit/append.ts';
import { insertRows } from '#db/many-rows.ts';
import { nudges, outbox } from '#db/schema/notifications.ts';
import type { Transaction } from '#db/writer.ts';
import { restBetween } from './nudge.ts';

export type Word = {
	readonly policyId: string;
	readonly sentBy: string;
	readonly sentAt: number;
	/** The question whose result is the reason. */
	readonly pulseId: string;
};

/**
 * Sends a friendly word about a policy to many, in the transaction of the deed. Whoever was sent
 * one about it within the last day is left in peace. Returns how many were sent it.
 */
export async function nudgeMany(
	tx: Transaction,
	employeeIds: readonly string[],
	{ policyId, sentBy, sentAt, pulseId }: Word,
): Promise<number> {
	const lately = await tx
		.selectDistinct({ id: nudges.employeeId })
		.from(nudges)
		.where(and(eq(nudges.policyId, policyId), gt(nudges.sentAt, sentAt - restBetween)));
	const rest = new Set(lately.map(({ id }) => id));
	const ids = employeeIds.filter((id) => !rest.has(id));
	const rows = ids.map((employeeId) => ({
		...{ id: randomUUID(), employeeId, policyId, sentBy, sentAt, pulseId },
	}));
	await insertRows(tx, nudges, rows);
	await insertRows(
		tx,
		outbox,
		ids.map((to) => ({
			id: randomUUID(),
			news: { kind: 'nudge', to, policyId, again: true } as const,
			at: sentAt,
		})),
	);
	await appendAuditRows(
		tx,
		ids.map((objectId) => ({
			...{ at: sentAt, actorId: sentBy, action: 'person.nudged', objectType: 'employee', objectId },
			payload: { policy: policyId, pulse: pulseId },
		})),
	);
	return ids.length;
}
