import { and, desc, eq, gte, ne, sql } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { type SignInMethod, sessions } from '#db/schema/auth.ts';
import { employees } from '#db/schema/people.ts';
import type { Deed } from '#people/employee-rules.ts';

/** A session as a list shows it. Its hash opens no door: it only names it. */
export type ListedSession = {
	readonly idHash: string;
	readonly method: SignInMethod | null;
	readonly deviceId: string | null;
	readonly agent: string | null;
	readonly createdAt: number;
	readonly lastUsedAt: number | null;
};

/** Where a person is signed in, the one used last first. */
export async function readSessions(db: Reader, employeeId: string): Promise<ListedSession[]> {
	const { idHash, method, deviceId, agent, createdAt, lastUsedAt } = sessions;
	return db
		.select({ idHash, method, deviceId, agent, createdAt, lastUsedAt })
		.from(sessions)
		.innerJoin(employees, eq(employees.id, sessions.employeeId))
		.where(
			and(
				eq(sessions.employeeId, employeeId),
				// Lucia reckons with the machine's own time.
				sql`${sessions.expiresAt} > unixepoch() * 1000`,
				gte(sessions.createdAt, sql`coalesce(${employees.rolesSetAt}, 0)`),
			),
		)
		.orderBy(desc(sessions.lastUsedAt), desc(sessions.createdAt));
}

/** Which of somebody's sessions end: one by its hash, all, or all but one. */
export type Ending = { readonly only: string } | { readonly except: string } | 'all';

/** Ends sessions of a person, and puts it on record; returns how many. */
export async function endSessions(
	db: Database,
	employeeId: string,
	ending: Ending,
	{ by, at }: Deed,
): Promise<number> {
	return db.write(async (tx) => {
		const ended = await tx
			.delete(sessions)
			.where(and(eq(sessions.employeeId, employeeId), which(ending)))
			.returning({ method: sessions.method });
		if (ended.length === 0) return 0;
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'session.ended',
			objectType: 'employee',
			objectId: employeeId,
			payload: { sessions: ended.length },
		});
		return ended.length;
	});
}

function which(ending: Ending) {
	if (ending === 'all') return undefined;
	return 'only' in ending ? eq(sessions.idHash, ending.only) : ne(sessions.idHash, ending.except);
}
