import { isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { assignments } from '#db/schema/assignments.ts';
import type { Day } from '#lib/service-day.ts';
import type { Person } from '#people/person.ts';
import { type AudienceMember, isInAudience } from './audience.ts';
import { assignmentDueDay } from './due.ts';

export type Assignment = typeof assignments.$inferSelect;

export async function readAssignments(db: Reader): Promise<Assignment[]> {
	return db.select().from(assignments).where(isNull(assignments.endedAt)).orderBy(assignments.id);
}

/** The lessons a person has to do at a moment, each with its last day in time, in the order of the tracks. */
export function assignedLessons(
	all: readonly Assignment[],
	person: Person,
	at: number,
): Map<string, Day> {
	const assigned = new Map<string, Day>();
	for (const assignment of all) {
		if (assignment.beginsAt > at || !isInAudience(assignment.audience, asMember(person), at))
			continue;
		const begins = { startedAt: person.startedAt, assignedAt: assignment.beginsAt };
		const day = assignmentDueDay(assignment.due, begins, person.timeZone);
		for (const lesson of assignment.lessons) {
			const known = assigned.get(lesson);
			if (known === undefined || day < known) assigned.set(lesson, day);
		}
	}
	return assigned;
}

function asMember(person: Person): AudienceMember {
	const { channels, siteId, vendorId, startedAt, timeZone } = person;
	return { channels, siteId, vendorId, startedAt, timeZone };
}
