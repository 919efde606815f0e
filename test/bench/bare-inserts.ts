import { sql } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';

// The yardstick of an answer: a row of the same shape through the same writer, and nothing else.

const table = sql`create table bench_answers (
	attempt_id text not null, question_id text not null, round integer not null,
	step integer not null, policy_id text not null, policy_version integer not null,
	choice text not null, right integer not null, next_step integer, answered_at integer not null,
	primary key (attempt_id, question_id, round, step))`;

export async function makeBareTable(db: Database): Promise<void> {
	await db.write((tx) => tx.run(table));
}

let inserted = 0;

/** Rows per second, so many in flight, each durable before it counts. */
export async function insertsPerSecond(
	db: Database,
	rows: number,
	inFlight: number,
): Promise<number> {
	const began = performance.now();
	const last = inserted + rows;
	const lines = Array.from({ length: inFlight }, async () => {
		while (inserted < last) await insert(db, (inserted += 1));
	});
	await Promise.all(lines);
	return rows / ((performance.now() - began) / 1000);
}

function insert(db: Database, number: number) {
	const attempt = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
	return db.write((tx) =>
		tx.run(
			sql`insert into bench_answers values (${attempt}, 'returns-window', 1, 1, 'returns', 1, '[0]', 1, null, ${Date.now()})`,
		),
	);
}
