import { and, isNull, sql } from 'drizzle-orm';
import type { Aggregate } from '#db/aggregate.ts';
import type { Reader } from '#db/connection.ts';
import { among } from '#db/many-rows.ts';
import { organisation } from '#db/schema/organisation.ts';
import { employees, sites, teamLeads, teams, vendors } from '#db/schema/people.ts';
import { isRole, type Role } from '#people/roles.ts';

export type KnownSite = typeof sites.$inferSelect;
export type KnownVendor = typeof vendors.$inferSelect;
export type KnownTeam = typeof teams.$inferSelect;

/** The company's places, as they are when an import is looked at. */
export type Company = {
	readonly name: string;
	readonly timeZone: string;
	readonly sites: readonly KnownSite[];
	readonly vendors: readonly KnownVendor[];
	readonly teams: readonly KnownTeam[];
	/** Who leads each team, by the team's id: ids of people. */
	readonly leads: ReadonlyMap<string, readonly string[]>;
};

export async function readCompany(db: Reader): Promise<Company> {
	const [own] = await db.select().from(organisation);
	const leads = new Map<string, string[]>();
	for (const { teamId, employeeId } of await db.select().from(teamLeads)) {
		leads.set(teamId, [...(leads.get(teamId) ?? []), employeeId]);
	}
	return {
		name: own?.name ?? '',
		timeZone: own?.timeZone ?? 'UTC',
		sites: await db.select().from(sites).orderBy(sites.name),
		vendors: await db.select().from(vendors).orderBy(vendors.name),
		teams: await db.select().from(teams).orderBy(teams.path),
		leads,
	};
}

/** Somebody the database knows, here or gone. */
export type KnownEmployee = Omit<typeof employees.$inferSelect, 'rolesSetAt'> & {
	readonly channels: readonly string[];
	readonly roles: readonly Role[];
	/** The ids of the teams she leads. */
	readonly leads: readonly string[];
};

/** So many people are asked for in one query: short enough that nobody waits for it. */
export const peopleAtOnce = 300;

/** People by their numbers, those who left included. */
export async function readByNumber(
	db: Reader,
	numbers: readonly string[],
): Promise<Map<string, KnownEmployee>> {
	const found = new Map<string, KnownEmployee>();
	for (let next = 0; next < numbers.length; next += peopleAtOnce) {
		const some = numbers.slice(next, next + peopleAtOnce);
		const rows = await db.select(columns).from(employees).where(among(employees.number, some));
		for (const { channels, roles, leads, ...row } of rows) {
			found.set(row.number, {
				...row,
				channels: readList(channels),
				roles: readList(roles).filter(isRole),
				leads: readList(leads),
			});
		}
		await new Promise(setImmediate);
	}
	return found;
}

const columns = {
	id: employees.id,
	number: employees.number,
	name: employees.name,
	job: employees.job,
	teamId: employees.teamId,
	language: employees.language,
	email: employees.email,
	startedAt: employees.startedAt,
	leftAt: employees.leftAt,
	anonymisedAt: employees.anonymisedAt,
	channels: sql<string>`(select json_group_array(channel) from (select channel from employee_channels where employee_id = ${employees.id} order by rank))`,
	roles: sql<string>`(select json_group_array(role) from employee_roles where employee_id = ${employees.id})`,
	leads: sql<string>`(select json_group_array(team_id) from team_leads where employee_id = ${employees.id})`,
};

function readList(json: string): string[] {
	const list: unknown = JSON.parse(json);
	return Array.isArray(list) ? list.map(String) : [];
}

/** The channels that most people of each team have; a team without people has none. */
export async function readUsualChannels(
	aggregate: Aggregate,
): Promise<ReadonlyMap<string, readonly string[]>> {
	// Counted off the event loop: it goes through everybody.
	const rows = await aggregate(sql`
		select team_id as teamId, list, count(*) as n from (
			select e.id, e.team_id, (select json_group_array(channel) from (
				select channel from employee_channels where employee_id = e.id order by rank)) as list
			from employees e where e.left_at is null
		) group by team_id, list order by n`);
	return new Map(rows.map(({ teamId, list }) => [String(teamId), readList(String(list))] as const));
}

/** How many people work here. */
export async function countPeople(db: Reader): Promise<number> {
	const here = and(isNull(employees.leftAt));
	const [row] = await db
		.select({ n: sql<number>`count(*)` })
		.from(employees)
		.where(here);
	return Number(row?.n ?? 0);
}
