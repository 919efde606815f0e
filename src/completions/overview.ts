import { assignedLessons, type Given } from '#assignments/assigned.ts';
import type { Exemption } from '#assignments/exempt.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { Person } from '#people/person.ts';
import { type Cell, type LessonCells, lessonCells, type Sources } from './lesson-cells.ts';
import { type Known, type Standing, worst } from './states.ts';

/** What a standing comes from: which lesson, who gives it, and what is on record of it. */
export type Reason = {
	readonly lesson: Lesson;
	readonly policyId: string;
	readonly given: Given;
	readonly known: Known | undefined;
};

export type LessonOverview = Standing & {
	readonly lesson: Lesson;
	readonly assigned: boolean;
	/** Every policy of the lesson is on record, under whichever version. */
	readonly completedAt: number | undefined;
	/** She did it, and its author has rewritten it since. */
	readonly rewritten: boolean;
	/** Undefined where nothing is asked. */
	readonly reason: Reason | undefined;
};

export type PolicyOverview = {
	readonly policyId: string;
	readonly standing: Standing;
	/** Set while the person is exempt: this stands apart from the state. */
	readonly exemption: Exemption | undefined;
	/** What the person was asked about; of several lessons the oldest. Undefined if she never finished one on it. */
	readonly knownVersion: number | undefined;
	/** Undefined where nothing is asked. */
	readonly reason: Reason | undefined;
};

/** Where one person stands, derived from rows. */
export type Overview = {
	readonly lessons: readonly LessonOverview[];
	readonly policies: readonly PolicyOverview[];
};

export function overviewOf(person: Person, sources: Sources): Overview {
	const { catalogue, history, assignments, materialDueDays, at } = sources;
	const assigned = assignedLessons(assignments, person, at, materialDueDays);
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

/** What a person is exempt from counts for nothing in her lessons' states. */
function asked({ cells }: LessonCells): readonly Cell[] {
	return cells.filter((cell) => !cell.exempt);
}

function lessonOverview(all: LessonCells): LessonOverview {
	const { lesson, assigned, cells } = all;
	const times = cells.map((cell) => cell.known?.completedAt);
	const complete = times.length > 0 && times.every((time) => time !== undefined);
	const stands = worst(asked(all).map((cell) => cell.standing));
	return {
		...stands,
		lesson,
		assigned,
		completedAt: complete ? Math.max(...times) : undefined,
		rewritten: asked(all).some((cell) => cell.rewritten),
		reason: reasonOf(stands, cells),
	};
}

function policyOverview(
	policyId: string,
	person: Person,
	all: readonly LessonCells[],
	{ records }: Sources,
): PolicyOverview {
	const cells = all.flatMap(({ cells }) => cells.filter((cell) => cell.policyId === policyId));
	const stands = worst(cells.map((cell) => cell.standing));
	return {
		policyId,
		standing: stands,
		exemption: records.exemption(person.id, policyId),
		knownVersion: oldestKnown(cells),
		reason: reasonOf(stands, cells),
	};
}

/** The worst standing is one of those it was chosen from: its cell says why. */
function reasonOf(stands: Standing, cells: readonly Cell[]): Reason | undefined {
	const cell = cells.find(({ standing }) => standing === stands);
	if (!cell?.given) return undefined;
	const { lesson, policyId, given, known } = cell;
	return { lesson, policyId, given, known };
}

/** A lesson that is not assigned may be forgotten: it counts only where no assigned one was finished. */
function oldestKnown(cells: readonly Cell[]): number | undefined {
	const versionsIn = (some: readonly Cell[]) => some.flatMap(({ known }) => known?.version ?? []);
	const assigned = versionsIn(cells.filter(({ standing }) => standing.state !== 'not due'));
	const known = assigned.length > 0 ? assigned : versionsIn(cells);
	return known.length > 0 ? Math.min(...known) : undefined;
}
