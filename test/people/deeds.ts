import { desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';
import { placements } from '#db/schema/placements.ts';

// What the tests of people look at after a deed.

/** What is on record of a kind of deed, the latest first. */
export async function deedsOf(db: { readonly read: Reader }, action: string) {
	const rows = await db.read
		.select()
		.from(auditEntries)
		.innerJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(eq(auditEntries.action, action))
		.orderBy(desc(auditEntries.seq));
	return rows.map(({ audit_entries: { actorId, at, objectId }, audit_payloads: { payload } }) => {
		const said: unknown = JSON.parse(payload);
		return { actorId, at, objectId, said };
	});
}

/** Where somebody works and worked, in order: team, from, to. */
export async function placesOf(db: { readonly read: Reader }, employeeId: string) {
	const rows = await db.read
		.select()
		.from(placements)
		.where(eq(placements.employeeId, employeeId))
		.orderBy(placements.since);
	return rows.map(({ teamId, since, until }) => [teamId, since, until] as const);
}
