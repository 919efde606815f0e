import { and, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { nudges } from '#db/schema/notifications.ts';

/** A word after a result stands on Today so long at most. */
const shownFor = 14 * 24 * 3_600_000;

/**
 * Policies that a result of the chief executive's question made somebody send a word about: it stays
 * until she has answered a question on the policy, also if she is up to date.
 */
export async function lookAgain(
	db: Reader,
	employeeId: string,
	at: number,
): Promise<ReadonlySet<string>> {
	const answered = sql`exists (select 1 from attempts join answers on answers.attempt_id = attempts.id
		where attempts.employee_id = nudges.employee_id and answers.policy_id = nudges.policy_id
		and answers.answered_at > nudges.sent_at)`;
	const rows = await db
		.selectDistinct({ policyId: nudges.policyId })
		.from(nudges)
		.where(
			and(
				eq(nudges.employeeId, employeeId),
				isNotNull(nudges.pulseId),
				gt(nudges.sentAt, at - shownFor),
				sql`not ${answered}`,
			),
		);
	return new Set(rows.map(({ policyId }) => policyId));
}
