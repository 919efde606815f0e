import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { anonymised, erasePayloads } from '#audit/erase.ts';
import { asRanges } from '#audit/ranges.ts';
import { employees } from '#db/schema/people.ts';
import { endings, type KeptKind, keptKinds } from '#db/schema/privacy.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { type Deed, recordDeed } from '#people/employee-rules.ts';
import { inventory } from './inventory.ts';
import type { Identity } from './kept-row.ts';

/** What a person is called when the law has taken her name. */
export const nobodysName = 'Somebody who left';
const nobodysJob = 'Left';

/** Why it happens: its time is over, or one of the reasons for which somebody asks. */
export const erasureReasons = ['wish', 'authority', 'mistake'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

export type Ending = {
	readonly employeeId: string;
	readonly kinds: readonly KeptKind[];
	/** Audit entries that name her, found beforehand. */
	readonly mentions: readonly number[];
	readonly why: 'time' | ErasureReason;
};

/**
 * Makes kinds of somebody's record nobody's, for good; the figures stay. With the record go her
 * name, number and address, and every other kind has ended by then. Returns how many payloads of
 * the audit were erased; the entry that it writes names them, so that the chain can be verified.
 */
export async function endKinds(
	tx: Transaction,
	{ employeeId, kinds, mentions, why }: Ending,
	deed: Deed,
): Promise<number> {
	const her = await readIdentity(tx, employeeId);
	const ending = keptKinds.filter((kind) => kinds.includes(kind));
	for (const kind of ending) {
		for (const row of inventory) if (row.kind === kind) await row.end?.(tx, her);
		await noteEnding(tx, { employeeId, kind, at: deed.at });
	}
	const all = ending.includes('record');
	if (all) await forgetIdentity(tx, employeeId, deed.at);
	const erased =
		all || ending.includes('access') ? await erasePayloads(tx, employeeId, mentions) : [];
	const what = { action: anonymised, objectType: 'employee', objectId: employeeId };
	await recordDeed(tx, deed, what, { kinds: ending, why, erased: asRanges(erased) });
	return erased.length;
}

async function readIdentity(tx: Transaction, employeeId: string): Promise<Identity> {
	const { id, number, name, email, leftAt, anonymisedAt } = employees;
	const [row] = await tx
		.select({ id, number, name, email, leftAt, anonymisedAt })
		.from(employees)
		.where(eq(id, employeeId));
	if (!row || row.anonymisedAt !== null) throw new NotFound('There is nobody with this id.');
	if (row.leftAt === null)
		throw new Invalid({ person: 'This person works here. First comes the leaving.' });
	return row;
}

async function noteEnding(tx: Transaction, row: typeof endings.$inferInsert): Promise<void> {
	const target = [endings.employeeId, endings.kind];
	await tx
		.insert(endings)
		.values(row)
		.onConflictDoUpdate({ target, set: { at: row.at } });
}

/** Team, language and days stay: the figures of her place stand on them. */
async function forgetIdentity(tx: Transaction, employeeId: string, at: number): Promise<void> {
	const number = `left-${randomUUID()}`;
	await tx
		.update(employees)
		.set({ number, name: nobodysName, job: nobodysJob, email: null, anonymisedAt: at })
		.where(eq(employees.id, employeeId));
}
