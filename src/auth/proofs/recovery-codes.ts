import { randomBytes } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { recoveryCodes } from '#db/schema/proofs.ts';
import { crockford, typedCrockford } from '#lib/crockford.ts';
import { sha256 } from '#lib/hash.ts';

const howMany = 10;

/**
 * New codes in the place of the old ones, ten of fifty bits each. They are told once; only their
 * hashes are at rest.
 */
export async function newRecoveryCodes(
	db: Database,
	{ employeeId, at }: { readonly employeeId: string; readonly at: number },
): Promise<readonly string[]> {
	const codes = Array.from({ length: howMany }, newCode);
	await db.write(async (tx) => {
		await tx.delete(recoveryCodes).where(eq(recoveryCodes.employeeId, employeeId));
		const rows = codes.map((code) => ({ employeeId, codeHash: hashOf(code) }));
		await tx.insert(recoveryCodes).values(rows);
		const what = { action: 'recovery-codes.made', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: employeeId, ...what, payload: {} });
	});
	return codes;
}

/** Whether it is one of hers that was not used; using it is on record. */
export async function takeRecoveryCode(
	db: Database,
	{ employeeId, typed, at }: { readonly employeeId: string; readonly typed: string; at: number },
): Promise<boolean> {
	return db.write(async (tx) => {
		const unused = and(
			eq(recoveryCodes.employeeId, employeeId),
			eq(recoveryCodes.codeHash, hashOf(typed)),
			isNull(recoveryCodes.usedAt),
		);
		const used = await tx.update(recoveryCodes).set({ usedAt: at }).where(unused).returning();
		if (used.length === 0) return false;
		const what = { action: 'recovery-code.used', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: employeeId, ...what, payload: {} });
		return true;
	});
}

export async function recoveryCodesLeft(db: Database, employeeId: string): Promise<number> {
	const unused = and(eq(recoveryCodes.employeeId, employeeId), isNull(recoveryCodes.usedAt));
	const [left] = await db.read.select({ count: count() }).from(recoveryCodes).where(unused);
	return left?.count ?? 0;
}

function newCode(): string {
	const letters = crockford(randomBytes(10)).toLowerCase();
	return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** However it is typed: with or without the hyphen, in capitals, an o for a zero. */
function hashOf(typed: string): string {
	return sha256(typedCrockford(typed).toLowerCase());
}
