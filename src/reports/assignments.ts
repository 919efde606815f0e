import { type Assignment, memberOf } from '#assignments/assigned.ts';
import { isInAudience } from '#assignments/audience.ts';
import {
	type AlikeGround,
	type AlikeOverview,
	type Counting,
	overviewsAlike,
	readAlikeGround,
} from '#completions/alike.ts';
import { narrowToLessons } from '#completions/alike-narrow.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type Counts, keepCounts } from './kept-counts.ts';

/** Of those whom an assignment means, who is up to date on everything in it. */
export type AssignmentReach = { readonly people: number; readonly current: number };

const kept = keepCounts<AssignmentReach>();

/** How far every assignment has come, by its id; of a large company a minute old at times. */
export async function assignmentReach(
	db: Counting,
	catalogue: Catalogue,
	at: number,
): Promise<Counts<AssignmentReach>> {
	const ground = await readAlikeGround(db, catalogue, at);
	const all = ground.assignments.map((assignment) => {
		const narrow = groundOf(assignment, ground);
		return {
			id: assignment.id,
			ground: narrow,
			count: async () => {
				const groups = await overviewsAlike(db, narrow);
				const reach = reachOf(assignment, groups, at);
				return { value: reach, people: sum(groups) };
			},
		};
	});
	return kept(db, all, at);
}

/** Its own rule is looked at even where it gives no lesson that is there. */
function groundOf(assignment: Assignment, ground: AlikeGround): AlikeGround {
	const narrow = narrowToLessons(ground, assignment.lessons);
	const others = narrow.assignments.filter(({ id }) => id !== assignment.id);
	return { ...narrow, assignments: [...others, assignment] };
}

function reachOf(
	{ audience, lessons }: Assignment,
	groups: readonly AlikeOverview[],
	at: number,
): AssignmentReach {
	const meant = groups.filter(({ person }) => isInAudience(audience, memberOf(person), at));
	const current = meant.filter(({ overview }) =>
		overview.lessons
			.filter(({ lesson }) => lessons.includes(lesson.id))
			// Not due is a lesson whose every policy she is exempt from.
			.every(({ state }) => state === 'current' || state === 'not due'),
	);
	return { people: sum(meant), current: sum(current) };
}

function sum(groups: readonly AlikeOverview[]): number {
	return groups.reduce((total, { people }) => total + people, 0);
}
