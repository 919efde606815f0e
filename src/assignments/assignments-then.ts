import { asc } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { assignmentChanges } from '#db/schema/assignments.ts';
import { type Assignment, type AssignmentRow, readAssignmentRows } from './assigned.ts';
import { lessonsIn } from './lesson-list.ts';

type Change = typeof assignmentChanges.$inferSelect;

/** The assignments that held at a moment that is past, as they read then. */
export async function readAssignmentsThen(db: Reader, at: number): Promise<Assignment[]> {
	const changes = await db
		.select()
		.from(assignmentChanges)
		.orderBy(asc(assignmentChanges.assignmentId), asc(assignmentChanges.revision));
	const byId = Map.groupBy(changes, ({ assignmentId }) => assignmentId);
	const rows = (await readAssignmentRows(db)).flatMap(
		(row) => rowThen(row, byId.get(row.id) ?? [], at) ?? [],
	);
	const lists = new Map(rows.map(({ id, lessons }) => [id, lessons]));
	return rows
		.filter(({ endedAt }) => endedAt === null)
		.map((row) => ({ ...row, lessons: lessonsIn(row.lessons, lists, [row.id]) }));
}

/**
 * Undefined if it was not there yet. How it stood until the next change is with that change; rows
 * from before this was kept have only what it said since the one before.
 */
function rowThen(
	row: AssignmentRow,
	changes: readonly Change[],
	at: number,
): AssignmentRow | undefined {
	const next = changes.find((change) => change.at > at);
	if (next?.deed === 'begun') return undefined;
	const last = changes.findLast((change) => change.at <= at);
	const endedAt = last?.deed === 'ended' ? last.at : null;
	const then = { ...row, ...last?.said, endedAt, ...next?.before };
	// From a file, later; or begun anew since, in rows from before this was kept.
	return then.beginsAt > at ? undefined : then;
}
