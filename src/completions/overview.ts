import { type Assignment, assignedLessons } from '#assignments/assigned.ts';
import type { Exemption } from '#assignments/exempt.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { Person } from '#people/person.ts';
import type { PolicyHistory } from '#policies/versions.ts';
import type { Waits } from './askable.ts';
import type { Records } from './records.ts';
import { type Revisions, rewrittenSince } from './revisions.ts';
import { publishedPolicies, type Standing, standing, worst } from './states.ts';

export type LessonOverview = Standing & {
	readonly lesson: Lesson;
	readonly assigned: boolean;
	/** Every policy of the lesson is on record, under whichever version. */
	readonly completedAt: number | undefined;
	/** She did it, and its author has rewritten it since. */
	readonly rewritten: boolean;
};

export type PolicyOverview = {
	readonly policyId: string;
	readonly standing: Standing;
	/** Set while the person is exempt: this stands apart from the state. */
	readonly exemption: Exemption | undefined;
	/** What the person was asked about; of several lessons the oldest. Undefined if she never finished one on it. */
	readonly knownVersion: number | undefined;
};

/** Where one person stands, derived from rows. */
export type Overview = {
	readonly lessons: readonly LessonOverview[];
	readonly policies: readonly PolicyOverview[];
};

export type Sources = {
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly assignments: readonly Assignment[];
	readonly records: Records;
	readonly revisions: Revisions;
	readonly waits: Waits;
	readonly at: number;
};

export function overviewOf(person: Person, sources: Sources): Overview {
	const { catalogue, history, assignments, at } = sources;
	const assigned = assignedLessons(assignments, person, at);
	const ordered = [...assigned.keys()].flatMap((id) => catalogue.lessonById.get(id) ?? []);
	const others = catalogue.lessons.filter((lesson) => !assigned.has(lesson.id));
	const cells = [...ordered, ...others].map((lesson) =>
		lessonCells(person, lesson, assigned.get(lesson.id), sources),
	);
	return {
		lessons: cells.map(lessonOverview),
		policies: history.policies
			.filter((thread) => thread.versions.length > 0)
			.map((thread) => policyOverview(thread.id, person, cells, sources)),
	};
}

type Cell = {
	policyId: string;
	standing: Standing;
	known: ReturnType<Records['known']>;
	rewritten: boolean;
	exempt: boolean;
};
type LessonCells = { lesson: Lesson; assigned: boolean; cells: Cell[] };

function lessonCells(
	person: Person,
	lesson: Lesson,
	lastDay: string | undefined,
	{ history, records, revisions, waits, at }: Sources,
): LessonCells {
	const { timeZone } = person;
	const attemptOpen = records.attemptOpen(person.id, lesson.id);
	const cells = publishedPolicies(lesson.policies, history).map((policyId) => {
		const known = records.known(person.id, lesson.id, policyId);
		// What nobody can be asked at the moment is due for nobody.
		const assignedUntil = !known && waits(lesson, policyId) ? undefined : lastDay;
		const rewrittenAt = known && rewrittenSince(revisions, lesson, known.revision ?? null, at);
		const situation = { assignedUntil, known, rewrittenAt, attemptOpen, at, timeZone };
		const exempt = records.exemption(person.id, policyId) !== undefined;
		const found = standing(history.byId.get(policyId), situation);
		return { policyId, known, rewritten: rewrittenAt !== undefined, exempt, standing: found };
	});
	return { lesson, assigned: lastDay !== undefined, cells };
}

/** What a person is exempt from counts for nothing in her lessons' states. */
function asked({ cells }: LessonCells): readonly Cell[] {
	return cells.filter((cell) => !cell.exempt);
}

function lessonOverview(all: LessonCells): LessonOverview {
	const { lesson, assigned, cells } = all;
	const times = cells.map((cell) => cell.known?.completedAt);
	const complete = times.length > 0 && times.every((time) => time !== undefined);
	return {
		...worst(asked(all).map((cell) => cell.standing)),
		lesson,
		assigned,
		completedAt: complete ? Math.max(...times) : undefined,
		rewritten: asked(all).some((cell) => cell.rewritten),
	};
}

function policyOverview(
	policyId: string,
	person: Person,
	all: readonly LessonCells[],
	{ records }: Sources,
): PolicyOverview {
	const cells = all.flatMap(({ cells }) => cells.filter((cell) => cell.policyId === policyId));
	return {
		policyId,
		standing: worst(cells.map((cell) => cell.standing)),
		exemption: records.exemption(person.id, policyId),
		knownVersion: oldestKnown(cells),
	};
}

/** A lesson that is not assigned may be forgotten: it counts only where no assigned one was finished. */
function oldestKnown(cells: readonly Cell[]): number | undefined {
	const versionsIn = (some: readonly Cell[]) => some.flatMap(({ known }) => known?.version ?? []);
	const assigned = versionsIn(cells.filter(({ standing }) => standing.state !== 'not due'));
	const known = assigned.length > 0 ? assigned : versionsIn(cells);
	return known.length > 0 ? Math.min(...known) : undefined;
}
