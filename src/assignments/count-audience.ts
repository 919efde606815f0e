import { eq, sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { addDays, type Day, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { Audience } from './audience.ts';
import { audienceCondition, byZone, type Clock } from './audience-condition.ts';
import { assignmentDueDay, daysGiven, type DueRule } from './due.ts';

/** People of an audience who share a site, a vendor and the channel that they work in most. */
export type AudienceGroup = {
	readonly siteId: string;
	readonly siteName: string;
	readonly vendorName: string | null;
	readonly channel: string | null;
	readonly people: number;
	/** Those whose last day is over already. */
	readonly late: number;
	readonly firstDue: Day;
	readonly lastDue: Day;
};

export type Rule = {
	readonly audience: Audience;
	readonly due: DueRule;
	readonly beginsAt: number;
};

/** Whom a rule means and when it is due for them, in one statement, however many they are. */
export async function countAudience(
	db: Reader,
	{ audience, due, beginsAt }: Rule,
	clock: Clock,
): Promise<AudienceGroup[]> {
	const begins = sql<number>`max(${employees.startedAt}, ${beginsAt})`;
	const rows = await db
		.select({
			siteId: sites.id,
			siteName: sites.name,
			timeZone: sites.timeZone,
			vendorName: vendors.name,
			channel: mainChannel,
			people: sql<number>`count(*)`,
			late: sql<number>`coalesce(sum(${begins} < ${lateBefore(due, clock)}), 0)`,
			first: sql<number>`min(${begins})`,
			last: sql<number>`max(${begins})`,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId))
		.leftJoin(vendors, eq(vendors.id, teams.vendorId))
		.where(audienceCondition(audience, clock))
		.groupBy(sites.id, vendors.id, sql`5`);
	return rows.map(({ timeZone, first, last, ...row }) => {
		const dueDay = (at: number) =>
			assignmentDueDay(due, { startedAt: at, assignedAt: at }, timeZone);
		return { ...row, firstDue: dueDay(first), lastDue: dueDay(last) };
	});
}

const mainChannel = sql<string | null>`(select channel from employee_channels
	where employee_id = ${employees.id} order by rank limit 1)`;

/** Whoever began before this moment is late now. */
function lateBefore(due: DueRule, { at, timeZones }: Clock) {
	return byZone(timeZones, (zone) => {
		const today = serviceDay(at, zone);
		const days = startOfDay(addDays(today, -daysGiven(due)), zone);
		if (!('by' in due)) return days;
		return due.by < today ? Math.max(days, startOfDay(due.by, zone, { daysLater: 1 })) : 0;
	});
}

/** How many people come in and fall out when one rule takes the place of another. */
export async function compareAudiences(
	db: Reader,
	before: Audience,
	after: Audience,
	clock: Clock,
): Promise<{ comeIn: number; fallOut: number; stay: number }> {
	const [was, is] = [audienceCondition(before, clock), audienceCondition(after, clock)];
	const [row] = await db
		.select({
			comeIn: sql<number>`coalesce(sum(${is} and not ${was}), 0)`,
			fallOut: sql<number>`coalesce(sum(${was} and not ${is}), 0)`,
			stay: sql<number>`coalesce(sum(${was} and ${is}), 0)`,
		})
		.from(employees)
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.innerJoin(sites, eq(sites.id, teams.siteId));
	return row ?? { comeIn: 0, fallOut: 0, stay: 0 };
}

/** How many people an audience has. */
export function peopleIn(groups: readonly AudienceGroup[]): number {
	return groups.reduce((sum, { people }) => sum + people, 0);
}
