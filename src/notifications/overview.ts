import {
	and,
	asc,
	count,
	desc,
	eq,
	gte,
	inArray,
	isNotNull,
	isNull,
	max,
	min,
	type SQL,
	sql,
} from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { messages, outbox, webhooks } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';

export type Channel = (typeof messages.$inferSelect)['channel'];

/** How much waits on each channel, since when, and what was last said about why. */
export async function readWaitingCounts(db: Reader) {
	const rows = await db
		.select({ channel: messages.channel, count: count(), next: min(messages.nextTryAt) })
		.from(messages)
		.where(eq(messages.state, 'waiting'))
		.groupBy(messages.channel);
	const [news] = await db.select({ count: count() }).from(outbox).where(isNull(outbox.expandedAt));
	const of = (channel: Channel) => rows.find((row) => row.channel === channel);
	return {
		mail: of('email')?.count ?? 0,
		mailNext: of('email')?.next ?? undefined,
		webhooks: of('webhook')?.count ?? 0,
		/** News that is not yet worked out, what is planned included. */
		news: news?.count ?? 0,
		reason: await lastReason(db),
	};
}

/** Why what waits has not gone out at its last try. */
async function lastReason(db: Reader): Promise<string | undefined> {
	const [failing] = await db
		.select({ reason: messages.lastError })
		.from(messages)
		.where(and(eq(messages.state, 'waiting'), isNotNull(messages.lastError)))
		.orderBy(desc(messages.nextTryAt))
		.limit(1);
	return failing?.reason ?? undefined;
}

/** What was given up, and why, the newest first. */
export function readFailed(db: Reader, most: number) {
	return lines(db)
		.where(eq(messages.state, 'failed'))
		.orderBy(desc(messages.nextTryAt), asc(messages.id))
		.limit(most);
}

/** What was delivered since a moment, a line for each piece of news and channel, the newest first. */
export function readDelivered(db: Reader, since: number, most: number) {
	return lines(db, count())
		.where(and(gte(messages.sentAt, since), eq(messages.state, 'sent')))
		.groupBy(messages.outboxId, messages.channel, messages.webhookId)
		.orderBy(desc(max(messages.sentAt)), asc(messages.id))
		.limit(most);
}

export type MessageLine = Awaited<ReturnType<typeof readFailed>>[number];

function lines(db: Reader, people: SQL<number> = sql<number>`1`) {
	return db
		.select({
			id: messages.id,
			channel: messages.channel,
			kind: messages.kind,
			to: employees.name,
			people,
			webhook: webhooks.name,
			reason: messages.lastError,
			sentAt: messages.sentAt,
		})
		.from(messages)
		.leftJoin(employees, eq(employees.id, messages.employeeId))
		.leftJoin(webhooks, eq(webhooks.id, messages.webhookId));
}

/** How many have an address, of everybody who works here. */
export async function readReachable(db: Reader): Promise<{ withAddress: number; people: number }> {
	const [row] = await db
		.select({ people: count(), withAddress: count(employees.email) })
		.from(employees)
		.where(isNull(employees.leftAt));
	return row ?? { withAddress: 0, people: 0 };
}

/** Somebody has mended what was wrong: messages that were given up are tried again. Says how many. */
export async function tryAgain(
	db: Database,
	{ ids, by, at }: { ids: readonly string[]; by: string; at: number },
): Promise<number> {
	return db.write(async (tx) => {
		const again = await tx
			.update(messages)
			.set({ state: 'waiting', attempts: 0, nextTryAt: at })
			.where(and(inArray(messages.id, [...ids]), eq(messages.state, 'failed')))
			.returning({ id: messages.id });
		if (again.length === 0) return 0;
		await appendAudit(tx, {
			at,
			actorId: by,
			action: 'messages.tried-again',
			objectType: 'message',
			objectId: again[0]?.id ?? '',
			payload: { count: again.length },
		});
		return again.length;
	});
}
