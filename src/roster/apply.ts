import { and, eq, gt } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { rosterImports, rosterLines } from '#db/schema/roster.ts';
import type { Transaction } from '#db/writer.ts';
import { changeMany } from '#people/change-many.ts';
import { enrolMany } from '#people/enrol-many.ts';
import { leaveMany, returnMany } from '#people/leave-many.ts';
import { addSite, addTeam, addVendor } from '#people/organise.ts';
import { clearLines, isOvertaken } from './found.ts';
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
	const outcome = await db.write(async (tx): Promise<Applied> => {
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
	for (const site of places?.sites ?? []) await addSite(tx, site, deed);
	for (const vendor of places?.vendors ?? []) await addVendor(tx, vendor, deed);
	for (const [count, team] of (places?.teams ?? []).entries()) {
		await addTeam(tx, team, deed);
		if (count % 20 === 0) await new Promise(setImmediate);
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
			const some = await tx
				.select()
				.from(rosterLines)
				.where(
					and(eq(rosterLines.importId, id), eq(rosterLines.kind, kind), gt(rosterLines.seq, last)),
				)
				.orderBy(rosterLines.seq)
				.limit(atOnce);
			if (some.length === 0) break;
			last = some.at(-1)?.seq ?? last;
			await writeSome(tx, some, applying);
			onProgress?.({ done: (done += some.length), total });
			await new Promise(setImmediate);
		}
	}
}

async function writeSome(
	tx: Transaction,
	lines: readonly StagedLine[],
	{ by, at }: Applying,
): Promise<void> {
	const deed = { by, at };
	const newcomers = lines.flatMap(({ body }) => ('enrol' in body ? [body.enrol] : []));
	await enrolMany(
		tx,
		newcomers.map((one) => ({ ...one, startedAt: one.startedAt ?? at })),
		deed,
	);
	const back = lines.filter(({ kind }) => kind === 'returning');
	await returnMany(
		tx,
		back.flatMap(({ body }) => ('change' in body ? [body.employeeId] : [])),
		deed,
	);
	await changeMany(
		tx,
		lines.flatMap(({ body }) => ('change' in body ? [body] : [])),
		deed,
	);
	const leaving = lines.flatMap(({ body }) =>
		'why' in body ? [{ employeeId: body.employeeId, reason: body.why }] : [],
	);
	await leaveMany(tx, leaving, deed);
}
