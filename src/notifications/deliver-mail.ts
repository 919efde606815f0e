import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { messages } from '#db/schema/notifications.ts';
import type { Transaction } from '#db/writer.ts';
import { log } from '#lib/log.ts';
import { composeLetter } from './letter.ts';
import { type DueLetter, duePost, type DuePost } from './letters-due.ts';
import { unsubscribeSecret, unsubscribeToken } from './mail-choice.ts';
import { connections, type MailFailure, mailFailure, type MailServer } from './mail-server.ts';
import type { Newsroom } from './newsroom.ts';
import { isHopeless, pauseAfter } from './retry.ts';
import { isRequired } from './when.ts';

/** So many people's mail is looked at in one go. */
const batch = 60;

export type PostOffice = {
	/** Sends what is due, at most a batch. True if there may be more to do now. */
	deliver(at: number): Promise<boolean>;
};

/** Remembers whether the mail server works: while it does not, one mail now and then finds out. */
export function createPostOffice(db: Database, newsroom: Newsroom, server: MailServer): PostOffice {
	let failures = 0;
	let restUntil = 0;

	async function deliver(at: number): Promise<boolean> {
		if (at < restUntil) return false;
		const post = await duePost(db.read, newsroom, at, failures > 0 ? 1 : batch);
		if (!post) return false;
		await sortOut(db, post);
		const secret = post.letters.length > 0 ? await unsubscribeSecret(db, at) : '';
		for (let next = 0; next < post.letters.length; next += connections) {
			const letters = post.letters.slice(next, next + connections);
			await address(db, letters);
			const outcomes = await Promise.all(letters.map((letter) => send(letter, secret, at)));
			const broken = outcomes.find((outcome) => outcome?.kind === 'server');
			if (broken) return rest(broken, at);
			recover();
		}
		return true;
	}

	async function send(
		letter: DueLetter,
		secret: string,
		at: number,
	): Promise<MailFailure | undefined> {
		try {
			await server.send(asMail(letter, newsroom, secret));
		} catch (error) {
			const failure = mailFailure(error);
			await recordFailure(db, letter, failure, { at, random: newsroom.random() });
			return failure;
		}
		await recordSent(db, letter, at);
		return undefined;
	}

	/** One line for an outage, however many mails wait through it. */
	function rest({ reason }: MailFailure, at: number): false {
		if (failures === 0) log.warn({ reason }, 'the mail server does not work; mail waits');
		failures += 1;
		restUntil = at + pauseAfter(failures, newsroom.random());
		return false;
	}

	function recover(): void {
		if (failures > 0) log.info('the mail server works again');
		failures = 0;
	}

	return { deliver };
}

/** What need not be sent, and what waits. */
async function sortOut(db: Database, { dropped, postponed }: DuePost): Promise<void> {
	if (dropped.length + postponed.length === 0) return;
	await db.write(async (tx) => {
		for (const { id, why } of dropped) {
			await set(tx, [id], { state: 'dropped', lastError: why, letter: null });
		}
		for (const { ids, until } of postponed) await set(tx, ids, { nextTryAt: until });
	});
}

/** Before a mail goes out, which mail carries what: a crash in between finds it again. */
async function address(db: Database, letters: readonly DueLetter[]): Promise<void> {
	await db.write(async (tx) => {
		for (const { id, messageIds } of letters) await set(tx, messageIds, { letter: id });
	});
}

async function recordSent(db: Database, { messageIds }: DueLetter, at: number): Promise<void> {
	await db.write((tx) => set(tx, messageIds, { state: 'sent', sentAt: at, lastError: null }));
}

async function recordFailure(
	db: Database,
	{ messageIds, id, attempts: before }: DueLetter,
	{ kind, reason, answered }: MailFailure,
	{ at, random }: { at: number; random: number },
): Promise<void> {
	const attempts = before + 1;
	const gone = kind === 'mail' || isHopeless(attempts);
	await db.write((tx) =>
		set(tx, messageIds, {
			state: gone ? 'failed' : 'waiting',
			attempts,
			nextTryAt: at + pauseAfter(attempts, random),
			lastError: reason,
			letter: answered ? null : id,
		}),
	);
}

/** Only what still waits is changed: what was sent stays sent. */
async function set(
	tx: Transaction,
	ids: readonly string[],
	values: Partial<typeof messages.$inferInsert>,
): Promise<void> {
	await tx
		.update(messages)
		.set(values)
		.where(and(inArray(messages.id, [...ids]), eq(messages.state, 'waiting')));
}

function asMail({ id, person, to, items }: DueLetter, { links }: Newsroom, secret: string) {
	const stop = links.unsubscribe(unsubscribeToken(secret, person.id));
	const optional = items.some(({ kind }) => !isRequired(kind));
	const unsubscribe = optional ? stop : undefined;
	return { id, to, unsubscribe, ...composeLetter(person, items, stop) };
}
