import { and, desc, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { policies, policyVersions, policyWithdrawals } from '#db/schema/policies.ts';
import { Invalid } from '#lib/errors.ts';

export type PolicyVersion = typeof policyVersions.$inferSelect;

/** Everything published up to now, newest knowledge first at hand: who needs another moment asks `versionsAt`. */
export type PolicyHistory = {
	/** Grows with every publication, every withdrawal and every policy that is begun: two histories with the same one are the same. */
	readonly seq: number;
	/** In the order of the standard. */
	readonly policies: readonly PolicyThread[];
	readonly byId: ReadonlyMap<string, PolicyThread>;
};

export type PolicyThread = {
	readonly id: string;
	readonly owner: string;
	/** Ascending by number, and so by the moment they take effect; withdrawn ones are not among them. */
	readonly versions: readonly PolicyVersion[];
};

const remembered = new WeakMap<object, PolicyHistory>();

/**
 * All policies with all versions. They are few and read on every page, so they stay in memory;
 * one small query finds out whether something was published since.
 */
export async function readPolicies(db: Reader): Promise<PolicyHistory> {
	const history = await freshPolicies(db, remembered.get(db));
	remembered.set(db, history);
	return history;
}

/** The policies as they are now: those that are known already, unless something was published since. */
export async function freshPolicies(
	db: Reader,
	known: PolicyHistory | undefined,
): Promise<PolicyHistory> {
	const newest = await db.get<{ seq: number }>(
		sql`select (select coalesce(max(seq), 0) from policy_versions) + (select count(*) from policy_withdrawals) + (select count(*) from policies) as seq`,
	);
	const seq = Number(newest.seq);
	return known?.seq === seq ? known : loadPolicies(db, seq);
}

async function loadPolicies(db: Reader, seq: number): Promise<PolicyHistory> {
	const rows = await db.select().from(policies).orderBy(policies.rank, policies.id);
	const versions = await db.select().from(policyVersions).orderBy(policyVersions.number);
	const withdrawals = await db.select().from(policyWithdrawals);
	const threads = rows.map(({ id, owner }) => {
		const gone = withdrawals.flatMap((row) => (row.policyId === id ? row.number : []));
		const withdrawn = new Set(gone);
		const own = versions.filter(
			({ policyId, number }) => policyId === id && !withdrawn.has(number),
		);
		return { id, owner, versions: own };
	});
	return { seq, policies: threads, byId: new Map(threads.map((thread) => [thread.id, thread])) };
}

/** The versions of a policy that were to come and were taken back, with when. */
export async function readWithdrawn(db: Reader, policyId: string) {
	return db
		.select({ version: policyVersions, withdrawnAt: policyWithdrawals.withdrawnAt })
		.from(policyWithdrawals)
		.innerJoin(
			policyVersions,
			and(
				eq(policyVersions.policyId, policyWithdrawals.policyId),
				eq(policyVersions.number, policyWithdrawals.number),
			),
		)
		.where(eq(policyWithdrawals.policyId, policyId))
		.orderBy(desc(policyVersions.number));
}

/** Throws Invalid if there is no such policy. */
export async function requirePolicy(db: Reader, policyId: string): Promise<void> {
	const { byId } = await readPolicies(db);
	if (!byId.has(policyId)) throw new Invalid({ policy: 'There is no such policy.' });
}

/** The version that is published and has yet to take effect; at most one a policy. */
export function versionToCome(
	thread: PolicyThread | undefined,
	at: number,
): PolicyVersion | undefined {
	return thread?.versions.find((version) => version.effectiveAt > at);
}

/** The version of a policy that holds at a moment; undefined if none held yet. */
export function versionAt(thread: PolicyThread | undefined, at: number): PolicyVersion | undefined {
	return thread?.versions.findLast((version) => version.effectiveAt <= at);
}

export function versionNumbered(
	thread: PolicyThread | undefined,
	number: number,
): PolicyVersion | undefined {
	return thread?.versions.find((version) => version.number === number);
}

/** The first material version after the one a person knows and in force by `at`: since when she is behind. */
export function firstMaterialAfter(
	thread: PolicyThread | undefined,
	known: number,
	at: number,
): PolicyVersion | undefined {
	return thread?.versions.find(
		(version) =>
			version.number > known && version.change === 'material' && version.effectiveAt <= at,
	);
}
