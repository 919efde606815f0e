import { eq, max, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { policyDrafts, policyVersions } from '#db/schema/policies.ts';

/** Says that a draft is to follow the newest version: its writer has compared the two. */
export async function followNewest(
	db: Database,
	{ policyId, by, at }: { policyId: string; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const newest = await newestNumber(tx, policyId);
		await tx
			.update(policyDrafts)
			.set({ baseNumber: newest, savedBy: by, savedAt: at, revision: sql`revision + 1` })
			.where(eq(policyDrafts.policyId, policyId));
	});
}

async function newestNumber(db: Reader, policyId: string): Promise<number> {
	const [row] = await db
		.select({ number: max(policyVersions.number) })
		.from(policyVersions)
		.where(eq(policyVersions.policyId, policyId));
	return row?.number ?? 0;
}
