import { and, desc, eq, inArray, lt, max, ne } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { insertRows } from '#db/many-rows.ts';
import { auditEntries } from '#db/schema/audit.ts';
import { rosterHeadings, rosterImports, rosterLines, rosterProblems } from '#db/schema/roster.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { clearFound } from './found.ts';
import { peopleAtOnce } from './company.ts';
import { type Choices, type ReadFile, rosterFields } from './kinds.ts';
import { columnProblems, plainHeading } from './match-columns.ts';
import { type Looking, type Preview, previewRoster } from './preview.ts';

export type RosterImport = typeof rosterImports.$inferSelect;

/** What was uploaded, and the list of what is wrong with it, are kept no longer. */
export const keptFor = 24 * 3_600_000;

type Beginning = {
	readonly id: string;
	readonly fileName: string;
	readonly by: string | null;
	readonly at: number;
	readonly file: ReadFile;
};

/** A file has come; nothing of it is looked at yet but its headings. */
export async function beginImport(db: Database, { at, ...row }: Beginning): Promise<void> {
	await db.write(async (tx) => {
		await tx.insert(rosterImports).values({ ...row, createdAt: at, status: 'chosen' });
	});
}

export async function readImport(db: Reader, id: string): Promise<RosterImport> {
	const [row] = await db.select().from(rosterImports).where(eq(rosterImports.id, id));
	if (!row) throw new NotFound('There is no such import.');
	return row;
}

/** Those that came to something, newest first. */
export async function readImports(db: Reader): Promise<RosterImport[]> {
	return db
		.select()
		.from(rosterImports)
		.where(ne(rosterImports.status, 'discarded'))
		.orderBy(desc(rosterImports.createdAt))
		.limit(100);
}

/** What headings meant when somebody last said so, as matchColumns takes it. */
export async function readRemembered(db: Reader): Promise<ReadonlyMap<string, string>> {
	const rows = await db.select().from(rosterHeadings);
	return new Map(rows.map(({ heading, field }) => [heading, field]));
}

/** What somebody said about a file holds for this import, and its headings for the next ones too. */
export async function choose(
	db: Database,
	{ id, choices, by, at }: { id: string; choices: Choices; by: string | null; at: number },
): Promise<void> {
	const problems = columnProblems(choices.columns);
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	await db.write(async (tx) => {
		const { status, file } = await readImport(tx, id);
		if (status === 'applied' || status === 'discarded') return;
		await tx.update(rosterImports).set({ choices }).where(eq(rosterImports.id, id));
		for (const [column, heading] of file.headings.entries()) {
			const field = rosterFields.find((one) => choices.columns[one] === column) ?? '';
			const row = { heading: plainHeading(heading), field, setBy: by, setAt: at };
			if (row.heading === '') continue;
			await tx
				.insert(rosterHeadings)
				.values(row)
				.onConflictDoUpdate({ target: rosterHeadings.heading, set: row });
		}
	});
}

/** Looks at the file against the company as it is now, and keeps what it would do until it is applied. */
export async function makePreview(
	db: Database,
	id: string,
	looking: Omit<Looking, 'take'>,
	{ anew = false } = {},
): Promise<Preview> {
	await clearFound(db, id);
	const [newest] = await db.read.select({ seq: max(auditEntries.seq) }).from(auditEntries);
	const seqs = { lines: 0, problems: 0 };
	const take: Looking['take'] = async ({ lines, problems }) => {
		await db.write(async (tx) => {
			const rows = lines.map((line) => ({ importId: id, seq: (seqs.lines += 1), ...line }));
			await insertRows(tx, rosterLines, rows);
			const wrong = problems.map((one) => ({ importId: id, seq: (seqs.problems += 1), ...one }));
			await insertRows(tx, rosterProblems, wrong);
		});
	};
	const preview = await previewRoster(db, { ...looking, take: inSmallWrites(take) });
	await db.write(async (tx) => {
		const { at, by } = looking;
		const found = { ...preview, seenSeq: newest?.seq ?? 0, previewedAt: at };
		const overtaken = anew ? { overtakenAt: at } : { overtakenAt: null };
		const open = and(
			eq(rosterImports.id, id),
			inArray(rosterImports.status, ['chosen', 'previewed']),
		);
		await tx
			.update(rosterImports)
			.set({ ...found, ...overtaken, status: 'previewed' })
			.where(open);
		const what = { action: 'roster.previewed', objectType: 'import', objectId: id };
		await appendAudit(tx, { at, actorId: by, ...what, payload: preview.counts });
	});
	return preview;
}

/** Nobody waits long for a write of some hundred rows. */
function inSmallWrites(take: Looking['take']): Looking['take'] {
	return async ({ lines, problems }) => {
		for (let next = 0; next < Math.max(lines.length, problems.length); next += peopleAtOnce) {
			const some = [next, next + peopleAtOnce] as const;
			await take({ lines: lines.slice(...some), problems: problems.slice(...some) });
		}
	};
}

/** Nothing comes of it, and nothing of it is kept. */
export async function discardImport(db: Database, id: string): Promise<void> {
	await db.write(async (tx) => {
		const open = and(eq(rosterImports.id, id), ne(rosterImports.status, 'applied'));
		await tx.update(rosterImports).set({ status: 'discarded' }).where(open);
	});
	await clearFound(db, id);
}

/** Clears what is older than it may be; returns the ids of those imports, whose files can go too. */
export async function sweepImports(db: Database, at: number): Promise<string[]> {
	const old = lt(rosterImports.createdAt, at - keptFor);
	const open = and(old, inArray(rosterImports.status, ['chosen', 'previewed']));
	const ids = (await db.read.select({ id: rosterImports.id }).from(rosterImports).where(open)).map(
		({ id }) => id,
	);
	for (const id of ids) await discardImport(db, id);
	const left = await db.read
		.selectDistinct({ id: rosterProblems.importId })
		.from(rosterProblems)
		.innerJoin(rosterImports, and(eq(rosterImports.id, rosterProblems.importId), old));
	for (const { id } of left) await clearFound(db, id);
	return ids;
}
