import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Everything done, each row chained to the one before by its hash. */
export const auditEntries = sqliteTable('audit_entries', {
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
});

/** What the entry was about, in rows of their own so that the law can be obeyed. */
export const auditPayloads = sqliteTable('audit_payloads', {
	seq: integer().primaryKey(),
	salt: text().notNull(),
	payload: text().notNull(),
});
