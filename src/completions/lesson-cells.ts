import type { Assignment, Given } from '#assignments/assigned.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { Person } from '#people/person.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Waits } from './askable.ts';
import type { Records } from './records.ts';
import { type Revisions, rewrittenSince } from './revisions.ts';
import { type Known, publishedPolicies, type Standing, standing } from './states.ts';

/** What a person's standing is derived from. */
export type Sources = {
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly assignments: readonly Assignment[];
	readonly records: Records;
	readonly revisions: Revisions;
	readonly waits: Waits;
	/** The organisation's days after a material change. */
	readonly materialDueDays: number;
	readonly at: number;
};

/** One lesson and one policy of it, for one person. */
export type Cell = {
	lesson: Lesson;
	policyId: string;
	given: Given | undefined;
	standing: Standing;
	known: Known | undefined;
	rewritten: boolean;
	exempt: boolean;
};
export type LessonCells = { lesson: Lesson; assigned: boolean; cells: Cell[] };

/** Where a person stands with a lesson, policy by policy. */
export function lessonCells(
	person: Person,
	lesson: Lesson,
	given: Given | undefined,
	{ history, records, revisions, waits, materialDueDays, at }: Sources,
): LessonCells {
	const { timeZone } = person;
	const attemptOpen = records.attemptOpen(person.id, lesson.id);
	const cells = publishedPolicies(lesson.policies, history).map((policyId) => {
		const known = records.known(person.id, lesson.id, policyId);
		// What nobody can be asked at the moment is due for nobody.
		const assignedUntil = !known && waits(lesson, policyId) ? undefined : given?.day;
		const rewrittenAt = known && rewrittenSince(revisions, lesson, known.revision ?? null, at);
		const changeDays = given?.changeDays ?? materialDueDays;
		const changeTerms = given?.changeTerms;
		const asked = { assignedUntil, changeDays, changeTerms };
		const situation = { ...asked, known, rewrittenAt, attemptOpen, at, timeZone };
		const exempt = records.exemption(person.id, policyId) !== undefined;
		const rewritten = rewrittenAt !== undefined;
		const stands = standing(history.byId.get(policyId), situation);
		return { lesson, policyId, given, known, rewritten, exempt, standing: stands };
	});
	return { lesson, assigned: given !== undefined, cells };
}
