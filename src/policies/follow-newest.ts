import { eq, max, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { policyDrafts, policyVersions } from '#db/schema/policies.ts';
import { authorsOf, readDraft } from './draft.ts';

/** Says that a draft is to follow the newest version: its writer has compared the two. */
export async function followNewest(
	db: Database,
	{ policyId, by, at }: { policyId: string; by: string; at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const draft = await readDraft(tx, policyId);
		if (!draft) return;
		const baseNumber = await newestNumber(tx, policyId);
		const savers = [...new Set([...authorsOf(draft), by])];
		await tx
			.update(policyDrafts)
			.set({ baseNumber, savedBy: by, savers, savedAt: at, revision: sql`revision + 1` })
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
