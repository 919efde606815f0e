import { type SQL, sql } from 'drizzle-orm';
import type { Audience } from '#assignments/audience.ts';
import { audienceCondition, type Clock } from '#assignments/audience-condition.ts';
import type { Database } from '#db/connection.ts';
import { employees, sites, teams } from '#db/schema/people.ts';
import { readTeamGroups } from './group-teams.ts';
import { noChannel, type StrataKind, type Stratum } from './strata.ts';

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

/** People of an audience who share a team or a channel. */
export type Group = { readonly id: string; readonly people: readonly string[] };

const day = 24 * 3_600_000;

/** The people of an audience by stratum: how many, who is passed over, and the list of those who may be drawn. */
export async function readStrata(
	counting: Counting,
	circle: Circle,
	clock: Clock,
): Promise<Stratum[]> {
	const byChannel = circle.strata === 'channel';
	const groups = await readGroups(counting, circle.audience, byChannel, clock);
	const passedOver = await readPassedOver(counting, circle, clock.at);
	if (byChannel) return groups.map(({ id, people }) => stratumOf(id, id, [people], passedOver));
	const strata = await readTeamGroups(counting, circle.strata, groups);
	return strata.map(({ id, name, lists }) => stratumOf(id, name, lists, passedOver));
}

type Standing = 'away' | 'asked lately';

function stratumOf(
	id: string,
	name: string,
	lists: readonly (readonly string[])[],
	passedOver: ReadonlyMap<string, Standing>,
): Stratum {
	const people = lists.flat();
	const list = people.filter((each) => !passedOver.has(each));
	const out = people.length === list.length ? [] : people.flatMap((p) => passedOver.get(p) ?? []);
	const away = out.filter((standing) => standing === 'away').length;
	return { id, name, population: people.length, away, askedLately: out.length - away, list };
}

/**
 * By the team that somebody is on, or by the channel she works in most. The people of a group come as one
 * text: as many rows as people would take longer from thread to thread than to count.
 */
async function readGroups(
	{ aggregate }: Counting,
	audience: Audience,
	byChannel: boolean,
	clock: Clock,
): Promise<Group[]> {
	const condition = audienceCondition(audience, clock);
	// Team by team, people lie in the order of an index: nothing is sorted.
	const people = sql`${teams} cross join ${employees} on ${employees.teamId} = ${teams.id}
		inner join ${sites} on ${sites.id} = ${teams.siteId} where ${condition}`;
	const rows = await aggregate(
		byChannel
			? sql`select coalesce(channel, ${noChannel}) as id, group_concat(person, ' ') as people
				from (select ${mainChannel} as channel, ${employees.id} as person from ${people})
				group by channel order by 1`
			: sql`select ${teams.id} as id, group_concat(${employees.id}, ' ') as people
				from ${people} group by ${teams.id} order by ${teams.id}`,
	);
	return rows.map((row) => ({ id: String(row['id']), people: String(row['people']).split(' ') }));
}

export const everybody = sql`${employees}
	inner join ${teams} on ${teams.id} = ${employees.teamId}
	inner join ${sites} on ${sites.id} = ${teams.siteId}`;

export const mainChannel: SQL<string | null> = sql`(select channel from employee_channels
	where employee_id = ${employees.id} order by rank limit 1)`;

/**
 * Who is passed over now. Away is whoever has not begun yet, a manager for whom a deputy stands in, and
 * whoever is exempt from this policy, which is where a lead writes down a leave: the product knows no
 * other absence. Asked lately is whoever was drawn within the days of the setting, for whatever question,
 * whether she answered or not; 0 days is no such rule. Whoever is both is away.
 */
async function readPassedOver(
	{ aggregate }: Counting,
	{ policyId, askedAgainDays }: Circle,
	at: number,
): Promise<ReadonlyMap<string, Standing>> {
	const rows = await aggregate(sql`
		select employee_id as id, 0 as away from pulses
			inner join pulse_people on pulse_people.pulse_id = pulses.id
			where pulses.drawn_at > ${at - askedAgainDays * day} and ${askedAgainDays} > 0
		union all select id, 1 from employees where started_at > ${at}
		union all select manager_id, 1 from deputies where since <= ${at} and until > ${at}
		union all select employee_id, 1 from exemptions
			where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at}`);
	// The later ones, who are away, take the place of the earlier.
	return new Map(
		rows
			.toSorted((a, b) => Number(a['away']) - Number(b['away']))
			.map(({ id, away }) => [String(id), away === 1 ? 'away' : 'asked lately']),
	);
}
