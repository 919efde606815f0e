import { type Marking, tenthAlone } from '#pulse/marking.ts';

/** What results know of the grader here. */
export function markingHere(): Marking {
	return tenthAlone;
}
