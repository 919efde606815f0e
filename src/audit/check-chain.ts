import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { auditChecks } from '#db/schema/privacy.ts';
import { appendAudit } from './append.ts';
import { type Verification, verifyAudit } from './verify.ts';

export type AuditCheck = typeof auditChecks.$inferSelect;

/** The last time that the record was walked, or is being walked. */
export async function readLastCheck(db: Reader): Promise<AuditCheck | undefined> {
	const [row] = await db.select().from(auditChecks).orderBy(desc(auditChecks.beganAt)).limit(1);
	return row;
}

/** Walks the record beside the requests, once at a time; remembers how far it is. */
export function createChainChecks(db: Database, now: () => number) {
	let links: number | undefined;

	async function check(id: string): Promise<void> {
		const found = await verifyAudit(db.read, (so) => (links = so));
		const finished = { ...resultOf(found), finishedAt: now() };
		await db.write((tx) => tx.update(auditChecks).set(finished).where(eq(auditChecks.id, id)));
	}

	return {
		/** How many entries the check that is under way has seen; undefined if none is. */
		seen: () => links,
		/** Begins one, if none is under way. Resolves when it has ended. */
		async begin(by: string): Promise<void> {
			if (links !== undefined) return;
			links = 0;
			try {
				const at = now();
				const row = { id: randomUUID(), beganAt: at, by, links: 0, erased: 0 };
				await db.write(async (tx) => {
					await tx.insert(auditChecks).values(row);
					const what = { action: 'audit.verified', objectType: 'audit', objectId: row.id };
					await appendAudit(tx, { at, actorId: by, ...what, payload: {} });
				});
				await check(row.id);
			} finally {
				links = undefined;
			}
		},
	};
}

function resultOf(found: Verification) {
	if (!found.holds) return { links: 0, erased: 0, broken: found.broken };
	return { links: found.links, erased: found.erased, broken: null };
}
