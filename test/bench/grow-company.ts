import { type Client, createClient } from '@libsql/client';

/**
 * Makes a company large by plain inserts: as many people on the teams that there are, and
 * completions under version 1 of the policies, a person's one after another.
 */
export async function growCompany(
	file: string,
	size: { readonly people: number; readonly completions: number },
): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	try {
		await client.batch(
			[
				`create temp table lessons as select row_number() over () - 1 as place, lesson_id, policy_id
					from (select distinct lesson_id, policy_id from completions order by 1, 2)`,
				`create temp table places as select row_number() over (order by id) - 1 as place, id from teams`,
				{ sql: people, args: { people: size.people } },
				channels,
				{ sql: attempts, args: { ...size } },
				completions,
			],
			'write',
		);
		await expect(client, 'select count(*) as n from employees', size.people);
		await expect(client, 'select count(*) as n from completions', size.completions);
		await client.execute('pragma wal_checkpoint(truncate)');
	} finally {
		client.close();
	}
}

const people = `
	with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n + 1 < :people)
	insert into employees (id, number, name, job, team_id, started_at)
	select 'bench-' || n, 'b' || n, 'Person ' || n, 'Picker', places.id, 0
	from numbers join places on places.place = n % (select count(*) from places)`;

const channels = `
	insert into employee_channels (employee_id, channel, rank)
	select id, 'warehouse', 0 from employees where id like 'bench-%'`;

/** The client sends every number as a float; 'bench-' || 1.0 would be nobody's id. */
const all = 'cast(:people as integer)';

const attempts = `
	with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n + 1 < :completions)
	insert into attempts (id, employee_id, kind, subject, began_at, content_hash, finished_at)
	select 'bench-' || n, 'bench-' || (n % ${all}), 'lesson', lesson_id, n, policy_id, n + 60000
	from numbers join temp.lessons on place = (n / ${all}) % (select count(*) from temp.lessons)`;

const completions = `
	insert into completions (employee_id, lesson_id, policy_id, policy_version, completed_at,
		attempt_id, content_hash, right_first, questions)
	select employee_id, subject, content_hash, 1, finished_at, id, '', 3, 4
	from attempts where id like 'bench-%'`;

async function expect(client: Client, sql: string, atLeast: number): Promise<void> {
	const { rows } = await client.execute(sql);
	if (Number(rows[0]?.['n']) < atLeast) throw new Error(`The company did not grow: ${sql}`);
}
