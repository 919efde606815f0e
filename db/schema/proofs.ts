import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** What a device or a key keeps for somebody, as WebAuthn has it. */
export const passkeys = sqliteTable(
	'passkeys',
	{
		/** The credential's id, base64url. */
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** COSE, base64url. */
		publicKey: text().notNull(),
		/** How often the device says it was used; 0 for ever where it does not count. */
		counter: integer().notNull(),
		transports: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
		/** What it was made on: "Chrome on a Mac". */
		name: text().notNull(),
		createdAt: integer().notNull(),
		lastUsedAt: integer(),
	},
	(t) => [index('passkeys_by_employee').on(t.employeeId)],
);

/** An app on a phone that shows a code of six digits every half minute (RFC 6238). */
export const authenticatorApps = sqliteTable('authenticator_apps', {
	employeeId: text()
		.primaryKey()
		.references(() => employees.id),
	/** Base32. The server has to know it: a copy of the database knows it too. */
	secret: text().notNull(),
	confirmedAt: integer().notNull(),
	/** The half minute of the last code that was taken: none is taken twice. */
	lastStep: integer().notNull(),
});

/** For the day on which phone and key are gone: each works once. */
export const recoveryCodes = sqliteTable(
	'recovery_codes',
	{
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** SHA-256. */
		codeHash: text().notNull(),
		usedAt: integer(),
	},
	(t) => [primaryKey({ columns: [t.employeeId, t.codeHash] })],
);

/** Challenges that have been answered: no answer counts twice. */
export const usedChallenges = sqliteTable('used_challenges', {
	challenge: text().primaryKey(),
	/** From then on the challenge is too old anyway. */
	expiresAt: integer().notNull(),
});
