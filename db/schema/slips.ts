import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** Printed slips that let somebody choose a PIN, once. */
export const slips = sqliteTable(
	'slips',
	{
		/** SHA-256 of the code; the code itself is on paper alone. */
		codeHash: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** SHA-256 of the key of the form that made it: the same form sent again shows the same sheet. */
		batchHash: text().notNull(),
		/** Null for the product itself. */
		madeBy: text(),
		madeAt: integer().notNull(),
		validUntil: integer().notNull(),
		usedAt: integer(),
		/** SHA-256 of the key of the form that used it: the second of two taps goes on. */
		usedWith: text(),
		/** When a newer slip took its place. */
		replacedAt: integer(),
	},
	(t) => [
		index('slips_by_employee').on(t.employeeId, t.madeAt),
		index('slips_by_batch').on(t.batchHash),
	],
);

/** Browsers in which somebody has signed in: guesses made elsewhere don't keep her out there. */
export const knownDevices = sqliteTable(
	'known_devices',
	{
		/** SHA-256 of what the browser's cookie holds. */
		deviceHash: text().notNull(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** To within a day. */
		lastUsedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.deviceHash, t.employeeId] }),
		index('known_devices_by_employee').on(t.employeeId, t.lastUsedAt),
		index('known_devices_by_use').on(t.lastUsedAt),
	],
);

/** How often was guessed of late, by what is counted. */
export const guesses = sqliteTable(
	'guesses',
	{
		/** What is counted and for how long: `person/900/1f03a`. */
		counted: text().primaryKey(),
		count: integer().notNull(),
		/** When it begins anew. */
		endsAt: integer().notNull(),
	},
	(t) => [index('guesses_by_end').on(t.endsAt)],
);
