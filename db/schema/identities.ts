import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sessions } from './auth.ts';
import { employees } from './people.ts';

/** Whose account at the company's sign-in is whose here. The key is the account's, never an address. */
export const identities = sqliteTable(
	'identities',
	{
		/** The provider, as it names itself in `iss`. */
		issuer: text().notNull(),
		/** The account, as the provider names it in `sub`: it never gives the same to another. */
		subject: text().notNull(),
		/** As which application we asked: some providers name one account otherwise to another one. */
		clientId: text().notNull(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		linkedAt: integer().notNull(),
		lastUsedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.issuer, t.subject] }),
		index('identities_by_employee').on(t.employeeId),
	],
);

/**
 * A browser on its way to the company's sign-in or sign-out. What the provider is sent is derived
 * from the id in the browser's cookie; here is its hash only.
 */
export const signInFlows = sqliteTable(
	'sign_in_flows',
	{
		/** SHA-256 of the id in the cookie. */
		idHash: text().primaryKey(),
		kind: text({ enum: ['in', 'out'] }).notNull(),
		/** The page that she was on her way to. */
		next: text().notNull(),
		/** What an expired session kept her from saving. */
		pending: text(),
		/** On the way out: what tells the provider whose session ends. */
		idToken: text(),
		expiresAt: integer().notNull(),
		/** It opens once; after that it only keeps what was typed. */
		spentAt: integer(),
	},
	(t) => [index('sign_in_flows_by_expiry').on(t.expiresAt)],
);

/** Sessions that the company's sign-in began, with what ends it there too. Gone with the session. */
export const companySessions = sqliteTable('company_sessions', {
	sessionIdHash: text()
		.primaryKey()
		.references(() => sessions.idHash, { onDelete: 'cascade' }),
	idToken: text().notNull(),
});
