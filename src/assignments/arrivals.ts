import { type SQL, sql } from 'drizzle-orm';
import { employees, teams } from '#db/schema/people.ts';
import { placements } from '#db/schema/placements.ts';
import type { Audience } from './audience.ts';
import { inTeams, ofVendors, oneOf } from './audience-condition.ts';

/**
 * The rule of `cameAt` for everybody at once: who, since she started here, has worked where an
 * audience did not mean her, and when she last moved on from there.
 */
export function arrivals(audience: Audience): SQL {
	const { channels, sites } = audience;
	const inChannels = (wanted: readonly string[]) =>
		sql`exists (select 1 from json_each(${placements.channels}) where ${oneOf(sql`value`, wanted)})`;
	const parts = [
		...(channels ? [inChannels(channels)] : []),
		...(sites ? [oneOf(sql`${placements.siteId}`, sites)] : []),
		...inTeams(audience.teams),
		...ofVendors(audience.vendors, sql`${placements.vendorId}`),
	];
	const meant = parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
	return sql`select ${placements.employeeId} as employee_id, max(${placements.until}) as at
		from ${placements} inner join ${employees} on ${employees.id} = ${placements.employeeId}
			inner join ${teams} on ${teams.id} = ${placements.teamId}
		where ${placements.until} > ${employees.startedAt} and not ${meant}
		group by ${placements.employeeId}`;
}
