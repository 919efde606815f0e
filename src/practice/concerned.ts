import { type SQL, sql } from 'drizzle-orm';
import { assignedLessons, type Assignment, readAssignments } from '#assignments/assigned.ts';
import { personAlike } from '#completions/alike-person.ts';
import { quarter, wholeQuarter } from '#completions/quarter.ts';
import { readWorkplaces, type Workplace } from '#completions/workplaces.ts';
import type { Row } from '#db/aggregate.ts';
import type { Database, Reader } from '#db/connection.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { isRole } from '#people/roles.ts';

// Whom a policy concerns: the assignments say it of everybody who is alike in what audiences look at.

const partEnd = '\u001f';

/** Where somebody counts. */
export type Spot = {
	readonly key: string;
	readonly workplace: Workplace;
	readonly channels: readonly string[];
};

export type Concerned = {
	/** The spots whose people have to know a policy. */
	readonly byPolicy: ReadonlyMap<string, readonly Spot[]>;
	/** A person's spot, as SQL over `employees`. */
	readonly key: SQL;
	readonly workplaces: ReadonlyMap<string, Workplace>;
};

export async function readConcerned(
	{ read, aggregate }: Pick<Database, 'read' | 'aggregate'>,
	catalogue: Catalogue,
	at: number,
): Promise<Concerned> {
	const assignments = await readAssignments(read);
	const workplaces = await readWorkplaces(read);
	const key = keyOf(assignments, at);
	const rows = await aggregate(
		sql`select distinct key from (select ${key} as key from employees where left_at is null)`,
	);
	const byPolicy = new Map<string, Spot[]>();
	for (const row of rows) {
		const { spot, policies } = spotOf(row, { assignments, workplaces, catalogue, at });
		for (const id of policies) {
			const spots = byPolicy.get(id) ?? [];
			byPolicy.set(id, spots);
			spots.push(spot);
		}
	}
	return { byPolicy, key, workplaces };
}

type Ground = {
	readonly assignments: readonly Assignment[];
	readonly workplaces: ReadonlyMap<string, Workplace>;
	readonly catalogue: Catalogue;
	readonly at: number;
};

function spotOf(row: Row, ground: Ground): { spot: Spot; policies: Set<string> } {
	const key = String(row['key']);
	const [team = '', channels = '', start, language = '', roles = ''] = key.split(partEnd);
	const workplace = ground.workplaces.get(team);
	if (!workplace) throw new Error(`There is no team ${team}.`);
	const alike = {
		...{ team, language, channels: list(channels), roles: list(roles).filter(isRole) },
		...{ startedAt: Number(start) * quarter, earlier: [], people: 1 },
		...{ exempt: new Set<string>(), signed: new Set<string>(), known: new Map() },
	};
	const person = personAlike(alike, ground.workplaces);
	const lessons = assignedLessons(ground.assignments, person, ground.at, 0);
	const policies = [...lessons.keys()].flatMap(
		(id) => ground.catalogue.lessonById.get(id)?.policies ?? [],
	);
	return { spot: { key, workplace, channels: alike.channels }, policies: new Set(policies) };
}

/** Team and channels always; the start, the language and the roles where an audience asks for them. */
function keyOf(assignments: readonly Assignment[], at: number): SQL {
	const asked = new Set(assignments.flatMap(({ audience }) => Object.keys(audience)));
	const parts = [
		sql`team_id`,
		sql`coalesce((select group_concat(channel) from
			(select channel from employee_channels where employee_id = employees.id order by rank)), '')`,
		sql`case when started_at < ${oldestStart(assignments, at)} then 0 else started_at / ${wholeQuarter} end`,
		asked.has('languages') ? sql`language` : sql`''`,
		asked.has('roles')
			? sql`coalesce((select group_concat(role) from employee_roles where employee_id = employees.id), '')`
			: sql`''`,
	];
	return sql.join(parts, sql` || ${partEnd} || `);
}

/** Who started before is long past every term, and alike; two days more for days that begin elsewhere. */
function oldestStart(assignments: readonly Assignment[], at: number): number {
	if (assignments.some(({ audience }) => audience.startedFrom !== undefined)) return 0;
	const terms = assignments.map(({ audience }) => audience.startedWithin);
	const longest = Math.max(-2, ...terms.filter((term) => term !== undefined));
	return at - (2 + longest) * 86_400_000;
}

function list(joined: string): string[] {
	return joined === '' ? [] : joined.split(',');
}

/** The policies that are in force. */
export async function policiesInForce(db: Reader, at: number): Promise<string[]> {
	const rows = await db.all<{ id: string }>(
		sql`select distinct policy_id as id from policy_versions where effective_at <= ${at}
			and not exists (select 1 from policy_withdrawals gone
				where gone.policy_id = policy_versions.policy_id and gone.number = policy_versions.number)`,
	);
	return rows.map(({ id }) => id);
}
