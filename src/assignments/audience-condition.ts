import { type SQL, sql } from 'drizzle-orm';
import { employees, sites, teams } from '#db/schema/people.ts';
import { addDays, serviceDay, startOfDay } from '#lib/service-day.ts';
import type { Audience } from './audience.ts';

/** A moment, and every time zone that a site is in: days begin at different moments in them. */
export type Clock = { readonly at: number; readonly timeZones: readonly string[] };

/**
 * The rule of `isInAudience` as a condition over employees joined with their teams and sites. It is
 * true or false and never null, so that it can be turned round.
 */
export function audienceCondition(audience: Audience, clock: Clock): SQL {
	const parts = [
		sql`${employees.leftAt} is null`,
		...ofRoles(audience.roles),
		...inChannels(audience.channels),
		...(audience.sites ? [oneOf(sql`${sites.id}`, audience.sites)] : []),
		...inTeams(audience.teams),
		...ofVendors(audience.vendors, sql`${teams.vendorId}`),
		...(audience.languages ? [oneOf(sql`${employees.language}`, audience.languages)] : []),
		...startedInTime(audience, clock),
	];
	return sql`(${sql.join(parts, sql` and `)})`;
}

/** Ids go in as one value, however many there are. */
export function oneOf(column: SQL, ids: readonly string[]): SQL {
	return sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
}

function ofRoles(wanted: Audience['roles']): SQL[] {
	if (!wanted) return [];
	const held = sql`select 1 from employee_roles where employee_id = ${employees.id}`;
	const named = sql`exists (${held} and ${oneOf(sql`role`, wanted)})`;
	return [wanted.includes('employee') ? sql`(${named} or not exists (${held}))` : named];
}

function inChannels(channels: Audience['channels']): SQL[] {
	if (!channels) return [];
	const own = sql`select 1 from employee_channels where employee_id = ${employees.id}`;
	return [sql`exists (${own} and ${oneOf(sql`channel`, channels)})`];
}

/** The team that is joined, or one above it. */
export function inTeams(wanted: Audience['teams']): SQL[] {
	if (!wanted) return [];
	// Never LIKE: it takes % and _ for anything, and a path is compared as it is.
	const below = wanted.map((team) => sql`instr(${teams.path}, ${`/${team}/`}) > 0`);
	return [sql`(${sql.join(below, sql` or `)})`];
}

export function ofVendors(vendors: Audience['vendors'], vendorId: SQL): SQL[] {
	if (vendors === undefined || vendors === 'included') return [];
	if (vendors === 'excluded') return [sql`${vendorId} is null`];
	if (vendors === 'only') return [sql`${vendorId} is not null`];
	return [sql`(${vendorId} is not null and ${oneOf(vendorId, vendors)})`];
}

/** A person's first day is on or after a day if she started at or after the moment at which that day begins. */
function startedInTime({ startedWithin, startedFrom }: Audience, { at, timeZones }: Clock): SQL[] {
	if (startedWithin === undefined && startedFrom === undefined) return [];
	const earliest = (timeZone: string) => {
		const within =
			startedWithin === undefined ? '' : addDays(serviceDay(at, timeZone), -startedWithin);
		const from = startedFrom ?? '';
		return startOfDay(within > from ? within : from, timeZone);
	};
	return [sql`${employees.startedAt} >= ${byZone(timeZones, earliest)}`];
}

/** A moment that differs by the time zone of a person's site. */
export function byZone(timeZones: readonly string[], momentIn: (timeZone: string) => number): SQL {
	const cases = timeZones.map((zone) => sql`when ${zone} then ${momentIn(zone)}`);
	return sql`(case ${sites.timeZone} ${sql.join(cases, sql` `)} else ${momentIn('UTC')} end)`;
}
