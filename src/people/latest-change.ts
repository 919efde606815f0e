import { and, desc, eq, gt, max } from 'drizzle-orm';
import { z } from 'astro/zod';
import type { Reader } from '#db/connection.ts';
import { auditEntries, auditPayloads } from '#db/schema/audit.ts';

export type LatestChange = {
	readonly by: string | null;
	readonly at: number;
	/** The names of what was changed. */
	readonly parts: readonly string[];
};

/** A change that overtakes a form is this young, in entries of the record: no index is needed. */
const reach = 5000;
const payloadSchema = z.record(z.string(), z.unknown());

/** Who changed something last, if it was not long ago. */
export async function latestChange(
	db: Reader,
	objectType: string,
	objectId: string,
): Promise<LatestChange | undefined> {
	const [newest] = await db.select({ seq: max(auditEntries.seq) }).from(auditEntries);
	const [row] = await db
		.select({ by: auditEntries.actorId, at: auditEntries.at, payload: auditPayloads.payload })
		.from(auditEntries)
		.leftJoin(auditPayloads, eq(auditPayloads.seq, auditEntries.seq))
		.where(
			and(
				gt(auditEntries.seq, (newest?.seq ?? 0) - reach),
				eq(auditEntries.objectType, objectType),
				eq(auditEntries.objectId, objectId),
				eq(auditEntries.action, `${objectType}.changed`),
			),
		)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	if (!row) return undefined;
	const payload = payloadSchema.safeParse(JSON.parse(row.payload ?? '{}'));
	return { by: row.by, at: row.at, parts: Object.keys(payload.data ?? {}) };
}
