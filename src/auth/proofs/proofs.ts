import { and, eq, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { sessions } from '#db/schema/auth.ts';
import { authenticatorApps, passkeys, recoveryCodes } from '#db/schema/proofs.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { readPasskeys } from './passkeys.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';

/** How somebody can prove herself a second time. */
export type Proofs = {
	readonly passkeys: readonly (typeof passkeys.$inferSelect)[];
	/** Since when she has an app with codes. */
	readonly appSince: number | undefined;
	readonly codesLeft: number;
};

export async function readProofs(db: Database, employeeId: string): Promise<Proofs> {
	const [app] = await db.read
		.select({ since: authenticatorApps.confirmedAt })
		.from(authenticatorApps)
		.where(eq(authenticatorApps.employeeId, employeeId));
	return {
		passkeys: await readPasskeys(db, employeeId),
		appSince: app?.since,
		codesLeft: await recoveryCodesLeft(db, employeeId),
	};
}

/** Leaders and administrators may have a second proof: what they can do is worth it. */
export function mayHaveProofs({ roles }: Pick<Person, 'roles'>): boolean {
	return roles.includes('leader') || roles.includes('administrator');
}

/** Whether a person has to prove herself twice: the organisation asks it of her, or she chose to. */
export async function isProofNeeded(db: Database, person: Person): Promise<boolean> {
	if (!mayHaveProofs(person)) return false;
	const { secondProofNeeded } = await readSettings(db.read);
	return secondProofNeeded || (await hasProofs(db, person.id));
}

/** Whether somebody has any proof besides her PIN. */
export async function hasProofs(db: Database, employeeId: string): Promise<boolean> {
	const [row] = await countProofs(db.read).execute({ employeeId });
	return (row?.count ?? 0) > 0;
}

const countProofs = prepared((db) =>
	db
		.select({
			count: sql<number>`(select count(*) from passkeys where employee_id = ${sql.placeholder('employeeId')})
				+ (select count(*) from authenticator_apps where employee_id = ${sql.placeholder('employeeId')})`,
		})
		.from(sql`(select 1)`)
		.prepare(),
);

type Removing = { readonly employeeId: string; readonly at: number };

/** Takes one of her passkeys away, if another proof is left or none is needed. */
export async function removePasskey(
	db: Database,
	{ employeeId, id, at }: Removing & { readonly id: string },
): Promise<void> {
	await db.write(async (tx) => {
		const hers = and(eq(passkeys.id, id), eq(passkeys.employeeId, employeeId));
		const [gone] = await tx.delete(passkeys).where(hers).returning();
		if (!gone) throw new NotFound('There is no such passkey.');
		await keepOneProof(tx, employeeId);
		const what = { action: 'passkey.removed', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: employeeId, ...what, payload: { name: gone.name } });
	});
}

/** Takes her app away, if another proof is left or none is needed. */
export async function removeApp(db: Database, { employeeId, at }: Removing): Promise<void> {
	await db.write(async (tx) => {
		const hers = eq(authenticatorApps.employeeId, employeeId);
		const gone = await tx.delete(authenticatorApps).where(hers).returning();
		if (gone.length === 0) return;
		await keepOneProof(tx, employeeId);
		const what = { action: 'authenticator.removed', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: employeeId, ...what, payload: {} });
	});
}

/**
 * An administrator takes all of somebody's proofs away, for the day on which phone, key and codes
 * are gone: her sessions end, and her next sign-in asks for a new proof.
 */
export async function resetProofs(
	db: Database,
	{ employeeId, by, at }: Removing & { readonly by: string },
): Promise<void> {
	if (by === employeeId) throw new Invalid({ proofs: 'Ask another administrator to do this.' });
	await db.write(async (tx) => {
		for (const table of [passkeys, authenticatorApps, recoveryCodes]) {
			await tx.delete(table).where(eq(table.employeeId, employeeId));
		}
		await tx.delete(sessions).where(eq(sessions.employeeId, employeeId));
		const what = { action: 'proofs.reset', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: by, ...what, payload: {} });
	});
}

async function keepOneProof(tx: Transaction, employeeId: string): Promise<void> {
	const { secondProofNeeded } = await readSettings(tx);
	if (!secondProofNeeded) return;
	const left = [
		...(await tx.select().from(passkeys).where(eq(passkeys.employeeId, employeeId))),
		...(await tx
			.select()
			.from(authenticatorApps)
			.where(eq(authenticatorApps.employeeId, employeeId))),
	];
	if (left.length > 0) return;
	throw new Invalid({ proofs: 'This is your last one. Add another before you take it away.' });
}
