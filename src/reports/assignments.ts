import { memberOf, readAssignments } from '#assignments/assigned.ts';
import { isInAudience } from '#assignments/audience.ts';
import { readOverviews } from '#completions/standings.ts';
import type { Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { readPeople } from '#people/person.ts';

/** Of those whom an assignment means, who is up to date on everything in it. */
export type AssignmentReach = { readonly people: number; readonly current: number };

/** How far every assignment has come, by its id. */
export async function assignmentReach(
	db: Reader,
	catalogue: Catalogue,
	at: number,
): Promise<ReadonlyMap<string, AssignmentReach>> {
	const assignments = await readAssignments(db);
	const people = await readOverviews(db, catalogue, await readPeople(db, undefined), at);
	const reach = assignments.map(({ id, audience, lessons }) => {
		const meant = people.filter(({ person }) => isInAudience(audience, memberOf(person), at));
		const current = meant.filter(({ overview }) =>
			overview.lessons
				.filter(({ lesson }) => lessons.includes(lesson.id))
				// Not due is a lesson whose every policy she is exempt from.
				.every(({ state }) => state === 'current' || state === 'not due'),
		);
		return [id, { people: meant.length, current: current.length }] as const;
	});
	return new Map(reach);
}
