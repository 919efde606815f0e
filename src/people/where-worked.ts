import { and, asc, count, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import { type Day, startOfDay } from '#lib/service-day.ts';

/** Where somebody worked for a while, in names as they are today. */
export type Stay = {
	readonly since: number;
	/** Null while it holds. */
	readonly until: number | null;
	readonly teamId: string;
	readonly team: string;
	readonly site: string;
	readonly timeZone: string;
	/** Null for our own payroll. */
	readonly vendor: string | null;
	readonly job: string;
	readonly channels: readonly string[];
};

/** Where somebody works and has worked, the latest first. */
export async function readStays(db: Reader, employeeId: string): Promise<Stay[]> {
	return db
		.select({
			since: placements.since,
			until: placements.until,
			teamId: placements.teamId,
			team: teams.name,
			site: sites.name,
			timeZone: sites.timeZone,
			vendor: vendors.name,
			job: placements.job,
			channels: placements.channels,
		})
		.from(placements)
		.innerJoin(teams, eq(teams.id, placements.teamId))
		.innerJoin(sites, eq(sites.id, placements.siteId))
		.leftJoin(vendors, eq(vendors.id, placements.vendorId))
		.where(eq(placements.employeeId, employeeId))
		.orderBy(desc(placements.since));
}

export type WasHere = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly job: string;
	readonly since: number;
	readonly until: number | null;
};

/** So many are listed; how many they were is said of all. */
const mostListed = 500;

/** Who was on a team on a day, for however long of it: the team's own people, by name. */
export async function whoWasOn(
	db: Reader,
	{ teamId, day, timeZone }: { teamId: string; day: Day; timeZone: string },
): Promise<{ readonly people: WasHere[]; readonly total: number }> {
	const ends = startOfDay(day, timeZone, { daysLater: 1 });
	const begins = startOfDay(day, timeZone);
	const then = and(
		eq(placements.teamId, teamId),
		lt(placements.since, ends),
		or(isNull(placements.until), gt(placements.until, begins)),
	);
	const rows = await db
		.select({
			id: employees.id,
			number: employees.number,
			name: employees.name,
			job: placements.job,
			since: placements.since,
			until: placements.until,
		})
		.from(placements)
		.innerJoin(employees, eq(employees.id, placements.employeeId))
		.where(then)
		.orderBy(asc(employees.name), asc(placements.since))
		.limit(mostListed);
	const [all] = await db.select({ n: count() }).from(placements).where(then);
	return { people: rows, total: all?.n ?? 0 };
}
