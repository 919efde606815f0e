import { sql } from 'drizzle-orm';
import type { Value } from '#db/aggregate.ts';
import type { Database } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { addDays, type Day, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { Audience } from './audience.ts';
import { arrivals } from './arrivals.ts';
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

/** What counts: a hundred thousand people, in a thread of its own. */
export type Counting = Pick<Database, 'aggregate'>;

/** Whom a rule means and when it is due for them, in one statement, however many they are. */
export async function countAudience(
	{ aggregate }: Counting,
	{ audience, due, beginsAt }: Rule,
	clock: Clock,
): Promise<AudienceGroup[]> {
	const begins = sql`max(${employees.startedAt}, ${beginsAt}, coalesce(came.at, 0))`;
	const rows = await aggregate(sql`
		with came as materialized (${arrivals(audience)})
		select ${sites.id} as site_id, ${sites.name} as site, ${sites.timeZone} as zone,
			${vendors.name} as vendor, ${mainChannel} as channel, count(*) as people,
			coalesce(sum(${begins} < ${lateBefore(due, clock)}), 0) as late,
			min(${begins}) as first, max(${begins}) as last
		from ${everybody} left join ${vendors} on ${vendors.id} = ${teams.vendorId}
			left join came on came.employee_id = ${employees.id}
		where ${audienceCondition(audience, clock)}
		group by ${sites.id}, ${vendors.id}, 5`);
	return rows.map((row) => {
		const dueDay = (moment: Value | undefined) => {
			const at = Number(moment);
			return assignmentDueDay(due, { startedAt: at, assignedAt: at }, String(row['zone']));
		};
		return {
			siteId: String(row['site_id']),
			siteName: String(row['site']),
			vendorName: textOf(row['vendor']),
			channel: textOf(row['channel']),
			people: Number(row['people']),
			late: Number(row['late']),
			firstDue: dueDay(row['first']),
			lastDue: dueDay(row['last']),
		};
	});
}

function textOf(value: Value | undefined): string | null {
	return value == null ? null : String(value);
}

const everybody = sql`${employees}
	inner join ${teams} on ${teams.id} = ${employees.teamId}
	inner join ${sites} on ${sites.id} = ${teams.siteId}`;

const mainChannel = sql`(select channel from employee_channels
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
	{ aggregate }: Counting,
	before: Audience,
	after: Audience,
	clock: Clock,
): Promise<{ comeIn: number; fallOut: number; stay: number }> {
	// Each person is held against each of the rules once.
	const [row] = await aggregate(sql`
		select coalesce(sum(is_in and not was), 0) as come_in,
			coalesce(sum(was and not is_in), 0) as fall_out, coalesce(sum(was and is_in), 0) as stay
		from (select ${audienceCondition(before, clock)} as was,
			${audienceCondition(after, clock)} as is_in from ${everybody})`);
	return {
		comeIn: Number(row?.['come_in'] ?? 0),
		fallOut: Number(row?.['fall_out'] ?? 0),
		stay: Number(row?.['stay'] ?? 0),
	};
}

/** How many people an audience has. */
export function peopleIn(groups: readonly AudienceGroup[]): number {
	return groups.reduce((sum, { people }) => sum + people, 0);
}
