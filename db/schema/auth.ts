import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** The ways to get in. */
export type SignInMethod = 'pin' | 'slip' | 'badge' | 'passkey' | 'single sign-on';

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
		/** How she got in: `pin`, `slip`, `badge`, `passkey`, `single sign-on`. */
		method: text().$type<SignInMethod>(),
		/** The enrolled device that it began on; null on a phone or computer of her own. */
		deviceId: text(),
		/** What the browser says it is, as sent; shown in words. */
		agent: text(),
		/** To within five minutes. */
		lastUsedAt: integer(),
		/** When she proved herself a second time: passkey, code of an app, or single sign-on. */
		provenAt: integer(),
	},
	(t) => [
		index('sessions_by_employee').on(t.employeeId),
		index('sessions_by_expiry').on(t.expiresAt),
	],
);
