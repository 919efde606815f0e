import { and, desc, eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { policies, policyVersions, policyWithdrawals } from '#db/schema/policies.ts';
import { policyTexts } from '#db/schema/policy-texts.ts';
import { Invalid } from '#lib/errors.ts';
import type { Spoken } from './in-language.ts';
import type { PolicyText } from './policy-text.ts';
import { readRenames, type Rename, stillOneFact } from './renames.ts';

export type PolicyVersion = typeof policyVersions.$inferSelect & {
	/** Its policy's texts in other languages, if there are any: not part of what was published. */
	readonly texts?: readonly PolicyText[];
	/** In which language each part of the body is, once it is read by somebody. */
	readonly spoken?: Spoken;
	/** The other names of its policy's facts, if any was ever renamed: not part of what was published. */
	readonly renames?: readonly Rename[];
	/** The places whose values stand in its facts, once it is read for somebody at one of them. */
	readonly readAt?: string;
};

/** Everything published up to now, newest knowledge first at hand: who needs another moment asks `versionsAt`. */
export type PolicyHistory = {
	/** Grows with whatever changes what anybody reads, a policy that is begun included: two histories with the same one are the same. */
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
	/** In other languages, ascending by edition; readAs chooses among them. */
	readonly texts: readonly PolicyText[];
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
		sql`select (select coalesce(max(seq), 0) from policy_versions) + (select count(*) from policy_withdrawals) + (select count(*) from policy_texts) + (select count(*) from fact_renames) + (select count(*) from policies) as seq`,
	);
	const seq = Number(newest.seq);
	return known?.seq === seq ? known : loadPolicies(db, seq);
}

async function loadPolicies(db: Reader, seq: number): Promise<PolicyHistory> {
	const rows = await db.select().from(policies).orderBy(policies.rank, policies.id);
	const versions = await db.select().from(policyVersions).orderBy(policyVersions.number);
	const withdrawals = await db.select().from(policyWithdrawals);
	const allTexts = await db.select().from(policyTexts).orderBy(policyTexts.edition);
	const renamed = await readRenames(db);
	const threads = rows.map(({ id, owner }) => {
		const gone = withdrawals.flatMap((row) => (row.policyId === id ? row.number : []));
		const withdrawn = new Set(gone);
		const published = versions.filter(
			({ policyId, number }) => policyId === id && !withdrawn.has(number),
		);
		const renames = stillOneFact(renamed.get(id) ?? [], published);
		const texts = allTexts
			.filter(({ policyId }) => policyId === id)
			.map((text) => (renames.length > 0 ? { ...text, renames } : text));
		const beside = {
			...(texts.length > 0 ? { texts } : {}),
			...(renames.length > 0 ? { renames } : {}),
		};
		return { id, owner, versions: published.map((each) => ({ ...each, ...beside })), texts };
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
