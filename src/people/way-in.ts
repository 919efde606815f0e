import { and, eq, max, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { credentials, sessions } from '#db/schema/auth.ts';
import { identities } from '#db/schema/identities.ts';
import { badges } from '#db/schema/kiosks.ts';
import { employees } from '#db/schema/people.ts';
import { passkeys } from '#db/schema/proofs.ts';

/**
 * Whether somebody can sign in at all: a condition over employees. Each way in that a person may
 * hold has its line here; a slip is none, it leads to a PIN.
 */
export function hasAWayIn(): SQL {
	const held = [
		sql`exists (select 1 from ${credentials} where ${credentials.employeeId} = ${employees.id})`,
		sql`exists (select 1 from ${badges}
			where ${badges.employeeId} = ${employees.id} and ${badges.revokedAt} is null)`,
		sql`exists (select 1 from ${passkeys} where ${passkeys.employeeId} = ${employees.id})`,
		sql`exists (select 1 from ${identities} where ${identities.employeeId} = ${employees.id})`,
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
	// As a condition: among the columns of one table it would lose the tables' names.
	const [row] = await db
		.select({ id: employees.id })
		.from(employees)
		.where(and(eq(employees.id, employeeId), hasAWayIn()));
	const [last] = await db
		.select({ at: max(sessions.createdAt) })
		.from(sessions)
		.where(eq(sessions.employeeId, employeeId));
	return { possible: row !== undefined, lastSignIn: last?.at ?? null };
}
