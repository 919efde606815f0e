import { count, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, teams } from '#db/schema/people.ts';
import { NotFound } from '#lib/errors.ts';
import { type Person, readPeople } from '#people/person.ts';
import { peopleLedBy } from '#people/scope.ts';

export type TeamToLetIn = { readonly id: string; readonly name: string; readonly people: number };

/** The teams whose people somebody may let in, with how many those are. */
export async function teamsToLetIn(db: Reader, who: Person): Promise<TeamToLetIn[]> {
	if (!who.roles.includes('administrator')) return teamsOf(await peopleLedBy(db, who));
	return db
		.select({ id: teams.id, name: teams.name, people: count() })
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(isNull(employees.leftAt))
		.groupBy(teams.id)
		.orderBy(teams.name);
}

/** Those of a team whom somebody may let in; a team without one is not found. */
export async function peopleToLetIn(db: Reader, who: Person, teamId: string): Promise<Person[]> {
	const people = who.roles.includes('administrator')
		? await readPeople(db, eq(teams.id, teamId))
		: (await peopleLedBy(db, who)).filter(({ team }) => team.id === teamId);
	if (people.length === 0) throw new NotFound('There is no such team.');
	return people;
}

function teamsOf(people: readonly Person[]): TeamToLetIn[] {
	const byTeam = Map.groupBy(people, ({ team }) => team.id);
	return [...byTeam.values()]
		.flatMap((members) => {
			const [first] = members;
			return first ? [{ ...first.team, people: members.length }] : [];
		})
		.map(({ id, name, people: of }) => ({ id, name, people: of }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}
