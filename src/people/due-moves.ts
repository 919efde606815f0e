import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { plannedMoves } from '#db/schema/moves.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { dateInWords } from '#lib/service-day.ts';
import { changeEmployee } from './change-employee.ts';
import { readEmployee } from './employee-lists.ts';
import { recordDeed } from './employee-rules.ts';
import type { PlannedMove } from './planned-moves.ts';

/**
 * Carries out the moves whose day has come, the earliest first, each from the moment that was
 * planned on, however late it is done. One that cannot be any more is closed with its reason: it is
 * never tried again. Returns how many were due.
 */
export async function takeDueMoves(
	db: Pick<Database, 'read' | 'write'>,
	at: number,
): Promise<number> {
	const due = await db.read
		.select()
		.from(plannedMoves)
		.where(and(isNull(plannedMoves.closedAt), lte(plannedMoves.movesAt, at)))
		.orderBy(asc(plannedMoves.movesAt), asc(plannedMoves.plannedAt));
	for (const move of due) {
		try {
			await db.write((tx) => carryOut(tx, move, at));
		} catch (error) {
			const reason = reasonIn(error);
			await db.write((tx) => giveUp(tx, move, { reason, at }));
		}
	}
	return due.length;
}

async function carryOut(tx: Transaction, move: PlannedMove, at: number): Promise<void> {
	if (!(await isOpen(tx, move))) return;
	const { employeeId, teamId, job, channels, movesAt } = move;
	const { leftAt } = await readEmployee(tx, employeeId);
	if (leftAt !== null) {
		throw new Invalid({ person: `This person left on ${dateInWords(leftAt, 'UTC')}.` });
	}
	const change = { teamId, ...(job ? { job } : {}), ...(channels ? { channels } : {}) };
	await changeEmployee(tx, employeeId, change, { by: null, at, since: movesAt });
	await tx
		.update(plannedMoves)
		.set({ closedAt: at, outcome: 'done' })
		.where(eq(plannedMoves.id, move.id));
	const what = { action: 'move.done', objectType: 'employee', objectId: employeeId };
	await recordDeed(tx, { by: null, at }, what, { id: move.id, plannedBy: move.plannedBy });
}

/** A rule's own sentence; anything else is a fault and stays one. */
function reasonIn(error: unknown): string {
	if (error instanceof Invalid) return Object.values(error.problems).join(' ');
	if (error instanceof NotFound) return error.message;
	throw error;
}

async function giveUp(
	tx: Transaction,
	{ id, employeeId, ...move }: PlannedMove,
	{ reason, at }: { readonly reason: string; readonly at: number },
): Promise<void> {
	if (!(await isOpen(tx, { ...move, id, employeeId }))) return;
	const closed = { closedAt: at, outcome: 'impossible' as const, reason };
	await tx.update(plannedMoves).set(closed).where(eq(plannedMoves.id, id));
	const what = { action: 'move.impossible', objectType: 'employee', objectId: employeeId };
	await recordDeed(tx, { by: null, at }, what, { id, reason });
}

/** It may have been taken back in the meantime. */
async function isOpen(tx: Transaction, { id }: PlannedMove): Promise<boolean> {
	const open = and(eq(plannedMoves.id, id), isNull(plannedMoves.closedAt));
	const [move] = await tx.select({ id: plannedMoves.id }).from(plannedMoves).where(open);
	return move !== undefined;
}
