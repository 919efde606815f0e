import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { pulses } from '#db/schema/pulses.ts';
import { NotFound } from '#lib/errors.ts';
import { isRunning } from './pulse-phase.ts';

/** Nobody answers any more, before the time is over. What was answered counts; one that is over already stays as it is. */
export async function endPulse(
	db: Database,
	{ id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const [pulse] = await tx.select().from(pulses).where(eq(pulses.id, id));
		if (!pulse) throw new NotFound('There is no such question.');
		if (!isRunning(pulse, at)) return;
		await tx.update(pulses).set({ endedAt: at, endedBy: by }).where(eq(pulses.id, id));
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'pulse.ended', objectType: 'pulse', objectId: id },
			payload: { question: pulse.questionId, until: pulse.until },
		});
	});
}
