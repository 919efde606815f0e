import { randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { appendAuditRows } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { badges } from '#db/schema/kiosks.ts';
import { employees } from '#db/schema/people.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';

export type Deed = { readonly by: string; readonly at: number };

/** Gives a badge of ours to each who has none; those who have one keep it. Returns how many are new. */
export function giveBadges(
	db: Database,
	employeeIds: readonly string[],
	deed: Deed,
): Promise<number> {
	return db.write(async (tx) => {
		const working = and(inArray(employees.id, [...employeeIds]), isNull(employees.leftAt));
		const people = await tx.select({ id: employees.id }).from(employees).where(working);
		const held = await tx
			.select({ employeeId: badges.employeeId })
			.from(badges)
			.where(
				and(inArray(badges.employeeId, [...employeeIds]), oneOfOurs, isNull(badges.revokedAt)),
			);
		const has = new Set(held.map(({ employeeId }) => employeeId));
		const without = people.map(({ id }) => id).filter((id) => !has.has(id));
		await addBadges(tx, without, deed);
		return without.length;
	});
}

/** A new badge in the place of the old ones, which open nothing from this moment on. */
export function replaceBadge(db: Database, employeeId: string, deed: Deed): Promise<void> {
	return db.write(async (tx) => {
		await revoke(tx, and(eq(badges.employeeId, employeeId), oneOfOurs), deed);
		await addBadges(tx, [employeeId], deed);
	});
}

/** Takes a badge away, ours or the company's. */
export function revokeBadge(
	db: Database,
	{ badgeId, employeeId }: { readonly badgeId: string; readonly employeeId: string },
	deed: Deed,
): Promise<void> {
	return db.write(async (tx) => {
		const revoked = await revoke(
			tx,
			and(eq(badges.id, badgeId), eq(badges.employeeId, employeeId)),
			deed,
		);
		if (revoked === 0) throw new NotFound('There is no such badge.');
	});
}

/** Revokes what fits and is not revoked yet; returns how many. */
export async function revoke(
	tx: Transaction,
	which: SQL | undefined,
	{ by, at }: Deed,
): Promise<number> {
	const rows = await tx
		.update(badges)
		.set({ revokedAt: at, revokedBy: by })
		.where(and(which, isNull(badges.revokedAt)))
		.returning({ id: badges.id, employeeId: badges.employeeId });
	await record(tx, 'badge.revoked', rows, { by, at });
	return rows.length;
}

async function addBadges(tx: Transaction, people: readonly string[], deed: Deed): Promise<void> {
	if (people.length === 0) return;
	const given = { textHash: null, asksPin: false, givenBy: deed.by, givenAt: deed.at };
	const rows = people.map((employeeId) => ({ id: newBadgeId(), employeeId, ...given }));
	await tx.insert(badges).values(rows);
	await record(tx, 'badge.given', rows, deed);
}

export function newBadgeId(): string {
	return randomBytes(8).toString('hex');
}

const oneOfOurs = isNull(badges.textHash);

/** What was done to badges, a row each; the person is who holds it. */
export function record(
	tx: Transaction,
	action: `badge.${string}`,
	rows: readonly { readonly id: string; readonly employeeId: string }[],
	{ by, at }: Deed,
): Promise<void> {
	return appendAuditRows(
		tx,
		rows.map(({ id, employeeId }) => ({
			...{ at, actorId: by, action, objectType: 'employee', objectId: employeeId },
			payload: { badge: id },
		})),
	);
}
