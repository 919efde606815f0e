import { eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { employeeRoles, employees, teams } from '#db/schema/people.ts';
import { looseGlob } from '#lib/loose-glob.ts';
import type { Role } from './roles.ts';
import { hasAWayIn } from './way-in.ts';

export const standings = ['here', 'no way in yet', 'left'] as const;

/** Whom an administrator looks for; what is not given leaves nobody out. */
export type Search = {
	/** Names, the beginning of a number, pieces of an address. */
	readonly words?: string | undefined;
	/** A team with the teams below it. */
	readonly team?: string | undefined;
	readonly site?: string | undefined;
	/** `none` is our own payroll. */
	readonly vendor?: string | undefined;
	readonly role?: Role | undefined;
	readonly standing?: (typeof standings)[number] | undefined;
	/** The id of the last one on the page before. */
	readonly after?: string | undefined;
};

/** What a row of the table of employees fulfils if somebody fits. */
export function conditionsOf({
	words = '',
	team,
	site,
	vendor,
	role,
	standing = 'here',
}: Search): SQL[] {
	const conditions = [
		// What is nobody's any more is nobody to find.
		isNull(employees.anonymisedAt),
		standing === 'left' ? isNotNull(employees.leftAt) : isNull(employees.leftAt),
		standing === 'no way in yet' ? sql`not ${hasAWayIn()}` : undefined,
		...words.split(/\s+/).filter(Boolean).slice(0, 8).map(isCalled),
		team && onATeam(sql`path like (select path from ${teams} where id = ${team}) || '%'`),
		site && onATeam(eq(teams.siteId, site)),
		vendor && worksFor(vendor),
		role && sql`${employees.id} in (select employee_id from ${employeeRoles} where role = ${role})`,
	];
	return conditions.filter((condition) => typeof condition === 'object');
}

/** Most work for us: reading everybody in turn is quicker than team by team, and + asks for that. */
function worksFor(vendor: string): SQL {
	if (vendor !== 'none') return onATeam(eq(teams.vendorId, vendor));
	return sql`+${employees.teamId} in (select ${teams.id} from ${teams} where vendor_id is null)`;
}

function onATeam(condition: SQL): SQL {
	return sql`${employees.teamId} in (select ${teams.id} from ${teams} where ${condition})`;
}

/** A word is somewhere in the name or the address, or a number begins with it. */
function isCalled(word: string): SQL | undefined {
	const literal = word.replace(/[\\%_]/g, '\\$&');
	return or(
		sql`${employees.name} glob ${looseGlob(word.slice(0, 60))}`,
		sql`${employees.number} like ${`${literal}%`} escape '\\'`,
		sql`${employees.email} like ${`%${literal}%`} escape '\\'`,
	);
}
