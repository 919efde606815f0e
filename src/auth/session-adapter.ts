import { and, eq, getTableColumns, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser, Lucia } from 'lucia';
import type { Database } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { sessions } from '#db/schema/auth.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { sha256 } from '#lib/hash.ts';
import { type Person, personColumns, toPerson } from '#people/person.ts';

type SessionRow = typeof sessions.$inferSelect;

/** What is known of a session besides whose it is. */
export type SessionFacts = Pick<
	SessionRow,
	'method' | 'deviceId' | 'agent' | 'provenAt' | 'createdAt' | 'lastUsedAt'
>;

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<SessionFacts, { person: Person }>;
		DatabaseUserAttributes: { person: Person };
		DatabaseSessionAttributes: SessionFacts;
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
		async setSession({ id, userId, expiresAt, attributes }) {
			await db.write((tx) =>
				tx.insert(sessions).values({
					idHash: sha256(id),
					employeeId: userId,
					expiresAt: expiresAt.getTime(),
					...attributes,
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

const { idHash: _, ...sessionColumns } = getTableColumns(sessions);

/**
 * Every page asks this: the session and whose it is come in one query. A session from before her
 * roles were changed has ended.
 */
const sessionOfSomebodyHere = prepared((db) =>
	db
		.select({ ...personColumns, ...sessionColumns })
		.from(sessions)
		.innerJoin(employees, and(eq(employees.id, sessions.employeeId), isNull(employees.leftAt)))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId))
		.where(
			and(
				eq(sessions.idHash, sql.placeholder('idHash')),
				gte(sessions.createdAt, sql`coalesce(${employees.rolesSetAt}, 0)`),
			),
		)
		.prepare(),
);

function asSession(id: string, row: Omit<SessionRow, 'idHash'>): DatabaseSession {
	const { employeeId, expiresAt, method, deviceId, agent, provenAt, createdAt, lastUsedAt } = row;
	const attributes = { method, deviceId, agent, provenAt, createdAt, lastUsedAt };
	return { id, userId: employeeId, expiresAt: new Date(expiresAt), attributes };
}
