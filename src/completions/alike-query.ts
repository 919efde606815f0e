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

/** Between the parts of a group's key: no id has it. */
export const partEnd = '\u001f';

/**
 * Counts people who are alike as concerns a policy: by team, start, exemption, channels and, where
 * an audience asks for it, language and roles, in one key, because a short row is grouped faster;
 * and by what they know of each lesson. Reads the policy's part of one index, and every person once.
 */
export function alikeQuery(policyId: string, lessonIds: readonly string[], bounds: Bounds): SQL {
	const { at, fine, oldestStart } = bounds;
	const parts = [
		sql`team_id`,
		sql`case when started_at < ${oldestStart} then 0 else started_at / ${wholeQuarter} end`,
		sql`(id in (select employee_id from exemptions
			where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at}))`,
		listOf(sql`channel`, sql`employee_channels where employee_id = employees.id`),
		...(fine
			? [sql`language`, listOf(sql`role`, sql`employee_roles where employee_id = employees.id`)]
			: []),
	];
	return sql`
		with known as materialized (
			select employee_id, ${knownOf(lessonIds, bounds)} as known
			from completions where policy_id = ${policyId} group by employee_id
		)
		select place, known, count(*) as people
		from (select id, ${sql.join(parts, sql` || ${partEnd} || `)} as place from employees
			where left_at is null)
		left join known on known.employee_id = id
		group by 1, 2`;
}

/** The values of one column, joined by commas. */
function listOf(column: SQL, rest: SQL): SQL {
	return sql`coalesce((select group_concat(${column}) from ${rest}), '')`;
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
