import { type SQL, sql } from 'drizzle-orm';
import { movesOf } from './alike-moves.ts';
import { quarter, wholeQuarter } from './quarter.ts';

/** What single days make a difference, and which are all alike. */
export type Bounds = {
	readonly at: number;
	/** An audience looks at more than places, channels and the start: so do the groups. */
	readonly fine: boolean;
	/** Who started before is long past every term. */
	readonly oldestStart: number;
	/** Who moved before is long past every term. */
	readonly oldestMove: number;
	/** Of the policies that somebody's knowledge of expires. */
	readonly validities: ReadonlyMap<string, Validity>;
	/** The policies that ask for a signature, and the versions under which one still holds. */
	readonly signed: readonly { readonly policyId: string; readonly versions: readonly number[] }[];
};

export type Validity = {
	/** Completions before have expired. */
	readonly expiredBefore: number;
	/** Completions from here on are valid. */
	readonly validAfter: number;
};

/** A policy that is asked about, and the lessons on it. */
export type Taught = { readonly policyId: string; readonly lessonIds: readonly string[] };

/** Between the parts of a group's key: no id has it. */
export const partEnd = '\u001f';

/**
 * Counts people who are alike as concerns some policies: by team, start, exemptions, signatures,
 * channels, where they moved from lately and, where an audience asks for it, language and roles, in one key, because a short row
 * is grouped faster; and by what they know of each lesson. Reads each policy's part of one index,
 * and every person once.
 */
export function alikeQuery(taught: readonly Taught[], bounds: Bounds): SQL {
	const known = taught.flatMap(({ policyId, lessonIds }, index) =>
		lessonIds.length === 0
			? []
			: sql`${nameOf(index)} as materialized (
				select employee_id, ${knownOf(lessonIds, bounds.validities.get(policyId))} as known
				from completions where policy_id = ${policyId} group by employee_id)`,
	);
	const joins = taught.map(({ lessonIds }, index) =>
		lessonIds.length === 0
			? sql``
			: sql` left join ${nameOf(index)} on ${nameOf(index)}.employee_id = id`,
	);
	const each = taught.map(({ lessonIds }, index) =>
		lessonIds.length === 0 ? sql`''` : sql`coalesce(${nameOf(index)}.known, '')`,
	);
	return sql`with ${sql.join([movesOf(bounds), ...known], sql`, `)}
		select place, ${joined(each, sql` || ${partEnd} || `)} as known, count(*) as people
		from (select id, ${placeOf(taught, bounds)} as place from employees
			left join moved on moved.employee_id = id where left_at is null)
		${sql.join(joins)}
		group by 1, 2`;
}

function nameOf(index: number): SQL {
	return sql.raw(`known_${index}`);
}

function placeOf(taught: readonly Taught[], { at, fine, oldestStart, signed }: Bounds): SQL {
	const exempt = taught.map(
		({ policyId }) => sql`(id in (select employee_id from exemptions
			where policy_id = ${policyId} and granted_at <= ${at} and ends_at > ${at}))`,
	);
	const signatures = signed.map(
		({ policyId, versions }) => sql`(id in (select employee_id from acknowledgements
			where policy_id = ${policyId}
				and version in (select value from json_each(${JSON.stringify(versions)}))))`,
	);
	const parts = [
		sql`team_id`,
		sql`case when started_at < ${oldestStart} then 0 else started_at / ${wholeQuarter} end`,
		joined(exempt, sql` || `),
		joined(signatures, sql` || `),
		listOf(
			sql`channel`,
			sql`(select channel from employee_channels where employee_id = employees.id order by rank)`,
		),
		sql`coalesce(moves, '')`,
		...(fine
			? [sql`language`, listOf(sql`role`, sql`employee_roles where employee_id = employees.id`)]
			: []),
	];
	return sql.join(parts, sql` || ${partEnd} || `);
}

function joined(parts: readonly SQL[], between: SQL): SQL {
	return parts.length === 0 ? sql`''` : sql.join([...parts], between);
}

/** The values of one column, joined by commas. */
function listOf(column: SQL, rest: SQL): SQL {
	return sql`coalesce((select group_concat(${column}) from ${rest}), '')`;
}

/** For each lesson version:quarter:revision, with a space between; empty where there is none. */
function knownOf(lessonIds: readonly string[], validity: Validity | undefined): SQL {
	const parts = lessonIds.map((id) => {
		const of = (value: SQL) =>
			sql`coalesce(max(case when lesson_id = ${id} then ${value} end), '')`;
		return sql`${of(sql`policy_version`)} || ':' || ${of(doneAt(validity))} || ':' || ${of(sql`revision`)}`;
	});
	return sql.join(parts, sql` || ' ' || `);
}

/** When it was done, as far as that makes a difference; it never does where nothing expires. */
function doneAt(validity: Validity | undefined): SQL {
	if (!validity) return sql`0`;
	const { expiredBefore, validAfter } = validity;
	const moment = sql`coalesce(renewed_at, completed_at)`;
	return sql`case when ${moment} < ${expiredBefore} then 0 when ${moment} >= ${validAfter}
		then ${Math.ceil(validAfter / quarter)} else ${moment} / ${wholeQuarter} end`;
}
