import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { teams } from '#db/schema/people.ts';
import { directories } from '#db/schema/directories.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import { type AuditEvent, appendAudit } from '#audit/append.ts';

/** A directory with whose people it names: ours, or those of one vendor. */
export type Directory = typeof directories.$inferSelect & {
	readonly teamName: string;
	/** Null for our own payroll. */
	readonly vendorId: string | null;
};

/** The directories that are connected, in the order in which they were. */
export async function readDirectories(db: Reader): Promise<Directory[]> {
	const rows = await selectDirectories(db)
		.where(isNull(directories.endedAt))
		.orderBy(asc(directories.createdAt), asc(directories.id));
	return rows.map(({ directory, ...team }) => ({ ...directory, ...team }));
}

export async function readDirectory(db: Reader, id: string): Promise<Directory> {
	const [row] = await selectDirectories(db).where(
		and(eq(directories.id, id), isNull(directories.endedAt)),
	);
	if (!row) throw new NotFound('There is no such directory.');
	return { ...row.directory, teamName: row.teamName, vendorId: row.vendorId };
}

function selectDirectories(db: Reader) {
	return db
		.select({ directory: directories, teamName: teams.name, vendorId: teams.vendorId })
		.from(directories)
		.innerJoin(teams, eq(teams.id, directories.teamId));
}

type Said = Pick<AuditEvent, 'action' | 'objectType' | 'objectId'> & {
	readonly more?: { readonly [key: string]: string | number | boolean | readonly string[] | null };
};

/** Puts on record what a directory did, with its name. */
export function recordSync(
	tx: Transaction,
	{ directory, at, by }: Sync,
	{ more = {}, ...what }: Said,
): Promise<void> {
	const payload = { directory: directory.name, directoryId: directory.id, ...more };
	return appendAudit(tx, { at, actorId: by ?? null, ...what, payload });
}

/** Which directory asks, and when. */
export type Sync = {
	readonly directory: Directory;
	readonly at: number;
	/** The administrator whose choice it follows; nobody where the directory asked. */
	readonly by?: string;
};
