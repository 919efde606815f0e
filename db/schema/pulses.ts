import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Audience } from '../../src/assignments/audience.ts';
import type { KeptGrading } from '../../src/quiz/recall/kept.ts';
import { employees } from './people.ts';

/** The question of the chief executive, put to a random sample. */
export const pulses = sqliteTable('pulses', {
	id: text().primaryKey(),
	/** The recall that is asked. */
	questionId: text().notNull(),
	policyId: text().notNull(),
	/** The version in force when it was drawn. */
	policyVersion: integer().notNull(),
	audience: text({ mode: 'json' }).$type<Audience>().notNull(),
	/** What the sample is stratified by. */
	strata: text({ enum: ['site', 'channel', 'vendor', 'team'] }).notNull(),
	anonymous: integer({ mode: 'boolean' }).notNull(),
	/** Half the width of the interval that was wished for, and how sure to be of it, as shares; null if a number was given. */
	margin: real(),
	confidence: real().notNull(),
	/** How many were to be asked. */
	size: integer().notNull(),
	/** People of the audience when it was drawn, those who were passed over included. */
	population: integer().notNull(),
	/** Whoever has it and the list of the day can repeat the draw. */
	seed: text().notNull(),
	drawnAt: integer().notNull(),
	/** Nobody answers after this moment. */
	until: integer().notNull(),
	askedBy: text()
		.notNull()
		.references(() => employees.id),
	/** Ended before its time. */
	endedAt: integer(),
	endedBy: text().references(() => employees.id),
});

/** A stratum of a pulse: how many there are, were drawn and were passed over, and what practice predicted of those drawn. */
export const pulseStrata = sqliteTable(
	'pulse_strata',
	{
		pulseId: text()
			.notNull()
			.references(() => pulses.id),
		stratum: text().notNull(),
		/** As it was called then. */
		name: text().notNull(),
		population: integer().notNull(),
		drawn: integer().notNull(),
		/** Passed over by rule: away, asked lately. */
		away: integer().notNull(),
		askedLately: integer().notNull(),
		/** Of those drawn: who had a card of the policy in the format recall, and the sum of their predicted recall. */
		predictedPeople: integer().notNull(),
		predictedRecall: real().notNull(),
	},
	(t) => [primaryKey({ columns: [t.pulseId, t.stratum] })],
);

/** Who of a stratum could be drawn: with the seed, all that is needed to repeat the draw. */
export const pulseLists = sqliteTable(
	'pulse_lists',
	{
		pulseId: text()
			.notNull()
			.references(() => pulses.id),
		stratum: text().notNull(),
		/** Ids in the order in which the draw counts them, a space between them: of a large company some megabytes, so they stand apart. */
		list: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.pulseId, t.stratum] })],
);

/** Who was drawn. If the pulse is anonymous, this says that she took part and nothing else. */
export const pulsePeople = sqliteTable(
	'pulse_people',
	{
		pulseId: text()
			.notNull()
			.references(() => pulses.id),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		stratum: text().notNull(),
		/** Her place in the draw of her stratum, from 0. */
		place: integer().notNull(),
		/** Where she worked then: results by group count by this. */
		siteId: text().notNull(),
		teamId: text().notNull(),
		vendorId: text(),
		channel: text(),
		language: text().notNull(),
		/** Her predicted recall at the draw, in the format recall; null without a card. Never set if anonymous. */
		predicted: real(),
		tookPart: integer({ mode: 'boolean' }).notNull().default(false),
		/** She left, or was taken out, before she answered. */
		goneAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.pulseId, t.employeeId] }),
		index('pulse_people_by_employee').on(t.employeeId),
	],
);

/** An answer to a pulse. The id is random and is the row's place in the table: it tells no order. */
export const pulseAnswers = sqliteTable(
	'pulse_answers',
	{
		id: integer().primaryKey(),
		pulseId: text()
			.notNull()
			.references(() => pulses.id),
		/** Null if the pulse is anonymous, and so are the moment and the way. */
		employeeId: text().references(() => employees.id),
		answeredAt: integer(),
		way: text({ enum: ['phone', 'kiosk', 'mail'] }),
		stratum: text().notNull(),
		/** Null where too few share it for an anonymous answer. */
		siteId: text(),
		teamId: text(),
		vendorId: text(),
		/** Ours, or a vendor's: 'own', 'vendor'. */
		employment: text(),
		channel: text(),
		language: text().notNull(),
		said: text().notNull(),
		verdict: text({ enum: ['knows', 'not yet', 'unsure'] }).notNull(),
		grading: text({ mode: 'json' }).$type<KeptGrading>().notNull(),
		grader: text().notNull(),
		/** Why people read it: the grader was unsure, it is of the random tenth, or the grader is not measured for it. */
		toRead: text({ enum: ['unsure', 'tenth', 'unmeasured'] }),
	},
	(t) => [index('pulse_answers_by_pulse').on(t.pulseId)],
);

/** How one reader marked an answer, without seeing the group or the other reader. */
export const pulseReadings = sqliteTable(
	'pulse_readings',
	{
		answerId: integer()
			.notNull()
			.references(() => pulseAnswers.id),
		readerId: text()
			.notNull()
			.references(() => employees.id),
		mark: text({ enum: ['knows', 'not yet'] }).notNull(),
		readAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.answerId, t.readerId] })],
);
