import { and, eq, inArray, isNull } from 'drizzle-orm';
import { appendAuditRows } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import { knownDevices, slips } from '#db/schema/slips.ts';
import type { Transaction } from '#db/writer.ts';
import { sha256 } from '#lib/hash.ts';
import { codeOf } from './code.ts';

const day = 86_400_000;

/** Days, from the moment it was made. */
export const slipLasts = 14;

/** Milliseconds in which the form, sent again, shows the same sheet: a reload, or a second tap. */
const shownAgain = 10 * 60_000;

/** As many at once as a printer and its reader can bear. */
export const mostSlips = 500;

export type SlipOrder = {
	readonly employeeIds: readonly string[];
	/** A random UUID of the form that asks. */
	readonly key: string;
	/** What the people had is lost or stolen: PIN, sessions and known devices end now. */
	readonly endAccess: boolean;
	readonly by: string | null;
	readonly at: number;
};

/** For the sheet; nowhere else is the code ever to be had. */
export type MadeSlip = {
	readonly employeeId: string;
	readonly code: string;
	readonly validUntil: number;
};

/**
 * Makes slips, each of which takes the place of the person's earlier ones. A PIN in use stays until
 * the slip is used. Undefined if this form made its slips before and they are shown no more.
 */
export async function makeSlips(db: Database, order: SlipOrder): Promise<MadeSlip[] | undefined> {
	const batchHash = sha256(`slips ${order.key}`);
	return db.write(async (tx) => {
		const before = await tx.select().from(slips).where(eq(slips.batchHash, batchHash));
		const rows = before.length > 0 ? stillShown(before, order) : await make(tx, order, batchHash);
		return rows?.map(({ employeeId, validUntil }) => {
			return { employeeId, validUntil, code: codeOf(order.key, employeeId) };
		});
	});
}

type SlipRow = typeof slips.$inferSelect;

function stillShown(rows: readonly SlipRow[], { by, at }: SlipOrder): SlipRow[] | undefined {
	const open = rows.filter(({ usedAt, replacedAt }) => usedAt === null && replacedAt === null);
	const hers = open.filter(({ madeBy, madeAt }) => madeBy === by && at - madeAt < shownAgain);
	return hers.length > 0 ? hers : undefined;
}

async function make(tx: Transaction, order: SlipOrder, batchHash: string) {
	const { key, by, at } = order;
	const ids = await whoWorkHere(tx, order.employeeIds);
	if (ids.length === 0) return [];
	const open = and(inArray(slips.employeeId, ids), isNull(slips.usedAt), isNull(slips.replacedAt));
	await tx.update(slips).set({ replacedAt: at }).where(open);
	if (order.endAccess) await endAccess(tx, ids);
	const made = { batchHash, madeBy: by, madeAt: at, validUntil: at + slipLasts * day };
	const rows = ids.map((employeeId) => {
		return { employeeId, codeHash: sha256(codeOf(key, employeeId)), ...made };
	});
	await tx.insert(slips).values(rows);
	await appendAuditRows(
		tx,
		ids.map((employeeId) => ({
			...{ at, actorId: by, action: 'slip.made', objectType: 'employee', objectId: employeeId },
			payload: { validUntil: made.validUntil, accessEnded: order.endAccess },
		})),
	);
	return rows;
}

async function whoWorkHere(tx: Transaction, wanted: readonly string[]): Promise<string[]> {
	const here = and(inArray(employees.id, [...wanted]), isNull(employees.leftAt));
	const rows = await tx.select({ id: employees.id }).from(employees).where(here);
	const ids = new Set(rows.map(({ id }) => id));
	return [...new Set(wanted)].filter((id) => ids.has(id));
}

async function endAccess(tx: Transaction, ids: readonly string[]): Promise<void> {
	await tx.delete(credentials).where(inArray(credentials.employeeId, [...ids]));
	await tx.delete(sessions).where(inArray(sessions.employeeId, [...ids]));
	await tx.delete(knownDevices).where(inArray(knownDevices.employeeId, [...ids]));
}
