import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { huddlesHeld } from '#db/schema/huddles.ts';
import { Invalid } from '#lib/errors.ts';
import type { Day } from '#lib/service-day.ts';
import { requirePolicy } from '#policies/versions.ts';

/** A line-up that took place. It is nobody's practice: no card of anybody is touched by it. */
export type Held = typeof huddlesHeld.$inferSelect;

export type Holding = {
	readonly teamId: string;
	readonly policyId: string;
	readonly day: string;
	/** The day that it is where the team works. */
	readonly today: Day;
	readonly by: string;
	readonly at: number;
};

/** Notes that a team held its line-up today; noted twice, it counts once. */
export async function holdHuddle(db: Database, holding: Holding): Promise<void> {
	const { teamId, policyId, day, today, by, at } = holding;
	if (day !== today) throw new Invalid({ day: 'Only today’s line-up can be noted as held.' });
	await requirePolicy(db.read, policyId);
	await db.write(async (tx) => {
		const row = { teamId, policyId, day, heldBy: by, heldAt: at };
		const added = await tx.insert(huddlesHeld).values(row).onConflictDoNothing().returning();
		if (added.length === 0) return;
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'huddle.held', objectType: 'team', objectId: teamId },
			payload: { policy: policyId, day },
		});
	});
}

/** It was not held after all. */
export async function undoHuddle(
	db: Database,
	{ teamId, day, by, at }: Pick<Holding, 'teamId' | 'day' | 'by' | 'at'>,
): Promise<void> {
	await db.write(async (tx) => {
		const which = and(eq(huddlesHeld.teamId, teamId), eq(huddlesHeld.day, day));
		const gone = await tx.delete(huddlesHeld).where(which).returning();
		if (gone.length === 0) return;
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'huddle.undone', objectType: 'team', objectId: teamId },
			payload: { day, policies: gone.map(({ policyId }) => policyId) },
		});
	});
}

/** The line-up that a team held on a day, if it did; of several the last. */
export async function readHeld(db: Reader, teamId: string, day: Day): Promise<Held | undefined> {
	const [row] = await db
		.select()
		.from(huddlesHeld)
		.where(and(eq(huddlesHeld.teamId, teamId), eq(huddlesHeld.day, day)))
		.orderBy(desc(huddlesHeld.heldAt))
		.limit(1);
	return row;
}
