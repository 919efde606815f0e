import type { pulses } from '#db/schema/pulses.ts';

export type Pulse = typeof pulses.$inferSelect;
type Times = Pick<Pulse, 'until' | 'endedAt'>;

/** Nobody answers after this moment. */
export function endOf({ until, endedAt }: Times): number {
	return endedAt === null ? until : Math.min(endedAt, until);
}

/** Whether answers still count. A question is over by the clock; one that was ended is over even if the clock goes back. */
export function isRunning({ until, endedAt }: Times, at: number): boolean {
	return endedAt === null && at < until;
}
