import { and, count, eq, inArray, isNull, like, not, or, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { credentials } from '#db/schema/auth.ts';
import { employees, teams } from '#db/schema/people.ts';
import type { Person } from '#people/person.ts';
import { toLetInBy } from '#people/scope.ts';
import { hasAWayIn } from '#people/way-in.ts';
import { mostSlips } from './make.ts';

/** Somebody who may get a slip, with the ways in that she has. */
export type Choice = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly language: string;
	readonly teamName: string;
	/** When she got the PIN that she has; null if she has none. */
	readonly pinSetAt: number | null;
	/** Until when a slip of hers can be used; null if none is out. */
	readonly slipUntil: number | null;
};

export type Wanted = {
	/** The path of a team: it and the teams below. Empty for everybody. */
	readonly teamPath: string;
	/** Only who has no way in yet. */
	readonly without: boolean;
	/** Part of a name, or a number. */
	readonly search: string;
};

export type Choices = {
	/** At most as many as one sheet may have. */
	readonly people: readonly Choice[];
	readonly all: number;
};

/** The people of a manager, or of an administrator, who may get slips: by team and name. */
export async function readChoices(
	db: Reader,
	who: Person,
	{ teamPath, without, search }: Wanted,
	at: number,
): Promise<Choices> {
	const part = `%${search.trim()}%`;
	const wanted = and(
		...[toLetInBy(who), isNull(employees.leftAt)],
		teamPath === '' ? undefined : like(teams.path, `${teamPath}%`),
		without ? not(hasAWayIn()) : undefined,
		search.trim() === '' ? undefined : or(like(employees.name, part), like(employees.number, part)),
	);
	const people = await selectChoices(db, wanted, at)
		.orderBy(teams.path, employees.name)
		.limit(mostSlips);
	if (people.length < mostSlips) return { people, all: people.length };
	const [row] = await db
		.select({ all: count() })
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.leftJoin(credentials, eq(credentials.employeeId, employees.id))
		.where(wanted);
	return { people, all: row?.all ?? people.length };
}

/** Those of some people whom somebody may let in, in the order of their teams. */
export async function readChosen(
	db: Reader,
	who: Person,
	ids: readonly string[],
	at: number,
): Promise<Choice[]> {
	const hers = and(toLetInBy(who), isNull(employees.leftAt), inArray(employees.id, [...ids]));
	return selectChoices(db, hers, at).orderBy(teams.path, employees.name);
}

function selectChoices(db: Reader, wanted: SQL | undefined, at: number) {
	return db
		.select({
			id: employees.id,
			number: employees.number,
			name: employees.name,
			language: employees.language,
			teamName: teams.name,
			pinSetAt: credentials.setAt,
			slipUntil: sql<
				number | null
			>`(select max(valid_until) from slips where employee_id = ${employees.id} and used_at is null and replaced_at is null and valid_until > ${at})`,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.leftJoin(credentials, eq(credentials.employeeId, employees.id))
		.where(wanted);
}

/** The teams that somebody may choose from, each after the one above it. */
export async function readTeamsToLetIn(
	db: Reader,
	who: Person,
): Promise<{ path: string; name: string; depth: number }[]> {
	const rows = await db
		.select({ path: teams.path, name: teams.name, vendorId: teams.vendorId })
		.from(teams)
		.orderBy(teams.path);
	const everybody = who.roles.includes('administrator');
	const hers = rows.filter(({ path, vendorId }) => {
		if (everybody) return true;
		const led = who.leads.some((lead) => path.startsWith(lead));
		return led && (who.vendorId === null || vendorId === who.vendorId);
	});
	const depthOf = (path: string) => path.split('/').length;
	const highest = Math.min(...hers.map(({ path }) => depthOf(path)));
	return hers.map(({ path, name }) => ({ path, name, depth: depthOf(path) - highest }));
}
