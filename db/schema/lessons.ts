import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** When a lesson was first taught under a revision of its author's: from then on it is asked again. */
export const lessonRevisions = sqliteTable(
	'lesson_revisions',
	{
		lessonId: text().notNull(),
		revision: integer().notNull(),
		firstSeenAt: integer().notNull(),
		/** SHA-256 of the file as it was then. */
		hash: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.lessonId, t.revision] })],
);
