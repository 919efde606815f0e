import type { Reader } from '#db/connection.ts';
import { assignments } from '#db/schema/assignments.ts';
import type { Day } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import { type AudienceMember, isInAudience } from './audience.ts';
import { cameAt } from './came.ts';
import { assignmentDueDay, type ChangeTerm, daysAfterChange } from './due.ts';
import { lessonsIn } from './lesson-list.ts';

/** An assignment as its row has it: a track may stand in its list. */
export type AssignmentRow = typeof assignments.$inferSelect;

/** An assignment with the lessons that come of its list. */
export type Assignment = Omit<AssignmentRow, 'lessons' | 'revision'> & {
	readonly lessons: readonly string[];
};

/** Every assignment that has not ended, by its id. */
export async function readAssignments(db: Reader): Promise<Assignment[]> {
	const rows = await readAssignmentRows(db);
	// A list that another one takes in is a list, whether it is still given by itself or not.
	const lists = new Map(rows.map(({ id, lessons }) => [id, lessons]));
	return rows
		.filter(({ endedAt }) => endedAt === null)
		.map((row) => ({ ...row, lessons: lessonsIn(row.lessons, lists, [row.id]) }));
}

/** All of them, those that have ended too. */
export async function readAssignmentRows(db: Reader): Promise<AssignmentRow[]> {
	return db.select().from(assignments).orderBy(assignments.id);
}

/** A lesson that somebody has to do: by when, which assignment says so, and how long after a change. */
export type Given = {
	readonly day: Day;
	/** The assignment that is due first. */
	readonly by: Pick<Assignment, 'title' | 'due' | 'beginsAt'>;
	/** Since when that assignment has meant her: her first day, or a move. */
	readonly cameAt: number;
	/** Days that she has after a material change; of several assignments the fewest. */
	readonly changeDays: number;
	/** The same of each assignment that gives the lesson, and since when it has meant her. */
	readonly changeTerms: readonly ChangeTerm[];
};

/** The lessons a person has to do at a moment, in the order of the tracks. The earliest day wins. */
export function assignedLessons(
	all: readonly Assignment[],
	person: Person,
	at: number,
	/** The organisation's days, where an assignment has none of its own. */
	materialDueDays: number,
): Map<string, Given> {
	const assigned = new Map<string, Given>();
	const member = memberOf(person);
	for (const assignment of all) {
		if (assignment.beginsAt > at || !isInAudience(assignment.audience, member, at)) continue;
		const came = cameAt(assignment.audience, { ...member, earlier: person.earlier }, at);
		const begins = { startedAt: came, assignedAt: assignment.beginsAt };
		const day = assignmentDueDay(assignment.due, begins, person.timeZone);
		const changeDays = daysAfterChange(assignment.due) ?? materialDueDays;
		const changeTerms = [{ since: came, days: changeDays }];
		const given = { day, by: assignment, cameAt: came, changeDays, changeTerms };
		for (const lesson of assignment.lessons) {
			assigned.set(lesson, earlier(assigned.get(lesson), given));
		}
	}
	return assigned;
}

function earlier(known: Given | undefined, next: Given): Given {
	if (!known) return next;
	const first = next.day < known.day ? next : known;
	return {
		...first,
		changeDays: Math.min(known.changeDays, next.changeDays),
		changeTerms: [...known.changeTerms, ...next.changeTerms],
	};
}

/** What an audience rule looks at in a person. */
export function memberOf(person: Person): AudienceMember {
	const { channels, siteId, vendorId, language, startedAt, timeZone } = person;
	// A manager's deputy need not learn what managers learn.
	const roles = person.standsIn?.roles ?? person.roles;
	const teamPath = person.team.path;
	return { roles, channels, siteId, teamPath, vendorId, language, startedAt, timeZone };
}
