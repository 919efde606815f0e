import { and, eq, inArray } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { remarkAnswers, remarks } from '#db/schema/remarks.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { sha256 } from '#lib/hash.ts';
import { announce } from '#notifications/announce.ts';
import type { PolicyVersion } from '#policies/versions.ts';
import { inDraft } from './read-remarks.ts';
import type { Remark } from './tell-us.ts';

export type RemarkAnswer = typeof remarkAnswers.$inferSelect;

export type Answering = {
	/** Made by the page: the same form sent twice answers once. */
	readonly key: string;
	readonly remarkIds: readonly string[];
	readonly kind: 'answered' | 'folded' | 'noted';
	readonly words: string;
	readonly by: string;
	readonly at: number;
};

export const longestAnswer = 1000;

/** Answers one or several remarks with the same words. Returns the policies that they are about. */
export async function answerRemarks(db: Database, answering: Answering): Promise<string[]> {
	const words = checkedWords(answering);
	const ids = [...new Set(answering.remarkIds)];
	if (ids.length === 0) throw new Invalid({ remark: 'Tick the remarks that this answers.' });
	return db.write(async (tx) => {
		const found = await tx.select().from(remarks).where(inArray(remarks.id, ids));
		if (found.length < ids.length) throw new NotFound('There is no such remark.');
		const { key, kind, by, at } = answering;
		for (const remark of found) {
			await append(tx, remark, { key, kind, words, version: null, by, at });
		}
		return [...new Set(found.map(({ policyId }) => policyId))];
	});
}

/** What is said about a remark that is folded, where the leader leaves it at that. */
const foldedWords = 'Thank you. We are taking this into the next wording.';

function checkedWords({ kind, words: typed }: Answering): string {
	const words = typed.trim();
	if (words.length > longestAnswer) {
		throw new Invalid({ words: `Shorten the answer to ${longestAnswer} characters.` });
	}
	if (words) return words;
	if (kind === 'folded') return foldedWords;
	throw new Invalid({ words: 'Write the answer: those who told us read it.' });
}

/**
 * Tells everybody whose remark was folded into a policy's draft that its version is out. Called in
 * the transaction that publishes it.
 */
export async function tellThoseFolded(tx: Transaction, version: PolicyVersion): Promise<void> {
	const { policyId, number, publishedBy: by, publishedAt: at } = version;
	if (by === null) return;
	const waiting = await inDraft(tx, policyId);
	const words = `Your remark is in version ${number}.`;
	for (const { remark } of waiting) {
		const key = `${policyId} ${number}`;
		await append(tx, remark, { key, kind: 'published', words, version: number, by, at });
	}
}

type NewAnswer = Omit<RemarkAnswer, 'id' | 'remarkId'> & { readonly key: string };

async function append(tx: Transaction, remark: Remark, { key, ...answer }: NewAnswer) {
	const id = sha256(`${key} ${remark.id}`);
	const known = await tx
		.select({ id: remarkAnswers.id })
		.from(remarkAnswers)
		.where(and(eq(remarkAnswers.id, id), eq(remarkAnswers.remarkId, remark.id)));
	if (known.length > 0) return;
	await tx.insert(remarkAnswers).values({ id, remarkId: remark.id, ...answer });
	await appendAudit(tx, {
		at: answer.at,
		actorId: answer.by,
		action: 'remark.answered',
		objectType: 'remark',
		objectId: remark.id,
		payload: { policy: remark.policyId, kind: answer.kind, version: answer.version },
	});
	// Who gave no name hears of it on her own pages alone: a message would say whose remark it is.
	const to = remark.employeeId;
	if (to) await announce(tx, { kind: 'remark.answered', to, remarkId: remark.id }, answer.at);
}
