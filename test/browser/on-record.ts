import { createClient, type InValue, type Row } from '@libsql/client';
import type { CastPerson } from '#db/seed/cast-person.ts';

/** Asks the file of a running server, without being able to change it. */
export async function rowsIn(file: string, query: string, values: InValue[] = []): Promise<Row[]> {
	const client = createClient({ url: `file:${file}`, timeout: 5000, concurrency: 1 });
	try {
		await client.execute('pragma query_only = on');
		return (await client.execute({ sql: query, args: values })).rows;
	} finally {
		client.close();
	}
}

/** What is on record of a person and a lesson, counted; attempts that began anew count once each. */
export async function onRecord(file: string, person: CastPerson, lesson: string) {
	const [row] = await rowsIn(
		file,
		`with mine as (select id from attempts where employee_id = ?1 and subject = ?2)
		select
			(select count(*) from mine) as attempts,
			(select count(*) from answers where attempt_id in mine) as answers,
			(select count(distinct question_id) from answers where attempt_id in mine and round = 1
				and right) as right_at_first,
			(select count(*) from completions where employee_id = ?1 and lesson_id = ?2) as completions`,
		[person.id, lesson],
	);
	return {
		attempts: Number(row?.['attempts']),
		answers: Number(row?.['answers']),
		rightAtFirst: Number(row?.['right_at_first']),
		completions: Number(row?.['completions']),
	};
}
