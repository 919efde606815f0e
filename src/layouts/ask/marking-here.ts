import { readPolicies } from '#policies/versions.ts';
import { errorOfPulse } from '#pulse/grader-error.ts';
import type { Marking } from '#pulse/marking.ts';
import { regrade } from '#pulse/regrade.ts';
import { catalogue, database } from '../../installation.ts';

/** What results know of the grader here: the labelled answers of the content, and what people have read. */
export function markingHere(): Marking {
	const db = database.read;
	const around = async () => ({ catalogue, history: await readPolicies(db) });
	return {
		errorOf: async ({ pulse }) => errorOfPulse(db, await around(), pulse.id),
		regrade: async (pulseIds) => regrade(db, await around(), pulseIds),
	};
}
