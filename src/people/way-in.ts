import { eq, max, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';

/** Whether somebody can sign in at all. Each way in that a person may hold has its line here. */
export function hasAWayIn(): SQL {
	const held = [
		sql`exists (select 1 from ${credentials} where ${credentials.employeeId} = ${employees.id})`,
	];
	return sql`(${sql.join(held, sql` or `)})`;
}

/** What an administrator is told of somebody's getting in. */
export type WayIn = {
	readonly possible: boolean;
	/** Null for somebody who never came, or not for so long that nothing is left of it. */
	readonly lastSignIn: number | null;
};

export async function readWayIn(db: Reader, employeeId: string): Promise<WayIn> {
	const [row] = await db
		.select({ possible: sql<number>`${hasAWayIn()}` })
		.from(employees)
		.where(eq(employees.id, employeeId));
	const [last] = await db
		.select({ at: max(sessions.createdAt) })
		.from(sessions)
		.where(eq(sessions.employeeId, employeeId));
	return { possible: row?.possible === 1, lastSignIn: last?.at ?? null };
}
