import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { draftWriters } from '#db/schema/policies.ts';
import type { Transaction } from '#db/writer.ts';
import type { KeptWords } from './typed.ts';

// Nobody is ever locked out of a draft: whoever writes sees who else has it open.

export type Writer = { readonly employeeId: string; readonly seenAt: number };

/** Milliseconds after which somebody who was not seen again is taken to have gone. */
const present = 10 * 60_000;

/** Others who have had this draft open in the last ten minutes, the latest first. */
export async function readOtherWriters(
	db: Reader,
	{ policyId, employeeId, at }: { policyId: string; employeeId: string; at: number },
): Promise<Writer[]> {
	return db
		.select({ employeeId: draftWriters.employeeId, seenAt: draftWriters.seenAt })
		.from(draftWriters)
		.where(
			and(
				eq(draftWriters.policyId, policyId),
				ne(draftWriters.employeeId, employeeId),
				gt(draftWriters.seenAt, at - present),
			),
		)
		.orderBy(desc(draftWriters.seenAt));
}

/** Says that somebody has the draft open. What is kept for her stays as it is. */
export async function markWriting(
	db: Database,
	writer: { policyId: string; employeeId: string; at: number },
): Promise<void> {
	await db.write((tx) => noteWriter(tx, writer));
}

/** She goes on with what was saved: her own words that were overtaken are let go. */
export async function letGo(
	db: Database,
	writer: { policyId: string; employeeId: string; at: number },
): Promise<void> {
	await db.write((tx) => noteWriter(tx, { ...writer, kept: null }));
}

/** Within a save: also says which of her words were overtaken, null for none. */
export async function noteWriter(
	tx: Transaction,
	{ policyId, employeeId, at, kept }: Mark,
): Promise<void> {
	const seen = { seenAt: at, ...(kept !== undefined && { kept }) };
	await tx
		.insert(draftWriters)
		.values({ policyId, employeeId, kept: null, ...seen })
		.onConflictDoUpdate({ target: [draftWriters.policyId, draftWriters.employeeId], set: seen });
}

type Mark = {
	readonly policyId: string;
	readonly employeeId: string;
	readonly at: number;
	readonly kept?: KeptWords | null | undefined;
};

/** The words of hers that somebody else's save overtook, if she has not chosen yet. */
export async function readKept(
	db: Reader,
	policyId: string,
	employeeId: string,
): Promise<KeptWords | undefined> {
	const [row] = await db
		.select({ kept: draftWriters.kept })
		.from(draftWriters)
		.where(and(eq(draftWriters.policyId, policyId), eq(draftWriters.employeeId, employeeId)));
	return row?.kept ?? undefined;
}
