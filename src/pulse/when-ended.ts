import { isRunning, type Pulse } from './pulse-phase.ts';

/** How a question stands: what ended it says whether everybody had her time. */
export function stateOf(
	pulse: Pick<Pulse, 'until' | 'endedAt'>,
	at: number,
): 'running' | 'ended early' | 'closed' {
	if (isRunning(pulse, at)) return 'running';
	return pulse.endedAt !== null && pulse.endedAt < pulse.until ? 'ended early' : 'closed';
}
