import type { pulses } from '#db/schema/pulses.ts';

export type Pulse = typeof pulses.$inferSelect;

type Ending = Pick<Pulse, 'until' | 'endedAt'>;

/** The moment after which nobody answers: its own, or an earlier one that somebody chose. */
export function endOf({ until, endedAt }: Ending): number {
	return endedAt === null ? until : Math.min(until, endedAt);
}

export function stateOf(pulse: Ending, at: number): 'running' | 'ended early' | 'closed' {
	if (at < endOf(pulse)) return 'running';
	return pulse.endedAt !== null && pulse.endedAt < pulse.until ? 'ended early' : 'closed';
}
