import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { recallWordings } from '#db/schema/recalls.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { added, type Around, tryWording, type Wish } from './try-wording.ts';

type Deed = { readonly by: string; readonly at: number };

/**
 * Takes a wording up: the grader reads it from now on. `id` is the proposal's, or a new one for a
 * wording of one's own. Throws Invalid if it has a problem or somebody has decided meanwhile.
 */
export async function takeUp(
	db: Database,
	around: Around,
	wish: Wish & { readonly id: string; readonly answerId: string | null },
	{ by, at }: Deed,
): Promise<void> {
	await db.write(async (tx) => {
		const { problem } = await tryWording(tx, around, wish);
		if (problem) throw new Invalid({ wording: problem });
		const { id, recall, idea, wording, answerId } = wish;
		const row = {
			...{ questionId: recall.id, idea, ...added(wish) },
			...({ decision: 'taken up', decidedBy: by, decidedAt: at } as const),
		};
		const [known] = await tx.select().from(recallWordings).where(eq(recallWordings.id, id));
		// A double tap finds what the first one did.
		if (known?.decision === 'taken up' && known.wording === wording) return;
		if (known?.decision) throw decided();
		if (known) await tx.update(recallWordings).set(row).where(eq(recallWordings.id, id));
		else {
			const proposal = { proposedBy: by, proposedAt: at };
			await tx.insert(recallWordings).values({ id, answerId, ...row, ...proposal });
		}
		await record(tx, 'recall.wording-taken-up', { questionId: recall.id, wording }, { by, at });
	});
}

/** Leaves a proposal out, with nothing lost: it stays on record. */
export async function leaveOut(db: Database, id: string, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const [row] = await tx
			.update(recallWordings)
			.set({ decision: 'left out', decidedBy: deed.by, decidedAt: deed.at })
			.where(and(eq(recallWordings.id, id), isNull(recallWordings.decision)))
			.returning();
		if (row) return record(tx, 'recall.wording-left-out', row, deed);
		const [known] = await tx.select().from(recallWordings).where(eq(recallWordings.id, id));
		if (known?.decision === 'taken up') throw decided();
		if (!known) throw new NotFound('There is no such wording.');
	});
}

/** Takes back what was taken up here: the grader no longer reads it. What stands in a file stays there. */
export async function takeBack(db: Database, id: string, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const [row] = await tx
			.update(recallWordings)
			.set({ decision: 'left out', decidedBy: deed.by, decidedAt: deed.at })
			.where(and(eq(recallWordings.id, id), eq(recallWordings.decision, 'taken up')))
			.returning();
		if (row) await record(tx, 'recall.wording-taken-back', row, deed);
	});
}

function decided(): Invalid {
	return new Invalid({ wording: 'Somebody has decided about this wording meanwhile.' });
}

async function record(
	tx: Transaction,
	action: string,
	{ questionId, wording }: { readonly questionId: string; readonly wording: string },
	{ by, at }: Deed,
): Promise<void> {
	await appendAudit(tx, {
		...{ at, actorId: by, action, objectType: 'recall', objectId: questionId },
		payload: { wording },
	});
}
