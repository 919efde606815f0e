import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { News } from '../../src/notifications/announce.ts';
import { employees } from './people.ts';

/** A manager's friendly word about one policy; the employee sees it on Today until it is done. */
export const nudges = sqliteTable(
	'nudges',
	{
		id: text().primaryKey(),
		employeeId: text()
			.notNull()
			.references(() => employees.id),
		policyId: text().notNull(),
		sentBy: text()
			.notNull()
			.references(() => employees.id),
		sentAt: integer().notNull(),
		/** The question whose result was the reason: then it also counts for who is up to date. */
		pulseId: text(),
	},
	(t) => [index('nudges_by_employee').on(t.employeeId)],
);

/**
 * What has happened that somebody is to be told. The row is written in the transaction of the deed;
 * a job works out later whom it concerns and sends it.
 */
export const outbox = sqliteTable(
	'outbox',
	{
		id: text().primaryKey(),
		news: text({ mode: 'json' }).$type<News>().notNull(),
		at: integer().notNull(),
		/** Set once the messages that follow from it are rows of their own. */
		expandedAt: integer(),
		/** Not looked at before: what is planned waits until it is in force. */
		notBefore: integer(),
		/** Everybody up to this id has a message already: where a broken-off expansion goes on. */
		expandedUpTo: text(),
	},
	(t) => [index('outbox_by_expansion').on(t.expandedAt, t.at)],
);

/** A place outside that hears of every change of the standard: a channel in Slack or in Teams. */
export const webhooks = sqliteTable('webhooks', {
	id: text().primaryKey(),
	name: text().notNull(),
	/** Whoever knows it can write there: it is shown to nobody again. */
	url: text().notNull(),
	kind: text({ enum: ['slack', 'teams'] }).notNull(),
	createdBy: text()
		.notNull()
		.references(() => employees.id),
	createdAt: integer().notNull(),
	/** Set when it was removed; what was sent there stays on record. */
	disabledAt: integer(),
});

/** One piece of news for one person by mail, or for one webhook. */
export const messages = sqliteTable(
	'messages',
	{
		/** The outbox row and whom it is for: the same message is never there twice. */
		id: text().primaryKey(),
		outboxId: text()
			.notNull()
			.references(() => outbox.id),
		channel: text({ enum: ['email', 'webhook'] }).notNull(),
		employeeId: text().references(() => employees.id),
		webhookId: text().references(() => webhooks.id),
		kind: text().$type<News['kind']>().notNull(),
		/** Dropped: its reason was gone before it was sent, and `lastError` says how. */
		state: text({ enum: ['waiting', 'sent', 'failed', 'dropped'] }).notNull(),
		/** Never sent before: the quiet hours, and the time in which a digest gathers. */
		notBefore: integer().notNull(),
		nextTryAt: integer().notNull(),
		attempts: integer().notNull().default(0),
		/**
		 * The mail that carries it. It is kept where nobody knows whether the mail arrived, so that the
		 * next try has the same Message-ID and is recognised.
		 */
		letter: text(),
		sentAt: integer(),
		lastError: text(),
	},
	(t) => [
		index('messages_by_next_try').on(t.state, t.channel, t.nextTryAt),
		index('messages_by_employee').on(t.employeeId, t.state, t.sentAt),
		index('messages_by_webhook').on(t.webhookId, t.state),
		index('messages_by_sending').on(t.sentAt),
	],
);

/** Who wants no mail that is not required, or wants it again. */
export const mailChoices = sqliteTable('mail_choices', {
	employeeId: text()
		.primaryKey()
		.references(() => employees.id),
	wanted: integer({ mode: 'boolean' }).notNull(),
	chosenAt: integer().notNull(),
});

/** Keys that this installation made for itself. */
export const secrets = sqliteTable('secrets', {
	name: text().primaryKey(),
	value: text().notNull(),
	createdAt: integer().notNull(),
});
