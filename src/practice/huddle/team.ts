import type { Reader } from '#db/connection.ts';
import type { Person } from '#people/person.ts';
import { peopleLedBy } from '#people/scope.ts';
import { NotFound } from '#lib/errors.ts';

/** A team that a manager answers for, with its people. */
export type LedTeam = {
	readonly id: string;
	readonly name: string;
	readonly path: string;
	readonly timeZone: string;
	readonly people: readonly Person[];
};

/** Every team that some of a manager's people are on, by name. */
export async function teamsLed(db: Reader, manager: Person): Promise<LedTeam[]> {
	const byTeam = Map.groupBy(await peopleLedBy(db, manager), ({ team }) => team.id);
	return [...byTeam.values()]
		.flatMap((people) => {
			const [first] = people;
			return first ? [{ ...first.team, timeZone: first.timeZone, people }] : [];
		})
		.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** One of them; another's is not found. */
export async function teamLed(db: Reader, manager: Person, id: string): Promise<LedTeam> {
	const team = (await teamsLed(db, manager)).find((each) => each.id === id);
	if (!team) throw new NotFound('This is not a team of yours.');
	return team;
}
