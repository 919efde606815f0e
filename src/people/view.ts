import { personViews } from '#db/schema/person-views.ts';
import type { Database } from '#db/connection.ts';
import { serviceDay } from '#lib/service-day.ts';
import { recordDeed } from './employee-rules.ts';
import { organisationTimeZone } from './organisation.ts';

/**
 * Puts on record that somebody looked at another person's record: once for the two of them and a
 * day, however often she looks. Looking at one's own is nobody's business.
 */
export async function noteView(
	db: Database,
	{ viewerId, employeeId, at }: { viewerId: string; employeeId: string; at: number },
): Promise<void> {
	if (viewerId === employeeId) return;
	const row = { viewerId, employeeId, day: serviceDay(at, await organisationTimeZone(db.read)) };
	await db.write(async (tx) => {
		const first = await tx.insert(personViews).values(row).onConflictDoNothing().returning();
		if (first.length === 0) return;
		const what = { action: 'person.viewed', objectType: 'employee', objectId: employeeId };
		await recordDeed(tx, { by: viewerId, at }, what);
	});
}
