import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** A manager's friendly word about one policy; the employee sees it on Today until it is done. */
export const nudges = sqliteTable(
	'nudges',
	{
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		sentBy: text()
			.notNull()
			.references(() => employees.id),
		sentAt: integer().notNull(),
	},
	(t) => [index('nudges_by_employee').on(t.employeeId)],
);
