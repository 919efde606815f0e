import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Choices, Counts, NewPlaces, ReadFile, StagedBody } from '#roster/kinds.ts';

/** An import of the roster: what was chosen, what the preview found, and what became of it. */
export const rosterImports = sqliteTable(
	'roster_imports',
	{
		id: text().primaryKey(),
		fileName: text().notNull(),
		/** Null where the command line did it. */
		by: text(),
		createdAt: integer().notNull(),
		status: text({ enum: ['chosen', 'previewed', 'applied', 'discarded'] }).notNull(),
		/** How the file is written: encoding, delimiter, headings. */
		file: text({ mode: 'json' }).$type<ReadFile>().notNull(),
		choices: text({ mode: 'json' }).$type<Choices>(),
		/** The newest audit entry that the preview knew of: what came later may change it. */
		seenSeq: integer(),
		/** SHA-256 of everything that the preview would do: the same again, and nothing has changed. */
		digest: text(),
		counts: text({ mode: 'json' }).$type<Counts>(),
		places: text({ mode: 'json' }).$type<NewPlaces>(),
		previewedAt: integer(),
		/** When the preview was made anew because somebody had changed something meanwhile. */
		overtakenAt: integer(),
		appliedAt: integer(),
		appliedBy: text(),
	},
	(t) => [index('roster_imports_by_time').on(t.createdAt)],
);

/** What a preview would do, a row a person. Gone when it is applied, discarded or a day old. */
export const rosterLines = sqliteTable(
	'roster_lines',
	{
		importId: text().notNull(),
		seq: integer().notNull(),
		kind: text({ enum: ['new', 'changed', 'returning', 'leaving'] }).notNull(),
		/** The row of the file; null for somebody who is in none. */
		row: integer(),
		number: text().notNull(),
		name: text().notNull(),
		body: text({ mode: 'json' }).$type<StagedBody>().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.importId, t.seq] }),
		index('roster_lines_by_kind').on(t.importId, t.kind, t.seq),
	],
);

/** What is wrong with the file, cell by cell. */
export const rosterProblems = sqliteTable(
	'roster_problems',
	{
		importId: text().notNull(),
		seq: integer().notNull(),
		row: integer(),
		column: text().notNull(),
		value: text().notNull(),
		problem: text().notNull(),
		remedy: text().notNull(),
		/** Whether the row is left out for it. */
		leftOut: integer({ mode: 'boolean' }).notNull(),
	},
	(t) => [primaryKey({ columns: [t.importId, t.seq] })],
);

/** What a heading meant the last time that somebody said so. */
export const rosterHeadings = sqliteTable('roster_headings', {
	/** As it is compared: small letters, no marks. */
	heading: text().primaryKey(),
	/** A field of the roster; empty: of no use to us. */
	field: text().notNull(),
	setBy: text(),
	setAt: integer().notNull(),
});
