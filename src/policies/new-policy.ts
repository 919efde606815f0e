import { and, eq, isNotNull, isNull, max, notExists } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { policies, policyDrafts, policyVersions } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { type Draft, firstRevision } from './draft.ts';
import type { PolicyHistory, PolicyVersion } from './versions.ts';

export type NewPolicy = {
	readonly title: string;
	/** The function that answers for it. */
	readonly owner: string;
	/** The id that its writer wishes; empty to take one from the title. */
	readonly id: string;
	readonly by: string;
	readonly at: number;
};

/** Ids that stand in addresses for something else. */
const reserved = new Set(['new', 'packages', 'map', 'remarks']);

/** Begins a policy that nobody reads yet: its id for ever, and a draft with nothing but a title. */
export async function beginPolicy(db: Database, begun: NewPolicy): Promise<string> {
	const { title, owner, by, at } = begun;
	return db.write(async (tx) => {
		const id = await freeId(tx, begun);
		const [last] = await tx.select({ rank: max(policies.rank) }).from(policies);
		await tx.insert(policies).values({ id, owner, rank: (last?.rank ?? 0) + 1 });
		const body = { ...blankBody, title };
		const saved = { savedAt: at, savedBy: by, savers: [by], discardedAt: null };
		const revision = firstRevision();
		await tx.insert(policyDrafts).values({ ...saved, policyId: id, body, baseNumber: 0, revision });
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'policy.begun', objectType: 'policy', objectId: id },
			payload: { title, owner },
		});
		return id;
	});
}

async function freeId(tx: Transaction, { title, id: wished }: NewPolicy): Promise<string> {
	const rows = await tx.select({ id: policies.id }).from(policies);
	const taken = new Set([...reserved, ...rows.map(({ id }) => id)]);
	if (wished !== '') {
		if (!taken.has(wished)) return wished;
		throw new Invalid({ id: `There is a policy ${wished} already. Choose another short name.` });
	}
	const base = slugOf(title);
	if (!taken.has(base)) return base;
	for (let n = 2; ; n += 1) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}

/** "Gift cards & vouchers" is gift-cards-vouchers; a title without a Latin letter is policy. */
export function slugOf(title: string): string {
	const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '');
	return slug.slice(0, 40).replace(/-+$/, '') || 'policy';
}

const blankBody = {
	...{ title: '', statement: '', why: '', how: {}, facts: {}, touchpoints: [] },
	validMonths: null,
};

/** What stands where no version is published yet: it says nothing, and version 1 follows it. */
function unpublished(policyId: string): PolicyVersion {
	return {
		...{ seq: 0, policyId, number: 0, body: blankBody, change: 'material', reason: '' },
		...{ publishedAt: 0, effectiveAt: 0, publishedBy: null, hash: '', previousHash: null },
	};
}

/** The newest version of a policy; of one that was never published, a blank. Throws NotFound if there is no such policy. */
export function newestOf(history: PolicyHistory, policyId: string): PolicyVersion {
	const thread = history.byId.get(policyId);
	if (!thread) throw new NotFound('There is no such policy.');
	return thread.versions.at(-1) ?? unpublished(policyId);
}

/** The drafts of policies that were never published: those that are written, or those that were thrown away. */
export async function readNewDrafts(db: Reader, which: 'written' | 'discarded'): Promise<Draft[]> {
	return db
		.select()
		.from(policyDrafts)
		.where(
			and(
				which === 'written'
					? isNull(policyDrafts.discardedAt)
					: isNotNull(policyDrafts.discardedAt),
				notExists(
					db
						.select()
						.from(policyVersions)
						.where(eq(policyVersions.policyId, policyDrafts.policyId)),
				),
			),
		)
		.orderBy(policyDrafts.savedAt);
}
