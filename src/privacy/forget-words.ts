import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { remarks, remarkSenders } from '#db/schema/remarks.ts';
import type { Transaction } from '#db/writer.ts';
import { sha256 } from '#lib/hash.ts';
import type { Identity } from './kept-row.ts';

/**
 * What somebody said stays, because somebody answers for it and others read the answer. Her name in
 * it goes, also where she only wrote it into the words; and with the name the place, which is
 * coarse in remarks without a name only.
 */
export async function forgetWords(tx: Transaction, { id, name }: Identity): Promise<void> {
	const sent = await tx
		.select({ key: remarkSenders.key })
		.from(remarkSenders)
		.where(eq(remarkSenders.employeeId, id));
	const ids = sent.map(({ key }) => sha256(key));
	const hers = or(
		eq(remarks.employeeId, id),
		ids.length > 0 ? inArray(remarks.id, ids) : undefined,
	);
	await tx
		.update(remarks)
		.set({ words: sql`replace(${remarks.words}, ${name}, '…')` })
		.where(and(hers, sql`instr(${remarks.words}, ${name}) > 0`));
	await tx
		.update(remarks)
		.set({ employeeId: null, channel: null, siteId: null })
		.where(eq(remarks.employeeId, id));
}
