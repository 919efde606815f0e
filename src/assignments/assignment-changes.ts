import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { assignmentChanges } from '#db/schema/assignments.ts';

/** Who changed an assignment and when, the latest first. */
export async function readChanges(db: Reader, assignmentId: string) {
	return db
		.select()
		.from(assignmentChanges)
		.where(eq(assignmentChanges.assignmentId, assignmentId))
		.orderBy(desc(assignmentChanges.revision));
}
