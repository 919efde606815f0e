import type { Lesson } from '#lessons/lesson.ts';
import type { Overview } from './overview.ts';

/** The lesson in which somebody first learns a policy; undefined if she knows it in any wording, or need not. */
export function lessonToLearn(
	{ lessons, policies }: Overview,
	policyId: string,
): Lesson | undefined {
	const policy = policies.find((one) => one.policyId === policyId);
	if (!policy || policy.exemption || policy.knownVersion !== undefined) return undefined;
	const teaching = lessons.filter(({ lesson }) => lesson.policies.includes(policyId));
	return teaching.find(({ assigned, completedAt }) => assigned && completedAt === undefined)
		?.lesson;
}
