import { and, asc, eq, inArray, isNull, lte, max, min, or } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { messages, outbox } from '#db/schema/notifications.ts';
import { employees } from '#db/schema/people.ts';
import { readPeople } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { readAddresses } from './addressees.ts';
import type { Newsroom } from './newsroom.ts';

export type Waiting = Awaited<ReturnType<typeof readWaiting>>[number];
export type Look = Awaited<ReturnType<typeof lookAround>>;

/** The people of whom a mail is due, those first who have waited longest. */
export async function whoseTurn(db: Reader, at: number, most: number): Promise<string[]> {
	const rows = await db
		.select({ id: messages.employeeId })
		.from(messages)
		.where(and(isWaiting, lte(messages.nextTryAt, at)))
		.groupBy(messages.employeeId)
		.orderBy(asc(min(messages.nextTryAt)))
		.limit(most);
	return rows.flatMap(({ id }) => id ?? []);
}

const isWaiting = and(eq(messages.state, 'waiting'), eq(messages.channel, 'email'));

/** What is due, and what only waits for company: a digest takes all that is there. */
export function readWaiting(db: Reader, ids: readonly string[], at: number) {
	const fresh = and(isNull(messages.letter), eq(messages.attempts, 0));
	return db
		.select({
			id: messages.id,
			outboxId: messages.outboxId,
			employeeId: messages.employeeId,
			kind: messages.kind,
			letter: messages.letter,
			attempts: messages.attempts,
			news: outbox.news,
		})
		.from(messages)
		.innerJoin(outbox, eq(outbox.id, messages.outboxId))
		.where(
			and(
				isWaiting,
				inArray(messages.employeeId, [...ids]),
				or(lte(messages.nextTryAt, at), fresh),
			),
		)
		.orderBy(asc(outbox.at), asc(messages.id));
}

/** Everything that decides about the waiting mail of some people. */
export async function lookAround(
	db: Reader,
	newsroom: Newsroom,
	rows: readonly Waiting[],
	{ ids, at }: { ids: readonly string[]; at: number },
) {
	const people = await readPeople(db, inArray(employees.id, [...ids]));
	const sent = await db
		.select({ id: messages.employeeId, at: max(messages.sentAt) })
		.from(messages)
		.where(and(inArray(messages.employeeId, [...ids]), eq(messages.state, 'sent')))
		.groupBy(messages.employeeId);
	const { quietFrom: from, quietUntil: until } = await readSettings(db);
	return {
		at,
		quiet: { from, until },
		links: newsroom.links,
		people: new Map(people.map((person) => [person.id, person])),
		addresses: await readAddresses(db, ids),
		lastSent: new Map(sent.map((row) => [row.id, row.at])),
		asked: await newsroom.asked(people, at),
		openAsks: await newsroom.openAsks(people),
		pulsePage: await newsroom.pulsePages(people, at),
		title: await newsroom.titles(at),
		about: await whatItIsAbout(newsroom, rows, at),
	};
}

/** The policies that each piece of news is about; of a publication those that changed materially. */
async function whatItIsAbout(newsroom: Newsroom, rows: readonly Waiting[], at: number) {
	const about = new Map<string, readonly string[]>();
	for (const { outboxId, news } of rows) {
		if (about.has(outboxId) || 'remarkId' in news || 'answerId' in news || 'pulseId' in news)
			continue;
		if (news.kind !== 'policy.published') {
			about.set(outboxId, [news.policyId]);
			continue;
		}
		const publication = await newsroom.publication(news.versions, at);
		about.set(outboxId, publication.state === 'in force' ? publication.policyIds : []);
	}
	return about;
}
