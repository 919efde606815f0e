import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';
import { policies } from './policies.ts';

/** What a policy says in other languages than the source. Rows are added, never changed. */
export const policyTexts = sqliteTable(
	'policy_texts',
	{
		seq: integer().primaryKey({ autoIncrement: true }),
		policyId: text()
			.notNull()
			.references(() => policies.id),
		/** The version that lay beside the translator. */
		number: integer().notNull(),
		language: text().notNull(),
		/** Counts from 1 within a policy and a language; the newest one is the whole translation. */
		edition: integer().notNull(),
		/** Empty where nothing is translated: the reader sees the source. */
		title: text().notNull(),
		statement: text().notNull(),
		why: text().notNull(),
		how: text({ mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
		/** For each part the SHA-256 of the source that it translates: `statement`, `how.store` … */
		sourceHashes: text({ mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
		/** Null for a text that came with the content. */
		writtenBy: text().references(() => employees.id),
		writtenAt: integer().notNull(),
		hash: text().notNull(),
		previousHash: text(),
	},
	(t) => [uniqueIndex('policy_texts_by_edition').on(t.policyId, t.language, t.edition)],
);
