import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { teamClosings } from '#db/schema/person-views.ts';
import { employees, sites, teamLeads, teams, vendors } from '#db/schema/people.ts';
import { NotFound } from '#lib/errors.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';

/** A team as it stands in the organisation. */
export type Team = {
	readonly id: string;
	readonly name: string;
	readonly path: string;
	readonly shift: string | null;
	readonly siteId: string;
	readonly siteName: string;
	readonly timeZone: string;
	readonly vendorId: string | null;
	readonly vendorName: string | null;
	/** Null while it is open. */
	readonly closedAt: number | null;
	/** 0 for the company itself. */
	readonly depth: number;
	/** The team above; null for the company itself. */
	readonly parentId: string | null;
};

/** Every team, from the root down, the closed ones too. */
export async function readTeams(db: Reader): Promise<Team[]> {
	const rows = await selectTeams(db).orderBy(teams.path);
	return rows.map(toTeam);
}

/** Those that somebody can be put on. */
export async function readOpenTeams(db: Reader): Promise<Team[]> {
	return (await readTeams(db)).filter(({ closedAt }) => closedAt === null);
}

/** Throws NotFound where there is none. */
export async function readTeam(db: Reader, id: string): Promise<Team> {
	const [row] = await selectTeams(db).where(eq(teams.id, id));
	if (!row) throw new NotFound('There is no such team.');
	return toTeam(row);
}

function selectTeams(db: Reader) {
	return db
		.select({
			id: teams.id,
			name: teams.name,
			path: teams.path,
			shift: teams.shift,
			siteId: teams.siteId,
			siteName: sites.name,
			timeZone: sites.timeZone,
			vendorId: teams.vendorId,
			vendorName: vendors.name,
			closedAt: teamClosings.closedAt,
		})
		.from(teams)
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId))
		.leftJoin(teamClosings, eq(teamClosings.teamId, teams.id));
}

function toTeam(row: Omit<Team, 'depth' | 'parentId'>): Team {
	const ids = row.path.split('/').filter(Boolean);
	return { ...row, depth: ids.length - 1, parentId: ids.at(-2) ?? null };
}

/** Changes whenever anything does that the team's form shows. */
export function teamRevision({ name, path, shift, siteId, vendorId }: Team): string {
	return sha256(canonicalJson({ name, path, shift, siteId, vendorId })).slice(0, 16);
}

/** How many work on each team itself, those below not counted. */
export async function countOnTeams(
	db: Pick<Database, 'aggregate'>,
): Promise<ReadonlyMap<string, number>> {
	const rows = await db.aggregate(sql`select team_id as id, count(*) as people from ${employees}
		where left_at is null group by team_id`);
	return new Map(rows.map(({ id, people }) => [String(id), Number(people)]));
}

/** The same of one team. */
export async function countOnTeam(db: Reader, id: string): Promise<number> {
	const here = and(eq(employees.teamId, id), isNull(employees.leftAt));
	const [row] = await db.select({ people: count() }).from(employees).where(here);
	return row?.people ?? 0;
}

export type Lead = {
	readonly teamId: string;
	readonly id: string;
	readonly name: string;
	readonly number: string;
};

/** Who leads which team; of one team if one is named. */
export async function readLeads(db: Reader, teamId?: string): Promise<Lead[]> {
	return db
		.select({
			teamId: teamLeads.teamId,
			id: employees.id,
			name: employees.name,
			number: employees.number,
		})
		.from(teamLeads)
		.innerJoin(employees, and(eq(employees.id, teamLeads.employeeId), isNull(employees.leftAt)))
		.where(teamId === undefined ? undefined : eq(teamLeads.teamId, teamId))
		.orderBy(employees.name);
}
