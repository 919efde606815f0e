import { and, type SQL, sql } from 'drizzle-orm';
import type { Row } from '#db/aggregate.ts';
import type { Database } from '#db/connection.ts';
import { employeeRoles, employees, sites, teams, vendors } from '#db/schema/people.ts';
import { conditionsOf, type Search } from './search.ts';
import { hasAWayIn } from './way-in.ts';

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
	/** Where the next page begins; undefined on the last. */
	readonly next: string | undefined;
};

export const pageSize = 50;

/** Of so many who fit, all are found and then put in order; of more, the order is walked. */
const few = 2000;

/**
 * A page of the people who fit, by name. Asked in the thread that counts: words are looked for in
 * every name of the company, and nobody else waits for that. Where few fit they are found in one
 * pass over the company; where many do, the first of them stand close together in the order of
 * names, and only counting passes over all.
 */
export async function findPeople(
	db: Pick<Database, 'aggregate'>,
	search: Search,
): Promise<FoundPeople> {
	const fits = and(...conditionsOf(search)) ?? sql`true`;
	const rows = await db.aggregate(sortQuery(fits, search));
	const total = Number(rows[0]?.['total'] ?? 0);
	if (total <= few) return toPage(rows, total);
	const walked = await db.aggregate(walkQuery(fits, search));
	const [all] = await db.aggregate(sql`select count(*) as total from ${employees} where ${fits}`);
	return toPage(walked, Number(all?.['total'] ?? 0));
}

function toPage(rows: readonly Row[], total: number): FoundPeople {
	const people = rows.slice(0, pageSize).map(toFound);
	const next = rows.length > pageSize ? people.at(-1)?.id : undefined;
	return { people, total, next };
}

/** Finds those who fit, up to a number, and puts them in order. */
function sortQuery(fits: SQL, { after }: Search): SQL {
	return sql`with found as materialized
			(select ${employees.id} as id from ${employees} where ${fits} limit ${few + 1})
		select ${columns}, (select count(*) from found) as total
		from found cross join ${employees} on ${employees.id} = found.id ${joined}
		where ${isAfter(after)} ${inOrder}`;
}

/** Walks the company in its order until a page is full. */
function walkQuery(fits: SQL, { after }: Search): SQL {
	return sql`select ${columns} from ${employees} ${joined}
		where ${fits} and ${isAfter(after)} ${inOrder}`;
}

const columns = sql`${employees.id} as id, ${employees.number} as number,
	${employees.name} as name, ${employees.job} as job, ${employees.leftAt} as "leftAt",
	${teams.name} as team, ${sites.name} as site, ${vendors.name} as vendor,
	${hasAWayIn()} as "wayIn", (select group_concat(role, ', ') from ${employeeRoles}
		where employee_id = ${employees.id}) as roles`;

// A cross join keeps its order: whoever stands in the team's order would have to be sorted first.
const joined = sql`cross join ${teams} on ${teams.id} = ${employees.teamId}
	cross join ${sites} on ${sites.id} = ${teams.siteId}
	left join ${vendors} on ${vendors.id} = ${teams.vendorId}`;

const inOrder = sql`order by ${employees.name} collate nocase, ${employees.id} limit ${pageSize + 1}`;

/** Names alike follow each other by their ids, so that no page repeats or skips anybody. */
function isAfter(after: string | undefined): SQL {
	if (after === undefined) return sql`true`;
	const name = sql`(select name from ${employees} where id = ${after})`;
	return sql`${employees.name} collate nocase >= ${name}
		and (${employees.name} collate nocase > ${name} or ${employees.id} > ${after})`;
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
