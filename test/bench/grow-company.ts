import { type Client, createClient } from '@libsql/client';

/**
 * Makes a company large by plain inserts: a hundred sites with four teams each, every fifth of a
 * vendor, people in one or two channels, and their completions, a person's under version 1 first.
 * Two million take some seconds, because one transaction has them all and nobody waits for the disk.
 */
export async function growCompany(
	file: string,
	size: { readonly people: number; readonly completions: number },
): Promise<void> {
	const client = createClient({ url: `file:${file}`, concurrency: 1 });
	try {
		await client.execute('pragma synchronous = off');
		await client.execute('pragma cache_size = -400000');
		await client.execute(lessons);
		const each = Math.ceil(size.completions / size.people);
		// An index made at once is made ten times as fast as one that grows row by row.
		const { rows } = await client.execute(indexSql);
		await client.execute('drop index completions_by_policy');
		await client.batch(
			[
				{ sql: sites, args: { sites: 100 } },
				{ sql: teams, args: { teams: 400 } },
				{ sql: people, args: { people: size.people } },
				...channels,
				attempts,
				{ sql: completions, args: { each } },
				String(rows[0]?.['sql']),
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

const indexSql = `select sql from sqlite_master where name = 'completions_by_policy'`;

const numbers = (most: string) =>
	`with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n + 1 < ${most})`;

const lessons = `
	create temp table lessons as select row_number() over (order by lesson_id, policy_id) - 1 as place, lesson_id, policy_id
	from (select distinct lesson_id, policy_id from completions)`;

const sites = `${numbers(':sites')}
	insert into sites (id, name, time_zone) select 'bench-site-' || n, 'Store ' || n,
		case n % 3 when 0 then 'Europe/Berlin' when 1 then 'Europe/London' else 'America/New_York' end
	from numbers`;

const teams = `${numbers(':teams')}
	insert into teams (id, name, path, site_id, vendor_id)
	select 'bench-team-' || n, 'Team ' || n, '/bench/' || n || '/', 'bench-site-' || (n % 100),
		case when n % 5 = 0 then (select min(id) from vendors) end
	from numbers`;

/** Ids as long as the product's own; one in a hundred has started within the last week. */
const people = `${numbers(':people')}
	insert into employees (id, number, name, job, team_id, started_at)
	select 'bench-' || printf('%030d', n), 'b' || n, 'Person ' || n, 'Picker', 'bench-team-' || (n % 400),
		1000 * (unixepoch() - 86400 * case when n % 100 = 0 then n / 100 % 7 else 40 + n % 2000 end)
	from numbers`;

const channels = [
	`insert into employee_channels (employee_id, channel, rank)
		select id, case rowid / 400 % 3 when 0 then 'store' when 1 then 'warehouse' else 'phone' end, 0
		from employees where id like 'bench-%'`,
	`insert into employee_channels (employee_id, channel, rank)
		select id, 'chat', 1 from employees where id like 'bench-%' and rowid % 2 = 0`,
];

const attempts = `
	insert into attempts (id, employee_id, kind, subject, began_at, content_hash, finished_at)
	select id, id, 'lesson', 'bench', 1, '', 60001 from employees where id like 'bench-%'`;

const completions = `${numbers(':each')}
	insert into completions (employee_id, lesson_id, policy_id, policy_version, completed_at,
		attempt_id, content_hash, right_first, questions)
	select employees.id, lesson_id, policy_id, 1 + n / (select count(*) from temp.lessons),
		1000 * (unixepoch() - 86400 * (30 - n)) + employees.rowid, employees.id, '', 3, 4
	from employees, numbers
	join temp.lessons on place = n % (select count(*) from temp.lessons)
	where employees.id like 'bench-%'`;

async function expect(client: Client, sql: string, atLeast: number): Promise<void> {
	const { rows } = await client.execute(sql);
	if (Number(rows[0]?.['n']) < atLeast) throw new Error(`The company did not grow: ${sql}`);
}
