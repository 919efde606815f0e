import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser, Lucia } from 'lucia';
import type { Database } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { sessions } from '#db/schema/auth.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { sha256 } from '#lib/hash.ts';
import { type Person, personColumns, toPerson } from '#people/person.ts';

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Record<never, never>, { person: Person }>;
		DatabaseUserAttributes: { person: Person };
	}
}

/**
 * Lucia's sessions in our tables. Only the SHA-256 of a session's id is at rest, so that a stolen
 * database opens no door. Reading joins on people who work here: whoever leaves is signed out.
 */
export function createSessionAdapter(db: Database): Adapter {
	return {
		async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
			const [row] = await sessionOfSomebodyHere(db.read).execute({ idHash: sha256(id) });
			if (!row) return [null, null];
			// Lucia puts this id into the next cookie: it must be the one presented, never the hash.
			return [asSession(id, row), { id: row.employeeId, attributes: { person: toPerson(row) } }];
		},
		// Lists by person are by hash, and there is nothing to do with one but end it.
		async getUserSessions(employeeId) {
			const rows = await db.read.select().from(sessions).where(eq(sessions.employeeId, employeeId));
			return rows.map((row) => asSession(row.idHash, row));
		},
		async setSession({ id, userId, expiresAt }) {
			await db.write((tx) =>
				tx.insert(sessions).values({
					idHash: sha256(id),
					employeeId: userId,
					createdAt: Date.now(),
					expiresAt: expiresAt.getTime(),
				}),
			);
		},
		async updateSessionExpiration(id, expiresAt) {
			await db.write((tx) =>
				tx
					.update(sessions)
					.set({ expiresAt: expiresAt.getTime() })
					.where(eq(sessions.idHash, sha256(id))),
			);
		},
		async deleteSession(id) {
			await db.write((tx) => tx.delete(sessions).where(eq(sessions.idHash, sha256(id))));
		},
		async deleteUserSessions(employeeId) {
			await db.write((tx) => tx.delete(sessions).where(eq(sessions.employeeId, employeeId)));
		},
		async deleteExpiredSessions() {
			await db.write((tx) => tx.delete(sessions).where(lte(sessions.expiresAt, Date.now())));
		},
	};
}

/** Every page asks this: the session and whose it is come in one query. */
const sessionOfSomebodyHere = prepared((db) =>
	db
		.select({ ...personColumns, employeeId: sessions.employeeId, expiresAt: sessions.expiresAt })
		.from(sessions)
		.innerJoin(employees, and(eq(employees.id, sessions.employeeId), isNull(employees.leftAt)))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId))
		.where(eq(sessions.idHash, sql.placeholder('idHash')))
		.prepare(),
);

function asSession(id: string, row: { employeeId: string; expiresAt: number }): DatabaseSession {
	return { id, userId: row.employeeId, expiresAt: new Date(row.expiresAt), attributes: {} };
}
