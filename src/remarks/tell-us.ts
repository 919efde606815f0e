import { and, count, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { remarks, remarkSenders } from '#db/schema/remarks.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import { serviceDay } from '#lib/service-day.ts';
import { announce } from '#notifications/announce.ts';
import type { Person } from '#people/person.ts';
import { type PolicyThread, readPolicies, versionAt, versionNumbered } from '#policies/versions.ts';
import { type PlaceShown, readPlaceShown } from './place-shown.ts';

export type Remark = typeof remarks.$inferSelect;
export type RemarkKind = Remark['kind'];

/** What somebody says about a policy, as she sends it. */
export type Saying = {
	/** Made by the page, so that a double tap counts once; only she has it. */
	readonly key: string;
	readonly policyId: string;
	/** The version that she was reading. */
	readonly version: number;
	readonly lesson?: { readonly id: string; readonly hash: string } | undefined;
	readonly kind: RemarkKind;
	readonly words: string;
	readonly named: boolean;
};

/** A sentence, perhaps two: whoever answers reads many. */
export const longestRemark = 500;
export const remarksADay = 10;

/** Writes down what somebody said. Said twice with one key, it counts once. Returns the remark's id. */
export async function tellUs(
	db: Database,
	saying: Saying,
	{ person, at }: { readonly person: Person; readonly at: number },
): Promise<string> {
	const words = checkedWords(saying.words);
	const thread = (await readPolicies(db.read)).byId.get(saying.policyId);
	const read = versionNumbered(thread, saying.version);
	const version = read && read.effectiveAt <= at ? read : versionAt(thread, at);
	if (!thread || !version) throw new Invalid({ policy: 'Choose the policy that it is about.' });
	const place = saying.named
		? { channel: person.channels[0] ?? null, siteId: person.siteId }
		: await readPlaceShown(db, person, at);
	const row = asRow({ ...saying, words, version: version.number }, { person, at, place });
	const day = serviceDay(at, person.timeZone);
	await db.write(async (tx) => {
		if (await isKnown(tx, saying.key)) return;
		await refuseTooMany(tx, person.id, day);
		const sender = { key: saying.key, employeeId: person.id, day, seenAt: at };
		await tx.insert(remarks).values(row);
		await tx.insert(remarkSenders).values(sender);
		await record(tx, row);
		await tellOwner(tx, thread, row);
	});
	return row.id;
}

/** Where a key leads: the remark's id. The way back is closed. */
export function remarkIdOf(key: string): string {
	return sha256(key);
}

function checkedWords(typed: string): string {
	const words = typed.trim();
	if (!words) throw new Invalid({ words: 'Write a sentence: what is it about?' });
	if (words.length > longestRemark) {
		const over = `You wrote ${words.length} characters.`;
		throw new Invalid({ words: `Shorten it to ${longestRemark} characters. ${over}` });
	}
	return words;
}

function asRow(
	{ key, policyId, version, lesson, kind, words, named }: Saying,
	{ person, at, place }: { person: Person; at: number; place: PlaceShown },
): Remark {
	return {
		id: remarkIdOf(key),
		policyId,
		policyVersion: version,
		lessonId: lesson?.id ?? null,
		lessonHash: lesson?.hash ?? null,
		kind,
		words,
		saidAt: at,
		employeeId: named ? person.id : null,
		...place,
	};
}

async function isKnown(tx: Reader, key: string): Promise<boolean> {
	const [row] = await tx
		.select({ key: remarkSenders.key })
		.from(remarkSenders)
		.where(eq(remarkSenders.key, key));
	return row !== undefined;
}

async function refuseTooMany(tx: Reader, employeeId: string, day: string): Promise<void> {
	const [today] = await tx
		.select({ count: count() })
		.from(remarkSenders)
		.where(and(eq(remarkSenders.employeeId, employeeId), eq(remarkSenders.day, day)));
	if ((today?.count ?? 0) < remarksADay) return;
	throw new Invalid({
		words: `You have told us ${remarksADay} things today, and we will read each. Send this one tomorrow.`,
	});
}

/** The record has her id only if she put her name to it, and never her words. */
async function record(tx: Transaction, row: Remark): Promise<void> {
	await appendAudit(tx, {
		at: row.saidAt,
		actorId: row.employeeId,
		action: 'remark.received',
		objectType: 'remark',
		objectId: row.id,
		payload: {
			policy: row.policyId,
			version: row.policyVersion,
			lesson: row.lessonId,
			kind: row.kind,
			named: row.employeeId !== null,
		},
	});
}

/** A policy belongs to a function; the person to tell is the one who signed its newest version. */
async function tellOwner(tx: Transaction, thread: PolicyThread, row: Remark): Promise<void> {
	const to = thread.versions.at(-1)?.publishedBy;
	if (!to || to === row.employeeId) return;
	await announce(tx, { kind: 'remark.received', to, remarkId: row.id }, row.saidAt);
}
