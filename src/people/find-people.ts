import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Row } from '#db/aggregate.ts';
import type { Database } from '#db/connection.ts';
import { employeeRoles, employees, sites, teams, vendors } from '#db/schema/people.ts';
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

export type FoundPerson = {
	readonly id: string;
	readonly number: string;
	readonly name: string;
	readonly job: string;
	readonly team: string;
	readonly site: string;
	readonly vendor: string | null;
	readonly leftAt: number | null;
	readonly roles: readonly string[];
	readonly wayIn: boolean;
};

export type FoundPeople = {
	readonly people: readonly FoundPerson[];
	/** How many fit, on all pages. */
	readonly total: number;
	/** How many of them come before this page. */
	readonly before: number;
	/** Where the next page begins; undefined on the last. */
	readonly next: string | undefined;
};

export const pageSize = 50;

/**
 * A page of the people who fit, by name. Asked in the thread that counts: words are looked for in
 * every name of the company, and nobody else waits for that.
 */
export async function findPeople(
	db: Pick<Database, 'aggregate'>,
	search: Search,
): Promise<FoundPeople> {
	const rows = await db.aggregate(pageQuery(search));
	const page = rows.slice(0, pageSize);
	const [first] = page;
	const last = page.at(-1);
	return {
		people: page.map(toFound),
		total: Number(first?.['total'] ?? 0),
		before: Number(first?.['before'] ?? 0),
		next: rows.length > pageSize && last ? String(last['id']) : undefined,
	};
}

/** Who fits is found once; the count and the page both come from there. */
function pageQuery(search: Search): SQL {
	const start = sql`(select ${employees.name} as name, id from ${employees} where id = ${search.after ?? ''})`;
	// Names alike follow each other by their ids, so that no page repeats or skips anybody.
	const isBefore = sql`exists (select 1 from start where found.name collate nocase < start.name
		or (found.name = start.name collate nocase and found.id <= start.id))`;
	return sql`with start as ${start},
		found as materialized (select ${employees.id} as id, ${employees.name} as name
			from ${employees} where ${and(...conditionsOf(search))}),
		page as (select id, name from found where not ${isBefore}
			order by name collate nocase, id limit ${pageSize + 1})
		select page.id as id, ${employees.number} as number, ${employees.name} as name,
			${employees.job} as job, ${teams.name} as team, ${sites.name} as site,
			${vendors.name} as vendor, ${employees.leftAt} as "leftAt", ${hasAWayIn()} as "wayIn",
			(select group_concat(role, ', ') from ${employeeRoles} where employee_id = page.id) as roles,
			(select count(*) from found) as total,
			(select count(*) from found where ${isBefore}) as before
		from page join ${employees} on ${employees.id} = page.id
			join ${teams} on ${teams.id} = ${employees.teamId}
			join ${sites} on ${sites.id} = ${teams.siteId}
			left join ${vendors} on ${vendors.id} = ${teams.vendorId}
		order by page.name collate nocase, page.id`;
}

function conditionsOf({ words = '', team, site, vendor, role, standing = 'here' }: Search): SQL[] {
	const conditions = [
		// What is nobody's any more is nobody to find.
		isNull(employees.anonymisedAt),
		standing === 'left' ? isNotNull(employees.leftAt) : isNull(employees.leftAt),
		standing === 'no way in yet' ? sql`not ${hasAWayIn()}` : undefined,
		...words.split(/\s+/).filter(Boolean).slice(0, 8).map(isCalled),
		team && onATeam(sql`path like (select path from ${teams} where id = ${team}) || '%'`),
		site && onATeam(eq(teams.siteId, site)),
		vendor && onATeam(vendor === 'none' ? isNull(teams.vendorId) : eq(teams.vendorId, vendor)),
		role && sql`${employees.id} in (select employee_id from ${employeeRoles} where role = ${role})`,
	];
	return conditions.filter((condition) => typeof condition === 'object');
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

function toFound(row: Row): FoundPerson {
	const text = (name: string) => String(row[name] ?? '');
	return {
		...{ id: text('id'), number: text('number'), name: text('name'), job: text('job') },
		...{ team: text('team'), site: text('site') },
		vendor: row['vendor'] == null ? null : text('vendor'),
		leftAt: row['leftAt'] == null ? null : Number(row['leftAt']),
		roles: text('roles').split(', ').filter(Boolean),
		wayIn: row['wayIn'] === 1,
	};
}
