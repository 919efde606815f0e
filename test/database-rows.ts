import { sql } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';

/** How many rows each table has. */
export async function countRows(db: Reader): Promise<Record<string, number>> {
	const tables = await db.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'table' order by name`,
	);
	const counts: Record<string, number> = {};
	for (const { name } of tables) {
		const [row] = await db.all<{ n: number }>(
			sql`select count(*) as n from ${sql.identifier(name)}`,
		);
		counts[name] = Number(row?.n);
	}
	return counts;
}

/** What was added between two counts, by table. */
export function rowsAdded(
	before: Readonly<Record<string, number>>,
	after: Readonly<Record<string, number>>,
): Record<string, number> {
	const changed = Object.entries(after).map(
		([name, n]) => [name, n - (before[name] ?? 0)] as const,
	);
	return Object.fromEntries(changed.filter(([, added]) => added !== 0));
}
