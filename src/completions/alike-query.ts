import { type SQL, sql } from 'drizzle-orm';

/** What single days make a difference, and which are all alike. */
export type Bounds = {
	readonly at: number;
	/** An audience looks at more than places, channels and the start: so do the groups. */
	readonly fine: boolean;
	/** Who started before is long past every term. */
	readonly oldestStart: number;
	/** Completions before have expired; 0 if nothing ever does. */
	readonly expiredBefore: number;
	/** Completions from here on are valid. */
	readonly validAfter: number;
};

/** A service day never begins within a quarter of an hour: whoever shares one shares all days. */
export const quarter = 900_000;
/** As a whole number in the query itself: the client sends every number as a fraction. */
const wholeQuarter = sql.raw(String(quarter));

/**
 * Counts people who are alike as concerns a policy, by team, start, exemption, channels and what
 * they know of each of its lessons. Reads the policy's part of one index, and every person once.
 */
export function alikeQuery(policyId: string, lessonIds: readonly string[], bounds: Bounds): SQL {
	const { at, fine, oldestStart } = bounds;
	const own = fine
		? sql`language || ' ' || coalesce((select group_concat(role) from employee_roles where employee_id = employees.id), '')`
		: sql`''`;
	return sql`
		with known as materialized (
			select employee_id, ${knownOf(lessonIds, bounds)} as known
			from completions where policy_id = ${policyId} group by employee_id
		), spared as materialized (
			select employee_id from exemptions
			where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at}
		)
		select team_id as team,
			case when started_at < ${oldestStart} then 0 else started_at / ${wholeQuarter} end as start,
			id in (select employee_id from spared) as exempt,
			coalesce((select group_concat(channel) from employee_channels where employee_id = employees.id), '') as channels,
			${own} as own, known, count(*) as people
		from employees left join known on known.employee_id = employees.id
		where left_at is null
		group by 1, 2, 3, 4, 5, 6`;
}

/** For each lesson version:quarter:revision, with a space between; empty where there is none. */
function knownOf(lessonIds: readonly string[], bounds: Bounds): SQL {
	if (lessonIds.length === 0) return sql`''`;
	const parts = lessonIds.map((id) => {
		const of = (value: SQL) =>
			sql`coalesce(max(case when lesson_id = ${id} then ${value} end), '')`;
		return sql`${of(sql`policy_version`)} || ':' || ${of(doneAt(bounds))} || ':' || ${of(sql`revision`)}`;
	});
	return sql.join(parts, sql` || ' ' || `);
}

/** When it was done, as far as that makes a difference; it never does where nothing expires. */
function doneAt({ expiredBefore, validAfter }: Bounds): SQL {
	if (validAfter === 0) return sql`0`;
	const moment = sql`coalesce(renewed_at, completed_at)`;
	return sql`case when ${moment} < ${expiredBefore} then 0 when ${moment} >= ${validAfter}
		then ${Math.ceil(validAfter / quarter)} else ${moment} / ${wholeQuarter} end`;
}
