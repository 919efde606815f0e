import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

export const credentials = sqliteTable('credentials', {
	employeeId: text()
		.primaryKey()
		.references(() => employees.id),
	/** argon2id, with its parameters and salt in the string. */
	pinHash: text().notNull(),
	setAt: integer().notNull(),
});

export const sessions = sqliteTable(
	'sessions',
	{
		/** SHA-256 of the id in the cookie; the id itself is nowhere at rest. */
		idHash: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		createdAt: integer().notNull(),
		expiresAt: integer().notNull(),
	},
	(t) => [
		index('sessions_by_employee').on(t.employeeId),
		index('sessions_by_expiry').on(t.expiresAt),
	],
);
