import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { rosterImports } from '#db/schema/roster.ts';
import type { Transaction } from '#db/writer.ts';
import { changeMany } from '#people/change-many.ts';
import { enrolMany } from '#people/enrol-many.ts';
import { leaveMany, returnMany } from '#people/leave-many.ts';
import { addSite, addTeam, addVendor } from '#people/organise.ts';
import { clearLines, isOvertaken, readBodies, type ToDo } from './found.ts';
import { readImport, type RosterImport } from './imports.ts';
import type { StagedLine } from './kinds.ts';

export type Applying = {
	readonly id: string;
	readonly by: string | null;
	readonly at: number;
	/** Whether those who are missing leave. */
	readonly leave: boolean;
	readonly onProgress?:
		((progress: { readonly done: number; readonly total: number }) => void) | undefined;
};

export type Applied =
	| { readonly kind: 'applied'; readonly writing: number }
	/** By another tab, or a second tap: it is done once. */
	| { readonly kind: 'applied already' }
	/** Somebody changed people or places after the preview: nothing was written. */
	| { readonly kind: 'overtaken' }
	| { readonly kind: 'gone' };

/** So many people are written at once, before others have their turn on the event loop. */
const atOnce = 100;

/**
 * Does what the preview showed, all of it or nothing, in one transaction. Everything that takes
 * thought was done before; others' writes wait for no longer than these rows take to be written.
 * `writing` says how long that was, in milliseconds.
 */
export async function applyImport(db: Database, applying: Applying): Promise<Applied> {
	const { id, by, at } = applying;
	const outcome = await db.writeMuch(async (tx): Promise<Applied> => {
		const began = performance.now();
		const row = await readImport(tx, id);
		if (row.status === 'applied') return { kind: 'applied already' };
		if (row.status !== 'previewed') return { kind: 'gone' };
		if (await isOvertaken(tx, row.seenSeq ?? 0)) return { kind: 'overtaken' };
		await addPlaces(tx, row, applying);
		await writeLines(tx, row, applying);
		const done = { status: 'applied', appliedAt: at, appliedBy: by } as const;
		const counts = row.counts && {
			...row.counts,
			leaving: applying.leave ? row.counts.leaving : 0,
		};
		await tx
			.update(rosterImports)
			.set({ ...done, counts })
			.where(eq(rosterImports.id, id));
		const what = { action: 'roster.imported', objectType: 'import', objectId: id };
		const payload = {
			file: row.fileName,
			completeFor: row.choices?.completeFor ?? 'nobody',
			...counts,
		};
		await appendAudit(tx, { at, actorId: by, ...what, payload });
		return { kind: 'applied', writing: performance.now() - began };
	});
	if (outcome.kind === 'applied') await clearLines(db, id);
	return outcome;
}

async function addPlaces(tx: Transaction, { places }: RosterImport, deed: Applying): Promise<void> {
	await inTurns(places?.sites ?? [], (site) => addSite(tx, site, deed));
	await inTurns(places?.vendors ?? [], (vendor) => addVendor(tx, vendor, deed));
	await inTurns(places?.teams ?? [], (team) => addTeam(tx, team, deed));
}

/** One after another; after a few, others have their turn. */
async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
	for (const [count, one] of all.entries()) {
		await work(one);
		if (count % 10 === 0) await new Promise(setImmediate);
	}
}

async function writeLines(
	tx: Transaction,
	{ id, counts }: RosterImport,
	applying: Applying,
): Promise<void> {
	const { leave, onProgress } = applying;
	const total =
		(counts?.new ?? 0) +
		(counts?.changed ?? 0) +
		(counts?.returning ?? 0) +
		(leave ? (counts?.leaving ?? 0) : 0);
	let done = 0;
	for (const kind of ['returning', 'changed', 'new', 'leaving'] as const) {
		if (kind === 'leaving' && !leave) continue;
		for (let last = 0; ;) {
			const some = await readBodies(tx, { id, kind, after: last, limit: atOnce });
			if (some.bodies.length === 0) break;
			last = some.last;
			await writeSome(tx, kind, some.bodies, applying);
			onProgress?.({ done: (done += some.bodies.length), total });
			await new Promise(setImmediate);
		}
	}
}

async function writeSome(
	tx: Transaction,
	kind: StagedLine['kind'],
	bodies: readonly ToDo[],
	{ by, at }: Applying,
): Promise<void> {
	const deed = { by, at };
	const newcomers = bodies.flatMap((body) => ('enrol' in body ? [body.enrol] : []));
	await enrolMany(
		tx,
		newcomers.map((one) => ({ ...one, startedAt: one.startedAt ?? at })),
		deed,
	);
	const changes = bodies.flatMap((body) => ('change' in body ? [body] : []));
	const back = kind === 'returning' ? changes.map(({ employeeId }) => employeeId) : [];
	await returnMany(tx, back, deed);
	await changeMany(tx, changes, deed);
	const leaving = bodies.flatMap((body) =>
		'why' in body ? [{ employeeId: body.employeeId, reason: body.why }] : [],
	);
	await leaveMany(tx, leaving, deed);
}
