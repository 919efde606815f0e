import type { Lesson } from '#lessons/lesson.ts';
import type { AlikeGround } from './alike.ts';
import type { Taught } from './alike-query.ts';

// The less a question is about, the more people are alike.

/** Some policies, the lessons that teach them, and the assignments that give those. */
export function narrowToPolicies(ground: AlikeGround, policyIds: readonly string[]): AlikeGround {
	const { lessons } = ground.catalogue;
	const teaching = lessons.filter(({ policies }) => policies.some((id) => policyIds.includes(id)));
	return narrowTo(ground, teaching, policyIds);
}

/** Some lessons, the policies that they teach, and the assignments that give them. */
export function narrowToLessons(ground: AlikeGround, lessonIds: readonly string[]): AlikeGround {
	const lessons = ground.catalogue.lessons.filter(({ id }) => lessonIds.includes(id));
	const policyIds = lessons.flatMap(({ policies }) => policies);
	return narrowTo(ground, lessons, policyIds);
}

function narrowTo(
	ground: AlikeGround,
	lessons: readonly Lesson[],
	policyIds: readonly string[],
): AlikeGround {
	const { catalogue, history, assignments } = ground;
	const taught = new Set(lessons.map(({ id }) => id));
	const policies = history.policies.filter(
		({ id, versions }) => policyIds.includes(id) && versions.length > 0,
	);
	return {
		...ground,
		catalogue: {
			...catalogue,
			lessons,
			lessonById: new Map(lessons.map((lesson) => [lesson.id, lesson])),
		},
		history: { ...history, policies, byId: new Map(policies.map((thread) => [thread.id, thread])) },
		assignments: assignments.filter(({ lessons: given }) => given.some((id) => taught.has(id))),
	};
}

/** Which lessons teach which policy. */
export function taughtIn({ catalogue, history }: AlikeGround): Taught[] {
	return history.policies.map(({ id }) => {
		const lessons = catalogue.lessons.filter(({ policies }) => policies.includes(id));
		return { policyId: id, lessonIds: lessons.map((lesson) => lesson.id) };
	});
}
