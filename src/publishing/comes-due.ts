import { type Assignment, assignedLessons } from '#assignments/assigned.ts';
import { changeDueDay } from '#assignments/due.ts';
import type { Alike } from '#completions/alike.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type Day, serviceDay } from '#lib/service-day.ts';

/** So many people have until the end of a day. */
export type DueOn = { readonly day: Day; readonly people: number };

export type AssignmentDue = {
	readonly title: string;
	/** Those of the assignment's lessons that teach the policy. */
	readonly lessons: readonly string[];
	/** Whom the assignment gives them to. */
	readonly people: number;
	/** Who has yet to do one of them, by the last day in time, ascending. */
	readonly open: readonly DueOn[];
	/** Whose last day is over. */
	readonly late: number;
};

export type ComesDue = {
	/** The change itself, for those who know the policy, if it is published now as material. */
	readonly change: readonly DueOn[];
	readonly assignments: readonly AssignmentDue[];
};

/** What has to be done by when, of a policy, by those whom it concerns. */
export function comesDue(
	concerned: readonly Alike[],
	around: {
		readonly policyId: string;
		readonly catalogue: Catalogue;
		readonly assignments: readonly Assignment[];
		/** The organisation's days after a material change. */
		readonly materialDueDays: number;
		readonly at: number;
	},
): ComesDue {
	const { policyId, catalogue, assignments, materialDueDays, at } = around;
	const knowing = concerned.filter(({ policy }) => policy.knownVersion !== undefined);
	return {
		change: byDay(
			knowing.map(({ person, policy, people }) => {
				const days = policy.reason?.given.changeDays ?? materialDueDays;
				return { day: changeDueDay(at, person.timeZone, days), people };
			}),
		),
		assignments: assignments.flatMap((assignment) => {
			const taught = assignment.lessons.flatMap((id) => catalogue.lessonById.get(id) ?? []);
			const lessons = taught.filter(({ policies }) => policies.includes(policyId));
			if (lessons.length === 0) return [];
			const given = { ...assignment, lessons: lessons.map(({ id }) => id) };
			const titles = lessons.map(({ title }) => title);
			return { title: assignment.title, lessons: titles, ...openIn(given, concerned, around) };
		}),
	};
}

/** `assignment` has the lessons of the policy only. */
function openIn(
	assignment: Assignment,
	concerned: readonly Alike[],
	{ materialDueDays, at }: { readonly materialDueDays: number; readonly at: number },
): Pick<AssignmentDue, 'people' | 'open' | 'late'> {
	let [all, late] = [0, 0];
	const open: DueOn[] = [];
	for (const { person, lessons, people } of concerned) {
		const [given] = assignedLessons([assignment], person, at, materialDueDays).values();
		if (!given) continue;
		all += people;
		const undone = lessons.some(
			({ lesson, completedAt }) =>
				completedAt === undefined && assignment.lessons.includes(lesson.id),
		);
		if (!undone) continue;
		if (given.day < serviceDay(at, person.timeZone)) late += people;
		else open.push({ day: given.day, people });
	}
	return { people: all, open: byDay(open), late };
}

function byDay(list: readonly DueOn[]): DueOn[] {
	const days = new Map<Day, number>();
	for (const { day, people } of list) days.set(day, (days.get(day) ?? 0) + people);
	return [...days]
		.map(([day, people]) => ({ day, people }))
		.sort((a, b) => (a.day < b.day ? -1 : 1));
}
