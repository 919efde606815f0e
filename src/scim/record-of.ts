import { eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { directories } from '#db/schema/directories.ts';
import { directoryMembers, directoryUsers } from '#db/schema/scim.ts';
import type { Transaction } from '#db/writer.ts';

/** All that a directory said of somebody, for whoever may have it: her own export. */
export async function directoryRecordOf(db: Reader, employeeId: string) {
	const [row] = await db
		.select({ directory: directories.name, user: directoryUsers })
		.from(directoryUsers)
		.innerJoin(directories, eq(directories.id, directoryUsers.directoryId))
		.where(eq(directoryUsers.employeeId, employeeId));
	if (!row) return undefined;
	const { userName, externalId, resource, createdAt, changedAt } = row.user;
	return { directory: row.directory, userName, externalId, resource, createdAt, changedAt };
}

/** Forgets what a directory said of somebody, when her record becomes nobody's. Named again she is new. */
export async function forgetDirectoryRecord(tx: Transaction, employeeId: string): Promise<void> {
	const gone = await tx
		.select({ id: directoryUsers.id })
		.from(directoryUsers)
		.where(eq(directoryUsers.employeeId, employeeId));
	for (const { id } of gone) {
		await tx.delete(directoryMembers).where(eq(directoryMembers.userId, id));
		await tx.delete(directoryUsers).where(eq(directoryUsers.id, id));
	}
}
