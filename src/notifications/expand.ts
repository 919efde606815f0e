import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { messages, outbox } from '#db/schema/notifications.ts';
import { log } from '#lib/log.ts';
import type { Person } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { readAddressee, readAddressees } from './addressees.ts';
import type { Newsroom, Publication } from './newsroom.ts';
import { firstMoment, isRequired } from './when.ts';
import { readWebhooks } from './webhooks.ts';

type OutboxRow = typeof outbox.$inferSelect;
type Message = typeof messages.$inferInsert;

/** As many people are looked at and written at once: neither readers nor other writers wait long. */
const chunk = 100;

const restAfterError = 60_000;

export type Expansion = {
	readonly newsroom: Newsroom;
	/** False where no mail server is set up: then no mail is written at all, not even to wait. */
	readonly mailing: boolean;
	readonly at: number;
};

/**
 * Makes messages of the oldest news that is due, at most for a chunk of people. True if there may
 * be more to do. Whatever breaks it off, the next call goes on where the last chunk ended.
 */
export async function expandOutbox(db: Database, around: Expansion): Promise<boolean> {
	const { at } = around;
	const [row] = await db.read
		.select()
		.from(outbox)
		.where(and(isNull(outbox.expandedAt), or(isNull(outbox.notBefore), lte(outbox.notBefore, at))))
		.orderBy(asc(outbox.at), asc(outbox.id))
		.limit(1);
	if (!row) return false;
	try {
		await expand(db, row, around);
	} catch (error) {
		// One piece of news that cannot be told must not keep the others waiting.
		log.error({ err: error, outbox: row.id }, 'news could not be made into messages');
		await progress(db, row, [], { notBefore: at + restAfterError });
	}
	return true;
}

async function expand(db: Database, row: OutboxRow, around: Expansion): Promise<void> {
	const { news } = row;
	if (news.kind !== 'policy.published') {
		const person = around.mailing && (await readAddressee(db.read, news.to, isRequired(news.kind)));
		const mail = person ? await mailTo(db, row, [person], { ...around, since: row.at }) : [];
		return progress(db, row, mail, { expandedAt: around.at });
	}
	const publication = await around.newsroom.publication(news.versions, around.at);
	if (publication.state === 'planned') {
		return progress(db, row, [], { notBefore: publication.until });
	}
	if (publication.state === 'nothing') return progress(db, row, [], { expandedAt: around.at });
	await expandPublication(db, row, publication, around);
}

async function expandPublication(
	db: Database,
	row: OutboxRow,
	{ policyIds, effectiveAt }: Extract<Publication, { state: 'in force' }>,
	around: Expansion,
): Promise<void> {
	const { newsroom, mailing, at } = around;
	// What was planned is news from the day it takes effect, also if nobody looked before that day.
	const since = Math.max(row.at, effectiveAt);
	const first = row.expandedUpTo === null;
	const people = mailing ? await readAddressees(db.read, row.expandedUpTo ?? '', chunk) : [];
	const asked = await newsroom.asked(people, at);
	const concerned = people.filter((person) => policyIds.some((id) => asked(person, id)));
	const mail = await mailTo(db, row, concerned, { ...around, since });
	const hooks = first ? await toWebhooks(db, row, at) : [];
	const last = people.at(-1);
	const done = last === undefined || people.length < chunk;
	await progress(db, row, [...hooks, ...mail], {
		...(last ? { expandedUpTo: last.id } : {}),
		...(done ? { expandedAt: at } : {}),
	});
}

async function mailTo(
	db: Database,
	row: OutboxRow,
	people: readonly Person[],
	{ at: now, since }: Expansion & { readonly since: number },
): Promise<Message[]> {
	const { quietFrom: from, quietUntil: until } = await readSettings(db.read);
	return people.map(({ id, timeZone }) => {
		const quiet = { from, until };
		const notBefore = firstMoment(row.news.kind, { since, now }, { timeZone, quiet });
		return { ...messageOf(row, id, notBefore), channel: 'email', employeeId: id };
	});
}

async function toWebhooks(db: Database, row: OutboxRow, at: number): Promise<Message[]> {
	const webhooks = await readWebhooks(db.read);
	return webhooks.map(({ id }) => ({
		...messageOf(row, id, at),
		channel: 'webhook',
		webhookId: id,
	}));
}

function messageOf({ id, news }: OutboxRow, to: string, notBefore: number) {
	const waiting = { state: 'waiting', notBefore, nextTryAt: notBefore } as const;
	return { id: `${id}.${to}`, outboxId: id, kind: news.kind, ...waiting };
}

/** The messages and how far the row has come, in one transaction: nothing is lost or there twice. */
async function progress(
	db: Database,
	{ id }: OutboxRow,
	made: readonly Message[],
	come: Partial<OutboxRow>,
): Promise<void> {
	await db.write(async (tx) => {
		if (made.length > 0)
			await tx
				.insert(messages)
				.values([...made])
				.onConflictDoNothing();
		await tx.update(outbox).set(come).where(eq(outbox.id, id));
	});
}
