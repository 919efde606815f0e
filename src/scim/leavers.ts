import { and, asc, count, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { appendAudit } from '#audit/append.ts';
import { employees } from '#db/schema/people.ts';
import { directories } from '#db/schema/directories.ts';
import { directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';
import { leaveWork } from '#people/leave.ts';
import { readSettings } from '#people/settings.ts';
import { readDirectory, type Sync } from './directory.ts';

const day = 86_400_000;

/**
 * Whether one more may leave by a directory today. One wrong click in it unassigns everybody, so
 * that no more than the setting's share of the company leaves within a day without a yes.
 */
export async function mayLeave(tx: Transaction, { directory, at }: Sync): Promise<boolean> {
	if ((directory.leaversUntil ?? 0) > at) return true;
	const { mostLeavers } = await readSettings(tx);
	const left = await countUsersWhere(
		tx,
		and(eq(directoryUsers.directoryId, directory.id), gt(directoryUsers.leftAt, at - day)),
	);
	const [here] = await tx
		.select({ count: count() })
		.from(employees)
		.where(isNull(employees.leftAt));
	return left < mostWhoLeave((here?.count ?? 0) + left, mostLeavers);
}

/** So many of a company may leave within a day: one at least, unless nobody may. */
export function mostWhoLeave(company: number, percent: number): number {
	return percent === 0 ? 0 : Math.max(1, Math.floor((company * percent) / 100));
}

/** Those who ought to leave and wait for a yes: longest first. */
export function readHeld(db: Reader, directoryId: string) {
	return db
		.select({ id: directoryUsers.id, employeeId: employees.id, name: employees.name })
		.from(directoryUsers)
		.innerJoin(employees, eq(employees.id, directoryUsers.employeeId))
		.where(isHeld(directoryId))
		.orderBy(asc(directoryUsers.heldAt), asc(employees.name));
}

type Answer = { readonly directoryId: string; readonly by: string; readonly at: number };

/** So many leave in one transaction, so that nobody else waits for long. */
const atOnce = 100;

/** Lets everybody leave who waits, and for a day whoever else the directory names. Returns how many left. */
export async function letLeave(db: Database, answer: Answer): Promise<number> {
	const { directoryId, at } = answer;
	const held = await readHeld(db.read, directoryId);
	await db.write(async (tx) => {
		await readDirectory(tx, directoryId);
		const until = { leaversUntil: at + day };
		await tx.update(directories).set(until).where(eq(directories.id, directoryId));
		await record(tx, 'directory.leavers.let', answer, held.length);
	});
	for (let next = 0; next < held.length; next += atOnce) {
		const some = held.slice(next, next + atOnce);
		await db.write(async (tx) => {
			for (const { employeeId } of some) await leaveByDirectory(tx, employeeId, answer);
		});
	}
	return held.length;
}

async function leaveByDirectory(
	tx: Transaction,
	employeeId: string,
	answer: Answer,
): Promise<void> {
	const { directoryId, by, at } = answer;
	const { name } = await readDirectory(tx, directoryId);
	await leaveWork(tx, { employeeId, reason: `The directory ${name} said so.` }, { by, at });
	const set = { heldAt: null, leftAt: at };
	await tx.update(directoryUsers).set(set).where(eq(directoryUsers.employeeId, employeeId));
}

/** Everybody who waits stays, until the directory says it again. Returns how many. */
export async function keepHeld(db: Database, answer: Answer): Promise<number> {
	return db.write(async (tx) => {
		await readDirectory(tx, answer.directoryId);
		const kept = await tx
			.update(directoryUsers)
			.set({ heldAt: null })
			.where(isHeld(answer.directoryId))
			.returning({ id: directoryUsers.id });
		await record(tx, 'directory.leavers.kept', answer, kept.length);
		return kept.length;
	});
}

function isHeld(directoryId: string) {
	return and(eq(directoryUsers.directoryId, directoryId), isNotNull(directoryUsers.heldAt));
}

async function countUsersWhere(
	tx: Transaction,
	condition: ReturnType<typeof and>,
): Promise<number> {
	const [row] = await tx.select({ count: count() }).from(directoryUsers).where(condition);
	return row?.count ?? 0;
}

function record(tx: Transaction, action: string, { directoryId, by, at }: Answer, people: number) {
	const what = { action, objectType: 'directory', objectId: directoryId };
	return appendAudit(tx, { at, actorId: by, ...what, payload: { people } });
}
