import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { policyDrafts } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import { type Draft, readDiscarded, readDraft } from './draft.ts';

/** Throws the draft away. It can be had back until another is written. */
export async function discardDraft(db: Database, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const draft = await readDraft(tx, deed.policyId);
		if (draft) await mark(tx, draft, { ...deed, discardedAt: deed.at, action: 'draft.discarded' });
	});
}

/** Takes a draft back that was thrown away; one that was written since is left alone. */
export async function restoreDiscarded(db: Database, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const draft = await readDiscarded(tx, deed.policyId);
		if (draft) await mark(tx, draft, { ...deed, discardedAt: null, action: 'draft.taken back' });
	});
}

type Deed = { readonly policyId: string; readonly by: string; readonly at: number };

async function mark(
	tx: Transaction,
	draft: Draft,
	{ policyId, by, at, discardedAt, action }: Deed & { discardedAt: number | null; action: string },
): Promise<void> {
	await tx.update(policyDrafts).set({ discardedAt }).where(eq(policyDrafts.policyId, policyId));
	await appendAudit(tx, {
		at,
		actorId: by,
		action,
		objectType: 'policy',
		objectId: policyId,
		payload: { statement: draft.body.statement, revision: draft.revision },
	});
}
