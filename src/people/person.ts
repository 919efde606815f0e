import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { prepared } from '#db/prepared.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { type EarlierPlace, earlierColumn, readEarlier } from './earlier-place.ts';
import { isRole, type Role } from './roles.ts';
import type { StandsIn } from './stand-in.ts';

/** Somebody who works here, with what follows from where she works. */
export type Person = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly job: string;
	readonly language: string;
	readonly startedAt: number;
	readonly leftAt: number | null;
	readonly team: { readonly id: string; readonly name: string; readonly path: string };
	readonly shift: string | null;
	readonly siteId: string;
	readonly siteName: string;
	readonly timeZone: string;
	/** The country of her site, `DE`: facts may be others there. */
	readonly market: string | null;
	/** Null for people on our own payroll. */
	readonly vendorId: string | null;
	readonly vendorName: string | null;
	/** The one she works in most comes first. */
	readonly channels: readonly string[];
	readonly roles: readonly Role[];
	/** The paths of the teams she leads. */
	readonly leads: readonly string[];
	/** Where she worked before, since she started here, the latest first: most never moved. */
	readonly earlier: readonly EarlierPlace[];
	/** While she is somebody's deputy: then `roles` and `leads` have what she was lent. */
	readonly standsIn?: StandsIn;
};

/** The columns that make a person; one query brings them all. */
export const personColumns = {
	id: employees.id,
	number: employees.number,
	name: employees.name,
	job: employees.job,
	language: employees.language,
	startedAt: employees.startedAt,
	leftAt: employees.leftAt,
	teamId: teams.id,
	teamName: teams.name,
	teamPath: teams.path,
	shift: teams.shift,
	siteId: sites.id,
	siteName: sites.name,
	timeZone: sites.timeZone,
	market: sites.market,
	vendorId: vendors.id,
	vendorName: vendors.name,
	channels: sql<string>`(select json_group_array(channel) from (select channel from employee_channels where employee_id = ${employees.id} order by rank))`,
	roles: sql<string>`(select json_group_array(role) from employee_roles where employee_id = ${employees.id})`,
	leads: sql<string>`(select json_group_array(led.path) from team_leads join teams led on led.id = team_leads.team_id where team_leads.employee_id = ${employees.id})`,
	earlier: earlierColumn,
};

type PersonRow = {
	[K in keyof Omit<Person, 'team' | 'standsIn' | Lists>]: Person[K];
} & { teamId: string; teamName: string; teamPath: string } & Record<Lists, string>;

/** What comes as JSON. */
type Lists = 'channels' | 'roles' | 'leads' | 'earlier';

export function toPerson(row: PersonRow): Person {
	const { teamId, teamName, teamPath, ...rest } = row;
	return {
		...rest,
		team: { id: teamId, name: teamName, path: teamPath },
		channels: readList(row.channels),
		roles: readList(row.roles).filter(isRole),
		leads: readList(row.leads),
		earlier: readEarlier(row.earlier),
	};
}

/** A list that the database made: every page reads three of them, so no schema looks at them. */
function readList(json: string): string[] {
	const list: unknown = JSON.parse(json);
	return Array.isArray(list) ? list.map(String) : [];
}

/** People who work here now and satisfy a condition, by name. */
export async function readPeople(db: Reader, condition: SQL | undefined): Promise<Person[]> {
	const rows = await selectPeople(db, condition).orderBy(employees.name);
	return rows.map(toPerson);
}

export async function readPerson(db: Reader, id: string): Promise<Person | undefined> {
	const [row] = await personById(db).execute({ id });
	return row && toPerson(row);
}

const personById = prepared((db) =>
	selectPeople(db, eq(employees.id, sql.placeholder('id'))).prepare(),
);

function selectPeople(db: Reader, condition: SQL | undefined) {
	return db
		.select(personColumns)
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId))
		.where(and(isNull(employees.leftAt), condition));
}

/** The names of people by id, those who left included. */
export async function readNames(
	db: Reader,
	ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
	const wanted = [...new Set(ids.filter((id) => id !== null))];
	if (wanted.length === 0) return new Map();
	const rows = await db
		.select({ id: employees.id, name: employees.name })
		.from(employees)
		.where(inArray(employees.id, wanted));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
