import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { computeDecayFactor } from 'ts-fsrs';
import type { Parameters } from './memory.ts';

const dayMs = sql.raw('86400000.0');

/**
 * FSRS's forgetting curve as the database counts it: power(1 + factor · days / stability, decay). A
 * clock that was moved back makes no days. A test holds it against `retrievabilityAt`.
 */
export function recallSql(
	{ stability, reviewedAt }: { readonly stability: SQLWrapper; readonly reviewedAt: SQLWrapper },
	at: number,
	parameters: Parameters,
): SQL {
	const { decay, factor } = computeDecayFactor([...parameters]);
	const days = sql`max(0, ${at} - ${reviewedAt}) / ${dayMs}`;
	return sql`power(1 + ${factor} * (${days}) / ${stability}, ${decay})`;
}

/**
 * Whether what was asked under a version still counts at a moment: nothing material has come into
 * force since. A version that was withdrawn never did.
 */
export function countsSql(
	{
		policyId,
		policyVersion,
	}: { readonly policyId: SQLWrapper; readonly policyVersion: SQLWrapper },
	at: number,
): SQL {
	return sql`${policyVersion} >= coalesce((select max(held.number) from policy_versions held
		where held.policy_id = ${policyId} and held.change = 'material' and held.effective_at <= ${at}
			and not exists (select 1 from policy_withdrawals gone
				where gone.policy_id = held.policy_id and gone.number = held.number)), 0)`;
}
