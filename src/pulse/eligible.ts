import { type SQL, sql } from 'drizzle-orm';
import type { Audience } from '#assignments/audience.ts';
import { audienceCondition, type Clock } from '#assignments/audience-condition.ts';
import type { Row } from '#db/aggregate.ts';
import type { Database } from '#db/connection.ts';
import { employees, sites, teams, vendors } from '#db/schema/people.ts';
import { noChannel, ours, type StrataKind, type Stratum } from './strata.ts';
import { strataOfTeams, type TeamStrata } from './team-strata.ts';

/** Whom a question is for, and by what they are told apart. */
export type Circle = {
	readonly audience: Audience;
	readonly policyId: string;
	readonly strata: StrataKind;
	/** Whoever was drawn in so many days is left in peace. */
	readonly askedAgainDays: number;
};

/** What counts: a hundred thousand people, in a thread of its own. */
export type Counting = Pick<Database, 'aggregate'>;

const day = 24 * 3_600_000;

/**
 * The people of an audience by stratum: how many, who is passed over, and the list of those who may be
 * drawn, in one statement. The lists come as one text each: a hundred thousand rows would take longer
 * from thread to thread than to count.
 */
export async function readStrata(
	counting: Counting,
	circle: Circle,
	clock: Clock,
): Promise<Stratum[]> {
	const condition = audienceCondition(circle.audience, clock);
	const key = await keyOf(counting, circle.strata, condition);
	const rows = await counting.aggregate(sql`
		with audience as materialized (
			select ${employees.id} as id, ${key.id} as stratum, ${key.name} as name,
				${isAway(circle.policyId, clock.at)} as away,
				${employees.id} in (${askedLately(circle, clock.at)}) as lately
			from ${everybody} where ${condition})
		select stratum, max(name) as name, count(*) as population, sum(away) as away,
			sum(lately and not away) as lately,
			group_concat(case when not away and not lately then id end, ' ' order by id) as list
		from audience group by stratum order by stratum`);
	return rows.map((row) => asStratum(row, key.nameOf));
}

function asStratum(row: Row, nameOf: (id: string, name: string) => string): Stratum {
	const id = String(row['stratum']);
	return {
		id,
		name: nameOf(id, String(row['name'])),
		population: Number(row['population']),
		away: Number(row['away']),
		askedLately: Number(row['lately']),
		list: row['list'] == null ? [] : String(row['list']).split(' '),
	};
}

export const everybody = sql`${employees}
	inner join ${teams} on ${teams.id} = ${employees.teamId}
	inner join ${sites} on ${sites.id} = ${teams.siteId}
	left join ${vendors} on ${vendors.id} = ${teams.vendorId}`;

export const mainChannel = sql`(select channel from employee_channels
	where employee_id = ${employees.id} order by rank limit 1)`;

type Key = {
	readonly id: SQL;
	readonly name: SQL;
	readonly nameOf: (id: string, name: string) => string;
};

async function keyOf(counting: Counting, kind: StrataKind, condition: SQL): Promise<Key> {
	const asNamed = (_: string, name: string) => name;
	if (kind === 'site') return { id: sql`${sites.id}`, name: sql`${sites.name}`, nameOf: asNamed };
	if (kind === 'vendor') {
		const id = sql`coalesce(${teams.vendorId}, ${ours})`;
		return { id, name: sql`coalesce(${vendors.name}, 'Our own people')`, nameOf: asNamed };
	}
	if (kind === 'channel') {
		const id = sql`coalesce(${mainChannel}, ${noChannel})`;
		// What a channel is called stands in the content: whoever shows it knows.
		return { id, name: id, nameOf: (channel) => channel };
	}
	const { stratumOf, nameOf } = await teamStrata(counting, condition);
	const known = JSON.stringify(Object.fromEntries(stratumOf));
	const id = sql`(select value from json_each(${known}) where key = ${teams.id})`;
	return { id, name: sql`''`, nameOf };
}

/** The strata of an audience by team, from how many of it each team has. */
async function teamStrata({ aggregate }: Counting, condition: SQL): Promise<TeamStrata> {
	const rows = await aggregate(sql`
		with counted as (select ${teams.id} as id, count(*) as people from ${everybody}
			where ${condition} group by 1)
		select teams.id, teams.name, teams.path, coalesce(counted.people, 0) as people
		from teams left join counted on counted.id = teams.id`);
	return strataOfTeams(
		rows.map((row) => ({
			id: String(row['id']),
			name: String(row['name']),
			path: String(row['path']),
			people: Number(row['people']),
		})),
	);
}

/**
 * Who is away now: whoever has not begun yet; a manager for whom a deputy stands in; and whoever is
 * exempt from this policy, which is where a lead writes down a leave. The product knows no other absence.
 */
function isAway(policyId: string, at: number): SQL {
	return sql`(${employees.startedAt} > ${at}
		or ${employees.id} in (select manager_id from deputies where since <= ${at} and until > ${at})
		or ${employees.id} in (select employee_id from exemptions
			where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at}))`;
}

/** Drawn within the days of the setting, for whatever question, whether they answered or not. */
function askedLately({ askedAgainDays }: Circle, at: number): SQL {
	return sql`select employee_id from pulse_people inner join pulses on pulses.id = pulse_people.pulse_id
		where pulses.drawn_at > ${at - askedAgainDays * day} and ${askedAgainDays} > 0`;
}
