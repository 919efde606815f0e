import { and, asc, eq, lte } from 'drizzle-orm';
import type { Database, Reader } from '#db/connection.ts';
import { messages, outbox, webhooks } from '#db/schema/notifications.ts';
import { postJson, type PostOptions } from '#lib/post-json.ts';
import { dateInWords } from '#lib/service-day.ts';
import { organisationTimeZone } from '#people/organisation.ts';
import type { Newsroom } from './newsroom.ts';
import { isHopeless, pauseAfter } from './retry.ts';
import { type Line, webhookBody } from './webhook-body.ts';
import type { Webhook } from './webhooks.ts';

const batch = 20;

/** Posts to the webhooks what is due. True if there may be more to do now. */
export async function deliverWebhooks(
	db: Database,
	newsroom: Newsroom,
	{ at, ...options }: PostOptions & { readonly at: number },
): Promise<boolean> {
	const due = await readDue(db.read, at);
	await Promise.all(
		due.map(async ({ message, news, webhook }) => {
			const lines = news.kind === 'policy.published' ? await linesOf(db, newsroom, news, at) : [];
			if (lines.length === 0) {
				return record(db, message.id, { state: 'dropped', lastError: 'There is nothing to say.' });
			}
			const outcome = await post(webhook, lines, options);
			await record(db, message.id, afterTry(outcome, message.attempts, at, newsroom.random()));
		}),
	);
	return due.length === batch;
}

function readDue(db: Reader, at: number) {
	return db
		.select({ message: messages, news: outbox.news, webhook: webhooks })
		.from(messages)
		.innerJoin(outbox, eq(outbox.id, messages.outboxId))
		.innerJoin(webhooks, eq(webhooks.id, messages.webhookId))
		.where(
			and(
				eq(messages.state, 'waiting'),
				eq(messages.channel, 'webhook'),
				lte(messages.nextTryAt, at),
			),
		)
		.orderBy(asc(messages.nextTryAt))
		.limit(batch);
}

/** “Returns” has changed from 1 December 2026. */
async function linesOf(
	db: Database,
	newsroom: Newsroom,
	{ versions }: { versions: Parameters<Newsroom['publication']>[0] },
	at: number,
): Promise<Line[]> {
	const publication = await newsroom.publication(versions, at);
	if (publication.state !== 'in force') return [];
	const title = await newsroom.titles(at);
	const from = dateInWords(publication.effectiveAt, await organisationTimeZone(db.read));
	return publication.policyIds.map((id) => ({
		text: `“${title(id) ?? id}” has changed from ${from}`,
		to: newsroom.links.standard(id),
	}));
}

/** What came of a try: taken, to be tried again (not before so many milliseconds), or refused for good. */
export type Outcome =
	| { readonly kind: 'taken' }
	| { readonly kind: 'later'; readonly reason: string; readonly pause: number }
	| { readonly kind: 'refused'; readonly reason: string };

/** Says a few lines in a webhook's channel. */
export async function post(
	{ kind, url }: Pick<Webhook, 'kind' | 'url'>,
	lines: readonly Line[],
	options: PostOptions,
): Promise<Outcome> {
	try {
		const { status, retryAfter } = await postJson(url, webhookBody(kind, lines), options);
		if (status >= 200 && status < 300) return { kind: 'taken' };
		const reason = `It answered ${status}.`;
		const later = status === 429 || status === 408 || status >= 500;
		return later
			? { kind: 'later', reason, pause: secondsIn(retryAfter) * 1000 }
			: { kind: 'refused', reason };
	} catch (error) {
		const reason = error instanceof Error ? error.message.slice(0, 300) : String(error);
		return { kind: 'later', reason, pause: 0 };
	}
}

/** Retry-After as seconds, at most a day; a date is left to our own pauses. */
function secondsIn(retryAfter: string | undefined): number {
	return /^\d{1,9}$/.test(retryAfter ?? '') ? Math.min(Number(retryAfter), 86_400) : 0;
}

function afterTry(
	outcome: Outcome,
	before: number,
	at: number,
	random: number,
): Partial<typeof messages.$inferInsert> {
	if (outcome.kind === 'taken') return { state: 'sent', sentAt: at, lastError: null };
	const attempts = before + 1;
	const tried = { attempts, lastError: outcome.reason };
	if (outcome.kind === 'refused' || isHopeless(attempts)) return { ...tried, state: 'failed' };
	return { ...tried, nextTryAt: at + Math.max(outcome.pause, pauseAfter(attempts, random)) };
}

async function record(
	db: Database,
	id: string,
	values: Partial<typeof messages.$inferInsert>,
): Promise<void> {
	await db.write((tx) =>
		tx
			.update(messages)
			.set(values)
			.where(and(eq(messages.id, id), eq(messages.state, 'waiting'))),
	);
}
