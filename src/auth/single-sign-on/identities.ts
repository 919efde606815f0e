import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { identities } from '#db/schema/identities.ts';
import { sessions } from '#db/schema/auth.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';

export type Identity = typeof identities.$inferSelect;

/** Somebody's accounts at the company's sign-in, the one she used last first. */
export async function readIdentities(db: Reader, employeeId: string): Promise<Identity[]> {
	return db
		.select()
		.from(identities)
		.where(eq(identities.employeeId, employeeId))
		.orderBy(desc(identities.lastUsedAt), identities.subject);
}

export type Unlinking = Pick<Identity, 'issuer' | 'subject' | 'employeeId'> & {
	readonly by: string;
	readonly at: number;
};

/**
 * An account is nobody's any more, and what it began ends. The next time it comes it is matched anew,
 * by the claim.
 */
export async function unlinkIdentity(db: Database, unlinking: Unlinking): Promise<void> {
	const { issuer, subject, employeeId, by, at } = unlinking;
	await db.write(async (tx) => {
		const unlinked = await tx
			.delete(identities)
			.where(
				and(
					eq(identities.issuer, issuer),
					eq(identities.subject, subject),
					eq(identities.employeeId, employeeId),
				),
			)
			.returning();
		if (unlinked.length === 0) throw new NotFound('There is no such account.');
		await endCompanySessions(tx, employeeId);
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'identity.unlinked' },
			...{ objectType: 'employee', objectId: employeeId, payload: { issuer, subject } },
		});
	});
}

async function endCompanySessions(tx: Transaction, employeeId: string): Promise<void> {
	const method = eq(sessions.method, 'single sign-on');
	await tx.delete(sessions).where(and(eq(sessions.employeeId, employeeId), method));
}

/** Takes away every account of somebody whose name is taken away. */
export async function forgetIdentities(tx: Transaction, employeeId: string): Promise<void> {
	await tx.delete(identities).where(eq(identities.employeeId, employeeId));
	await endCompanySessions(tx, employeeId);
}
