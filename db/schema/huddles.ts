import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { employees } from './people.ts';

/** A policy that leadership put on line-up cards for a day. */
export const huddleTopics = sqliteTable(
	'huddle_topics',
	{
		id: text().primaryKey(),
		policyId: text().notNull(),
		/** The day of the huddle where the team works. */
		day: text().notNull(),
		/** Teams with all below them; null for every team. */
		teamIds: text({ mode: 'json' }).$type<string[] | null>(),
		/** What to stress: the idea that was missing, in the words of the recall. */
		idea: text().notNull().default(''),
		putBy: text()
			.notNull()
			.references(() => employees.id),
		putAt: integer().notNull(),
		takenBackAt: integer(),
	},
	(t) => [index('huddle_topics_by_day').on(t.day)],
);

/** A team came together over a policy. It says who did something with her team, and counts for nobody's memory. */
export const huddlesHeld = sqliteTable(
	'huddles_held',
	{
		teamId: text().notNull(),
		policyId: text().notNull(),
		/** The day where the team works. */
		day: text().notNull(),
		heldBy: text()
			.notNull()
			.references(() => employees.id),
		heldAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.teamId, t.day, t.policyId] })],
);
