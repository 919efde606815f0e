import { randomInt } from 'node:crypto';
import { eq, isNull } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { policyDrafts } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import type { PolicyBody } from './body.ts';
import { recordRenames, type Rename } from './renames.ts';
import { standing } from './same-writing.ts';
import type { Fields, Typed } from './typed.ts';
import { noteWriter } from './writers.ts';

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
	/** While what was typed has problems: what the draft says as long as nothing sound was saved. */
	readonly body: PolicyBody;
	/** The form that it comes from; undefined if it comes from elsewhere. */
	readonly typed?: Typed | undefined;
	/** What stood in the form before it was typed in. */
	readonly began?: Fields | undefined;
	/** The published version that the writing began from. */
	readonly baseNumber: number;
	/** The revision that the writer saw; 0 if there was no draft yet. */
	readonly seenRevision: number;
	/** The facts that were given another name in this save. */
	readonly renames?: readonly Rename[];
	readonly by: string;
	readonly at: number;
};

export type DraftOutcome =
	| { readonly kind: 'saved'; readonly draft: Draft }
	/** Somebody saved in between: nothing is overwritten, both wordings are shown. */
	| { readonly kind: 'overtaken'; readonly draft: Draft };

/** Saves a draft, finished or not; a save from an older revision overwrites nothing. */
export async function saveDraft(db: Database, save: DraftSave): Promise<DraftOutcome> {
	return db.write((tx) => saveDraftIn(tx, save));
}

/** The same within a transaction that has more to do. */
export async function saveDraftIn(tx: Transaction, save: DraftSave): Promise<DraftOutcome> {
	const { policyId, typed, by, at } = save;
	const existing = await readDraft(tx, policyId);
	const seen = !existing || existing.revision === save.seenRevision;
	const found = seen ? 'goes on' : standing(existing, save);
	const kept = typed && { fields: typed.fields, began: save.began ?? {} };
	if (kept) {
		const lost = found === 'overtaken' ? kept : null;
		await noteWriter(tx, { policyId, employeeId: by, at, kept: lost });
	}
	if (existing && found !== 'goes on') {
		return { kind: found === 'overtaken' ? 'overtaken' : 'saved', draft: existing };
	}
	return { kind: 'saved', draft: await store(tx, save, existing) };
}

async function store(
	tx: Transaction,
	save: DraftSave,
	existing: Draft | undefined,
): Promise<Draft> {
	const { typed } = save;
	const draft: Draft = {
		policyId: save.policyId,
		baseNumber: existing?.baseNumber ?? save.baseNumber,
		body: typed && typed.problems > 0 ? (existing?.body ?? save.body) : save.body,
		revision: existing ? existing.revision + 1 : firstRevision(),
		savedAt: save.at,
		savedBy: save.by,
		savers: [...new Set([...(existing ? authorsOf(existing) : []), save.by])],
		discardedAt: null,
		typed: typed ?? null,
	};
	await tx
		.insert(policyDrafts)
		.values(draft)
		.onConflictDoUpdate({ target: policyDrafts.policyId, set: draft });
	await recordRenames(tx, save.renames ?? [], save);
	return draft;
}

/** Everybody who wrote on a draft. */
export function authorsOf({ savers, savedBy }: Pick<Draft, 'savers' | 'savedBy'>): string[] {
	return savers ?? [savedBy];
}

/** A number of its own, so that nobody takes a new draft for one that was published or thrown away. */
export function firstRevision(): number {
	return randomInt(1, 2 ** 40);
}

/** The ids of the policies that somebody is writing. */
export async function readDrafts(db: Reader): Promise<ReadonlySet<string>> {
	const rows = await db
		.select({ policyId: policyDrafts.policyId })
		.from(policyDrafts)
		.where(isNull(policyDrafts.discardedAt));
	return new Set(rows.map(({ policyId }) => policyId));
}
