import { and, desc, eq, gt, isNull, like, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Reader } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { earlierThat } from './earlier-place.ts';
import { type Person, personColumns, toPerson } from './person.ts';
import type { Placement } from './placement.ts';

export type PlacementShown = Placement & {
	readonly teamName: string;
	readonly siteName: string;
	readonly vendorName: string | null;
};

/** Where somebody worked and as what, the latest first. */
export async function readPlacements(db: Reader, employeeId: string): Promise<PlacementShown[]> {
	const rows = await db
		.select({
			placement: placements,
			teamName: teams.name,
			siteName: sites.name,
			vendorName: vendors.name,
		})
		.from(placements)
		.innerJoin(teams, eq(teams.id, placements.teamId))
		.innerJoin(sites, eq(sites.id, placements.siteId))
		.leftJoin(vendors, eq(vendors.id, placements.vendorId))
		.where(eq(placements.employeeId, employeeId))
		.orderBy(desc(placements.since));
	return rows.map(({ placement, ...names }) => ({ ...placement, ...names }));
}

/** Teams with all that stand below them, a site, a vendor's people; what is left out leaves nobody out. */
export type Where = {
	readonly teamPaths?: readonly string[] | undefined;
	readonly siteId?: string | undefined;
	readonly vendorId?: string | undefined;
};

/** Somebody as she was at a moment; her name, number, language and roles are today's. */
export type PersonThen = Person & {
	/** Whose people she is among today, or was when she left; null for our own payroll. */
	readonly vendorIdNow: string | null;
};

/**
 * Who worked somewhere at a moment, whether she works there, or here at all, today. A team stands
 * where the tree has it now.
 */
export async function whoWasHere(db: Reader, where: Where, at: number): Promise<PersonThen[]> {
	const now = alias(teams, 'team_now');
	const below = where.teamPaths?.map((path) => like(teams.path, `${path}%`));
	const rows = await db
		.select({
			...personColumns,
			job: placements.job,
			channels: sql<string>`${placements.channels}`,
			startedAt: startedBy(at),
			earlier: earlierThat(sql`placements.until <= ${at} and placements.until > ${startedBy(at)}`),
			vendorIdNow: now.vendorId,
		})
		.from(placements)
		.innerJoin(employees, eq(employees.id, placements.employeeId))
		.innerJoin(teams, eq(teams.id, placements.teamId))
		.innerJoin(now, eq(now.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, placements.siteId))
		.leftJoin(vendors, eq(vendors.id, placements.vendorId))
		.where(
			and(
				lte(placements.since, at),
				or(isNull(placements.until), gt(placements.until, at)),
				below && (below.length === 0 ? sql`false` : or(...below)),
				where.siteId === undefined ? undefined : eq(placements.siteId, where.siteId),
				where.vendorId === undefined ? undefined : eq(placements.vendorId, where.vendorId),
			),
		)
		.orderBy(employees.name);
	return rows.map(({ vendorIdNow, ...row }) => ({ ...toPerson(row), vendorIdNow }));
}

/**
 * When somebody had started who was here at a moment. Of who left and came back since, that is the
 * latest place that followed on no other.
 */
function startedBy(at: number): SQL<number> {
	return sql<number>`(case when ${employees.startedAt} <= ${at} then ${employees.startedAt} else (
		select max(one.since) from placements one where one.employee_id = ${employees.id} and one.since <= ${at}
			and not exists (select 1 from placements other
				where other.employee_id = one.employee_id and other.until = one.since)) end)`;
}
