import { desc, eq } from 'drizzle-orm';
import { policyVersions } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import type { PolicyBody } from './body.ts';
import type { PolicyVersion } from './versions.ts';

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

function canonicalBody({ acknowledge, ...body }: PolicyBody) {
	return {
		...body,
		...(acknowledge ? { acknowledge } : {}),
		facts: { ...body.facts },
		how: { ...body.how },
		touchpoints: [...body.touchpoints],
	};
}
