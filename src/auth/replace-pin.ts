import { eq } from 'drizzle-orm';
import { credentials } from '#db/schema/auth.ts';
import { knownDevices } from '#db/schema/slips.ts';
import type { Transaction } from '#db/writer.ts';

type NewPin = { readonly employeeId: string; readonly pinHash: string; readonly at: number };

/** Puts a PIN in the place of the one before. Whoever had learnt that one is known nowhere any more. */
export async function replacePin(
	tx: Transaction,
	{ employeeId, pinHash, at }: NewPin,
): Promise<void> {
	const set = { pinHash, setAt: at };
	await tx
		.insert(credentials)
		.values({ employeeId, ...set })
		.onConflictDoUpdate({ target: credentials.employeeId, set });
	await tx.delete(knownDevices).where(eq(knownDevices.employeeId, employeeId));
}
