import { type AnyColumn, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Transaction } from './writer.ts';

// Many rows in one statement that binds one value, a list as JSON: nothing is built or bound for each
// cell, which takes longer than writing it.

/** Inserts rows that all say the same columns; `onConflict` is what follows them. */
export async function insertRows<T extends SQLiteTable>(
	tx: Transaction,
	table: T,
	rows: readonly T['$inferInsert'][],
	onConflict = sql``,
): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const said = Object.entries(getTableColumns(table)).filter(([key]) => Object.hasOwn(first, key));
	const cells = rows.map((row) => {
		const values = new Map<string, unknown>(Object.entries(row));
		return said.map(([key, column]) => cellOf(column, values.get(key)));
	});
	const into = sql.join(
		said.map(([, column]) => nameOf(column)),
		sql`, `,
	);
	const from = sql.raw(said.map((_, at) => `value ->> ${at}`).join(', '));
	await tx.run(
		sql`insert into ${table} (${into}) select ${from} from json_each(${JSON.stringify(cells)}) where true ${onConflict}`,
	);
}

/** Every column named takes what the row would have inserted. */
export function takeOver(...columns: readonly AnyColumn[]): SQL {
	return sql.join(
		columns.map((column) => sql`${nameOf(column)} = excluded.${nameOf(column)}`),
		sql`, `,
	);
}

/** Whether a column's value is in a list, however long. */
export function among(column: AnyColumn, values: readonly string[]): SQL {
	return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

function cellOf(column: AnyColumn, value: unknown): unknown {
	return value === null || value === undefined ? null : column.mapToDriverValue(value);
}

/** As the database calls it: the schema is written in camel case. */
function nameOf({ name }: AnyColumn): SQL {
	const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return sql`${sql.identifier(snake)}`;
}
