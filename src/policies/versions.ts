import { desc, eq, lte, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { policies, policyVersions } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import type { PolicyBody } from './body.ts';

export type PolicyVersion = typeof policyVersions.$inferSelect;

/** Everything published up to now, newest knowledge first at hand: who needs another moment asks `versionsAt`. */
export type PolicyHistory = {
	/** The number of the last publication: two histories with the same one are the same. */
	readonly seq: number;
	/** In the order of the standard. */
	readonly policies: readonly PolicyThread[];
	readonly byId: ReadonlyMap<string, PolicyThread>;
};

export type PolicyThread = {
	readonly id: string;
	readonly owner: string;
	/** Ascending by number, and so by the moment they take effect. */
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
		sql`select (select coalesce(max(seq), 0) from policy_versions) as seq`,
	);
	const seq = Number(newest.seq);
	return known?.seq === seq ? known : loadPolicies(db, seq);
}

/** Reads all policies with the versions up to a publication, without remembering them. */
export async function loadPolicies(db: Reader, seq: number): Promise<PolicyHistory> {
	const rows = await db.select().from(policies).orderBy(policies.rank, policies.id);
	const versions = await db
		.select()
		.from(policyVersions)
		.where(lte(policyVersions.seq, seq))
		.orderBy(policyVersions.number);
	const threads = rows.map(({ id, owner }) => ({
		id,
		owner,
		versions: versions.filter((version) => version.policyId === id),
	}));
	return { seq, policies: threads, byId: new Map(threads.map((thread) => [thread.id, thread])) };
}

/** Throws Invalid if there is no such policy. */
export async function requirePolicy(db: Reader, policyId: string): Promise<void> {
	const { byId } = await readPolicies(db);
	if (!byId.has(policyId)) throw new Invalid({ policy: 'There is no such policy.' });
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

export type NewVersion = Omit<PolicyVersion, 'seq' | 'number' | 'hash' | 'previousHash'>;

/** Adds the next version of a policy, chained to the one before. The caller writes the audit row. */
export async function appendVersion(tx: Transaction, version: NewVersion): Promise<PolicyVersion> {
	const [previous] = await tx
		.select()
		.from(policyVersions)
		.where(eq(policyVersions.policyId, version.policyId))
		.orderBy(desc(policyVersions.number))
		.limit(1);
	const numbered = {
		...version,
		number: (previous?.number ?? 0) + 1,
		previousHash: previous?.hash ?? null,
	};
	const row = { ...numbered, hash: versionHash(numbered) };
	const [stored] = await tx.insert(policyVersions).values(row).returning();
	if (!stored) throw new Error(`Version ${row.number} of ${row.policyId} was not stored.`);
	return stored;
}

/** SHA-256 over the canonical form of everything that was published, the previous version's hash included. */
export function versionHash(version: Omit<PolicyVersion, 'seq' | 'hash'>): string {
	const { policyId, number, body, change, reason, publishedAt, effectiveAt, publishedBy } = version;
	return sha256(
		canonicalJson({
			policyId,
			number,
			body: canonicalBody(body),
			change,
			reason,
			publishedAt,
			effectiveAt,
			publishedBy,
			previousHash: version.previousHash,
		}),
	);
}

function canonicalBody(body: PolicyBody) {
	return {
		...body,
		facts: { ...body.facts },
		how: { ...body.how },
		touchpoints: [...body.touchpoints],
	};
}
