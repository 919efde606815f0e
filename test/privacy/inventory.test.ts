import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as schema from '#db/schema/all.ts';
import { employees } from '#db/schema/people.ts';
import { inventory } from '#privacy/inventory.ts';

/** Columns that name an employee without a key that says so. */
const byName = /^(by|actorId|employeeId|personId|ownerId|managerId|deputyId|\w+By)$/;

/** Named like people, and are none; each says why. */
const notPeople: readonly string[] = [
	// The chain hashes it: its id is nobody's in the end, and src/audit/erase.ts takes the payloads.
	'audit_entries.actorId',
	// An attempt that took the place of another one.
	'attempts.replacedBy',
];

test('every column that names an employee is in the inventory, with what becomes of it', () => {
	const listed = inventory.flatMap(({ column }) =>
		column ? `${getTableName(column.table)}.${column.name}` : [],
	);
	const missing = Object.values(schema)
		.filter((table) => is(table, SQLiteTable))
		.flatMap((table) => {
			const { name: tableName, foreignKeys } = getTableConfig(table);
			const keyed = foreignKeys
				.map((key) => key.reference())
				.filter(({ foreignTable }) => foreignTable === employees)
				.flatMap(({ columns }) => columns.map(({ name }) => name));
			return Object.entries(getTableColumns(table))
				.filter(([key, { name }]) => keyed.includes(name) || byName.test(key))
				.filter(([key]) => !notPeople.includes(`${tableName}.${key}`))
				.map(([, { name }]) => `${tableName}.${name}`);
		})
		.filter((column) => !listed.includes(column));
	expect(
		missing,
		'Say in src/privacy/inventory.ts what becomes of these when somebody is made anonymous.',
	).toEqual([]);
});

test('every row of the inventory says what becomes of it', () => {
	for (const row of inventory) expect(row.then, getTableName(row.table)).toMatch(/^[A-Z].*\.$/);
});
