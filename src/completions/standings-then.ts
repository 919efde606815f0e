import { readAssignmentsThen } from '#assignments/assignments-then.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { type PolicyHistory, readPolicies } from '#policies/versions.ts';
import { waitingAt } from './askable.ts';
import { type Overview, overviewOf } from './overview.ts';
import { readRecordsThen } from './records-then.ts';
import { readRevisions } from './revisions.ts';

/**
 * Where each of some people stood at a moment that is past, derived as today's states are, from what
 * was on record then: wordings in force, assignments as they read, exemptions, completions. Lessons,
 * the organisation's days after a change, roles and languages are taken as they are now.
 */
export async function readOverviewsThen(
	db: Reader,
	catalogue: Catalogue,
	people: readonly Person[],
	at: number,
): Promise<{ person: Person; overview: Overview }[]> {
	const ids = people.map(({ id }) => id);
	const history = inForceBy(await readPolicies(db), at);
	const sources = {
		catalogue,
		at,
		history,
		waits: waitingAt(history, at),
		assignments: await readAssignmentsThen(db, at),
		records: await readRecordsThen(db, ids, at),
		revisions: await readRevisions(db),
		materialDueDays: (await readSettings(db)).materialDueDays,
	};
	return people.map((person) => ({ person, overview: overviewOf(person, sources) }));
}

/** What came into force later was not there yet. */
function inForceBy(history: PolicyHistory, at: number): PolicyHistory {
	const policies = history.policies.map((thread) => {
		const versions = thread.versions.filter(({ effectiveAt }) => effectiveAt <= at);
		return { ...thread, versions };
	});
	return { ...history, policies, byId: new Map(policies.map((thread) => [thread.id, thread])) };
}
