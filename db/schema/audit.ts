import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Everything done, each row chained to the one before by its hash. */
export const auditEntries = sqliteTable(
	'audit_entries',
	{
		seq: integer().primaryKey(),
		at: integer().notNull(),
		/** The employee who did it; null for the product itself. */
		actorId: text(),
		/** A verb in the past tense: `policy.published`. */
		action: text().notNull(),
		objectType: text().notNull(),
		objectId: text().notNull(),
		/** SHA-256 of salt and payload: the payload can be erased, and the chain still holds. */
		payloadHash: text().notNull(),
		previousHash: text().notNull(),
		hash: text().notNull(),
	},
	// Each way of searching, newest first; an index ends with the entry's own number by itself.
	(t) => [
		index('audit_by_time').on(t.at),
		index('audit_by_actor').on(t.actorId, t.at),
		index('audit_by_object').on(t.objectId, t.at),
		index('audit_by_kind').on(t.objectType, t.at),
		index('audit_by_action').on(t.action, t.at),
	],
);

/** What the entry was about, in rows of their own so that the law can be obeyed. */
export const auditPayloads = sqliteTable('audit_payloads', {
	seq: integer().primaryKey(),
	salt: text().notNull(),
	payload: text().notNull(),
});
