import { eq } from 'drizzle-orm';
import { findMentions, namedAs } from '#audit/erase.ts';
import type { Database, Reader } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { keptKinds } from '#db/schema/privacy.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Deed } from '#people/employee-rules.ts';
import { leaveWork } from '#people/leave.ts';
import { endKinds, type ErasureReason } from './end-kinds.ts';
import { sweepFile } from './sweep-file.ts';

export type Erasure = {
	readonly employeeId: string;
	/** Her number, typed once more: nobody erases somebody by a slip of the hand. */
	readonly number: string;
	readonly why: ErasureReason;
};

/** Somebody with a name, whether she works here or left. */
export async function readSomebody(db: Reader, id: string) {
	const [row] = await db.select().from(employees).where(eq(employees.id, id));
	if (!row || row.anonymisedAt !== null) throw new NotFound('There is nobody with this id.');
	return row;
}

/**
 * Erases somebody on request, at once and for good: if she works here, she leaves with it. What
 * was hers becomes nobody's exactly as when its time is over.
 */
export async function erasePerson(
	db: Database,
	{ employeeId, number, why }: Erasure,
	deed: Deed & { readonly by: string },
): Promise<void> {
	const her = await readSomebody(db.read, employeeId);
	if (employeeId === deed.by) {
		throw new Invalid({ number: 'You cannot erase yourself. Ask another administrator.' });
	}
	if (number.trim() !== her.number) {
		throw new Invalid({
			number: `This is another number. Type ${her.number} if you mean ${her.name}.`,
		});
	}
	const mentions = await findMentions(db.aggregate, namedAs(her));
	await db.write(async (tx) => {
		await leaveWork(tx, { employeeId, reason: '' }, deed);
		await endKinds(tx, { employeeId, kinds: keptKinds, mentions, why }, deed);
	});
	await sweepFile(db);
}
