import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { assignmentChanges, assignments, type AssignmentWords } from '#db/schema/assignments.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { sameJson } from '#lib/hash.ts';
import { type AssignmentRow, readAssignmentRows } from './assigned.ts';
import { circleFrom, circleInWords } from './lesson-list.ts';

export type AssignmentSave = {
	/** Made by the page that shows the form, so that a double tap saves once. */
	readonly id: string;
	readonly words: AssignmentWords;
	/** The revision that the writer saw; 0 for a new assignment. */
	readonly seenRevision: number;
	/** Days are counted from now for everybody, and not from when it first began. */
	readonly beginAnew: boolean;
	readonly by: string;
	readonly at: number;
};

export type AssignmentOutcome =
	| { readonly kind: 'saved'; readonly assignment: AssignmentRow }
	/** Somebody saved in between: nothing is overwritten, both are shown. */
	| { readonly kind: 'overtaken'; readonly assignment: AssignmentRow };

/** Saves an assignment whose words have been checked; whoever saves from an older one overwrites nothing. */
export async function saveAssignment(
	db: Database,
	save: AssignmentSave,
): Promise<AssignmentOutcome> {
	const { id, words, seenRevision, beginAnew, at } = save;
	return db.write(async (tx) => {
		const known = await readAssignment(tx, id);
		if (known && known.revision !== seenRevision) {
			return { kind: sameJson(wordsOf(known), words) ? 'saved' : 'overtaken', assignment: known };
		}
		if (!known && seenRevision > 0) throw new NotFound('There is no such assignment.');
		if (known?.endedAt) throw new Invalid({ form: 'It has ended. Take it back first.' });
		await refuseCircle(tx, id, words);
		if (known && !beginAnew && sameJson(wordsOf(known), words)) {
			return { kind: 'saved', assignment: known };
		}
		const assignment = {
			...{ id, ...words, endedAt: null, revision: seenRevision + 1 },
			beginsAt: known && !beginAnew ? known.beginsAt : at,
		};
		await store(tx, assignment, known, save);
		return { kind: 'saved', assignment };
	});
}

export async function readAssignment(db: Reader, id: string): Promise<AssignmentRow | undefined> {
	const [row] = await db.select().from(assignments).where(eq(assignments.id, id));
	return row;
}

/** All that an assignment says. */
export function wordsOf({ title, audience, lessons, due }: AssignmentWords): AssignmentWords {
	return { title, audience, lessons, due };
}

async function refuseCircle(tx: Transaction, id: string, words: AssignmentWords): Promise<void> {
	const problem = circleProblem(await readAssignmentRows(tx), id, words);
	if (problem) throw new Invalid({ lessons: problem });
}

/** A list that would lead back to itself, as a sentence that names the way round. */
export function circleProblem(
	rows: readonly AssignmentRow[],
	id: string,
	{ title, lessons }: AssignmentWords,
): string | undefined {
	const circle = circleFrom(id, new Map(rows.map((row) => [row.id, row.lessons])).set(id, lessons));
	const titles = new Map(rows.map((row) => [row.id, row.title])).set(id, title);
	return circle && circleInWords(circle.map((track) => titles.get(track) ?? track));
}

type Deed = { readonly id: string; readonly by: string; readonly at: number };

/** Nobody is asked for it any more. What was done stays on record; it can be taken back. */
export async function endAssignment(db: Database, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const known = await readAssignment(tx, deed.id);
		if (!known) throw new NotFound('There is no such assignment.');
		if (known.endedAt !== null) return;
		const around = (await readAssignmentRows(tx)).find(
			({ lessons, endedAt }) =>
				endedAt === null &&
				lessons.some((entry) => typeof entry !== 'string' && entry.track === deed.id),
		);
		if (around) {
			const message = `“${around.title}” takes it in. Take it out there first.`;
			throw new Invalid({ end: message });
		}
		await store(tx, nextOf(known, deed.at), known, deed);
	});
}

/** It holds again as it did before it ended, from the day on which it first began. */
export async function takeBackAssignment(db: Database, deed: Deed): Promise<void> {
	await db.write(async (tx) => {
		const known = await readAssignment(tx, deed.id);
		if (!known) throw new NotFound('There is no such assignment.');
		if (known.endedAt !== null) await store(tx, nextOf(known, null), known, deed);
	});
}

function nextOf(known: AssignmentRow, endedAt: number | null): AssignmentRow {
	return { ...known, endedAt, revision: known.revision + 1 };
}

/** The assignment, who changed it from what to what, and the audit row, together or not at all. */
async function store(
	tx: Transaction,
	next: AssignmentRow,
	before: AssignmentRow | undefined,
	{ by, at }: Pick<Deed, 'by' | 'at'>,
): Promise<void> {
	const deed = deedOf(next, before);
	await tx
		.insert(assignments)
		.values(next)
		.onConflictDoUpdate({ target: assignments.id, set: next });
	const { id: assignmentId, revision } = next;
	const said = wordsOf(next);
	const stood = before && { ...before, ...wordsOf(before) };
	const made = { assignmentId, revision, deed, at, by };
	await tx.insert(assignmentChanges).values({ ...made, said, before: stood });
	await appendAudit(tx, {
		at,
		actorId: by,
		action: `assignment.${deed}`,
		objectType: 'assignment',
		objectId: next.id,
		payload: JSON.parse(JSON.stringify({ before: before ?? null, after: next })),
	});
}

type Deeds = (typeof assignmentChanges.$inferSelect)['deed'];

function deedOf(next: AssignmentRow, before: AssignmentRow | undefined): Deeds {
	if (!before) return 'begun';
	if (next.endedAt === before.endedAt) return 'changed';
	return next.endedAt === null ? 'taken back' : 'ended';
}
