import { randomInt } from 'node:crypto';
import { eq, isNull, max, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { policyDrafts, policyVersions } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import type { PolicyBody } from './body.ts';

export type Draft = typeof policyDrafts.$inferSelect;

export async function readDraft(db: Reader, policyId: string): Promise<Draft | undefined> {
	const draft = await readAnyDraft(db, policyId);
	return draft?.discardedAt === null ? draft : undefined;
}

/** The draft that was thrown away last, if nothing was written since. */
export async function readDiscarded(db: Reader, policyId: string): Promise<Draft | undefined> {
	const draft = await readAnyDraft(db, policyId);
	return draft?.discardedAt === null ? undefined : draft;
}

async function readAnyDraft(db: Reader, policyId: string): Promise<Draft | undefined> {
	const [draft] = await db.select().from(policyDrafts).where(eq(policyDrafts.policyId, policyId));
	return draft;
}

export type DraftSave = {
	readonly policyId: string;
	readonly body: PolicyBody;
	/** The published version that the writing began from. */
	readonly baseNumber: number;
	/** The revision that the writer saw; 0 if there was no draft yet. */
	readonly seenRevision: number;
	readonly by: string;
	readonly at: number;
};

export type DraftOutcome =
	| { readonly kind: 'saved'; readonly draft: Draft }
	/** Somebody saved in between: nothing is overwritten, both wordings are shown. */
	| { readonly kind: 'overtaken'; readonly draft: Draft };

/** Saves a draft whose fields have been checked; a save from an older revision overwrites nothing. */
export async function saveDraft(db: Database, save: DraftSave): Promise<DraftOutcome> {
	return db.write(async (tx) => {
		const existing = await readDraft(tx, save.policyId);
		if (existing && existing.revision !== save.seenRevision) {
			const same = JSON.stringify(existing.body) === JSON.stringify(save.body);
			return { kind: same ? 'saved' : 'overtaken', draft: existing };
		}
		const draft: Draft = {
			policyId: save.policyId,
			baseNumber: existing?.baseNumber ?? save.baseNumber,
			body: save.body,
			revision: existing ? existing.revision + 1 : firstRevision(),
			savedAt: save.at,
			savedBy: save.by,
			savers: [...new Set([...(existing ? authorsOf(existing) : []), save.by])],
			discardedAt: null,
		};
		await tx
			.insert(policyDrafts)
			.values(draft)
			.onConflictDoUpdate({ target: policyDrafts.policyId, set: draft });
		return { kind: 'saved', draft };
	});
}

/** Everybody who wrote on a draft. */
export function authorsOf({ savers, savedBy }: Pick<Draft, 'savers' | 'savedBy'>): string[] {
	return savers ?? [savedBy];
}

/** A number of its own, so that nobody takes a new draft for one that was published or thrown away. */
export function firstRevision(): number {
	return randomInt(1, 2 ** 40);
}

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

/** The ids of the policies that somebody is writing. */
export async function readDrafts(db: Reader): Promise<ReadonlySet<string>> {
	const rows = await db
		.select({ policyId: policyDrafts.policyId })
		.from(policyDrafts)
		.where(isNull(policyDrafts.discardedAt));
	return new Set(rows.map(({ policyId }) => policyId));
}
