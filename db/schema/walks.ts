import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { KeptGrading } from '../../src/quiz/recall/kept.ts';
import { employees } from './people.ts';

/** Answers given to a leader on the floor. They never enter an estimate. */
export const walkAnswers = sqliteTable(
	'walk_answers',
	{
		/** Made by the page, so that a double tap counts once. */
		id: text().primaryKey(),
		questionId: text().notNull(),
		policyId: text().notNull(),
		policyVersion: integer().notNull(),
		askedBy: text()
			.notNull()
			.references(() => employees.id),
		/** Whom; null for whoever stood there. */
		employeeId: text().references(() => employees.id),
		siteId: text(),
		language: text().notNull(),
		said: text().notNull(),
		verdict: text({ enum: ['knows', 'not yet', 'unsure'] }).notNull(),
		grading: text({ mode: 'json' }).$type<KeptGrading>().notNull(),
		grader: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [index('walk_answers_by_leader').on(t.askedBy, t.at)],
);
