import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { employees, sites } from './people.ts';

/** A shared device of a site: its browser holds a cookie, and here is that cookie's hash. */
export const kiosks = sqliteTable('kiosks', {
	id: text().primaryKey(),
	name: text().notNull(),
	siteId: text()
		.notNull()
		.references(() => sites.id),
	/** SHA-256 of what is in the cookie. */
	tokenHash: text().notNull().unique(),
	enrolledBy: text()
		.notNull()
		.references(() => employees.id),
	enrolledAt: integer().notNull(),
	/** To within a minute. */
	lastSeenAt: integer().notNull(),
	cutOffAt: integer(),
	cutOffBy: text().references(() => employees.id),
});

/** Makes one device a kiosk, once and soon. The code itself follows from the id and our key. */
export const kioskCodes = sqliteTable('kiosk_codes', {
	id: text().primaryKey(),
	codeHash: text().notNull().unique(),
	/** What the kiosk will be called. */
	name: text().notNull(),
	siteId: text()
		.notNull()
		.references(() => sites.id),
	madeBy: text()
		.notNull()
		.references(() => employees.id),
	madeAt: integer().notNull(),
	expiresAt: integer().notNull(),
	/** The kiosk that came of it; a code works once. */
	kioskId: text().references(() => kiosks.id),
});

/** Somebody's badge: one of ours, or one that the company gave her before. */
export const badges = sqliteTable(
	'badges',
	{
		/** Eight random bytes in hexadecimal: what is printed is this, signed. */
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		/** Of a badge that is not ours: the keyed hash of what it says. Null for one of ours. */
		textHash: text(),
		/** What it says is easy to type for somebody else: the PIN is asked whatever the setting. */
		asksPin: integer({ mode: 'boolean' }).notNull(),
		givenBy: text()
			.notNull()
			.references(() => employees.id),
		givenAt: integer().notNull(),
		revokedAt: integer(),
		revokedBy: text().references(() => employees.id),
	},
	(t) => [
		index('badges_by_employee').on(t.employeeId),
		uniqueIndex('badges_by_text')
			.on(t.textHash)
			.where(sql`revoked_at is null`),
	],
);

/** A form that somebody had begun on a kiosk when her time was over: hers alone, for a day. */
export const keptForms = sqliteTable('kept_forms', {
	employeeId: text()
		.primaryKey()
		.references(() => employees.id),
	/** The action and the fields. */
	packed: text().notNull(),
	/** The page that it was on. */
	page: text().notNull(),
	/** She had sent it: it counts as soon as she is back. Otherwise it is only filled in again. */
	sent: integer({ mode: 'boolean' }).notNull(),
	keptAt: integer().notNull(),
	/** When she came back to it. */
	givenBackAt: integer(),
});
