import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { KeptGrading } from '../../src/quiz/recall/kept.ts';
import { attempts } from './completions.ts';
import { employees } from './people.ts';

/** What somebody said in her own words, and how it was graded. Beside its row in `answers`. */
export const recallAnswers = sqliteTable(
	'recall_answers',
	{
		id: text().primaryKey(),
		attemptId: text()
			.notNull()
			.references(() => attempts.id),
		questionId: text().notNull(),
		round: integer().notNull(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		policyVersion: integer().notNull(),
		/** The language that the question was shown and the answer graded in. */
		language: text().notNull(),
		said: text().notNull(),
		verdict: text({ enum: ['knows', 'not yet', 'unsure'] }).notNull(),
		grading: text({ mode: 'json' }).$type<KeptGrading>().notNull(),
		/** The version of the grader and of what authors wrote for it. */
		grader: text().notNull(),
		answeredAt: integer().notNull(),
	},
	(t) => [
		uniqueIndex('one_recall_answer').on(t.attemptId, t.questionId, t.round),
		index('recall_answers_by_employee').on(t.employeeId, t.answeredAt),
		index('recall_answers_by_question').on(t.questionId, t.answeredAt),
	],
);

/** An answer that a person reads: the grader was unsure, or the learner says that she did say it. */
export const recallReviews = sqliteTable(
	'recall_reviews',
	{
		answerId: text()
			.primaryKey()
			.references(() => recallAnswers.id),
		cause: text({ enum: ['unsure', 'appeal'] }).notNull(),
		askedAt: integer().notNull(),
		/** Of an appeal: her line to whoever reads it, if she wrote one. */
		why: text().notNull().default(''),
		decision: text({ enum: ['knows', 'not yet'] }),
		decidedBy: text().references(() => employees.id),
		decidedAt: integer(),
		/** A line to the learner, if the reader wrote one. */
		reply: text().notNull().default(''),
		/** When the learner saw the decision. */
		seenAt: integer(),
	},
	(t) => [index('recall_reviews_by_decision').on(t.decidedAt, t.askedAt)],
);

/** A wording that a reader accepted, on its way into a recall. */
export const recallWordings = sqliteTable(
	'recall_wordings',
	{
		id: text().primaryKey(),
		questionId: text().notNull(),
		/** The idea's place among the required ones, from 0, and its name as it was then. */
		idea: integer().notNull(),
		ideaName: text().notNull(),
		/** In the pattern language of the grader. */
		wording: text().notNull(),
		/** The answer that it came from; null once that is nobody's. */
		answerId: text().references(() => recallAnswers.id),
		proposedBy: text()
			.notNull()
			.references(() => employees.id),
		proposedAt: integer().notNull(),
		/** Taken up: the grader reads it from then on, and `content:pull` writes it into the file. */
		decision: text({ enum: ['taken up', 'left out'] }),
		decidedBy: text().references(() => employees.id),
		decidedAt: integer(),
	},
	(t) => [index('recall_wordings_by_question').on(t.questionId, t.decidedAt)],
);
