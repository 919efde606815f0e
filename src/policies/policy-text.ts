import { and, desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { policyTexts } from '#db/schema/policy-texts.ts';
import type { Transaction } from '#db/writer.ts';
import { appendAudit } from '#audit/append.ts';
import { canonicalJson, sha256 } from '#lib/hash.ts';
import type { Rename } from './renames.ts';

/** One edition of a policy's texts in one language. */
export type PolicyText = typeof policyTexts.$inferSelect & {
	/** The other names of its policy's facts, once it is read with its policy: not part of what was written. */
	readonly renames?: readonly Rename[];
};

export type NewText = Omit<PolicyText, 'seq' | 'edition' | 'hash' | 'previousHash' | 'renames'>;

/** The edition of a policy and language that was written last. */
export async function newestText(
	db: Reader,
	policyId: string,
	language: string,
): Promise<PolicyText | undefined> {
	const [newest] = await db
		.select()
		.from(policyTexts)
		.where(and(eq(policyTexts.policyId, policyId), eq(policyTexts.language, language)))
		.orderBy(desc(policyTexts.edition))
		.limit(1);
	return newest;
}

/** Adds the next edition, chained to the one before, and says so in the record. The version stays untouched. */
export async function appendText(tx: Transaction, text: NewText): Promise<PolicyText> {
	const previous = await newestText(tx, text.policyId, text.language);
	const numbered = {
		...text,
		edition: (previous?.edition ?? 0) + 1,
		previousHash: previous?.hash ?? null,
	};
	const row = { ...numbered, hash: textHash(numbered) };
	const [stored] = await tx.insert(policyTexts).values(row).returning();
	if (!stored) throw new Error(`A text of ${row.policyId} in ${row.language} was not stored.`);
	const { number, language, edition, hash } = stored;
	await appendAudit(tx, {
		at: stored.writtenAt,
		actorId: stored.writtenBy,
		action: 'text.published',
		objectType: 'policy',
		objectId: stored.policyId,
		payload: { version: number, language, edition, hash },
	});
	return stored;
}

/** SHA-256 over the canonical form of everything that was written, the hash of the edition before included. */
export function textHash(text: Omit<PolicyText, 'seq' | 'hash'>): string {
	const { policyId, number, language, edition, title, statement, why, how } = text;
	const { sourceHashes, writtenBy, writtenAt, previousHash } = text;
	return sha256(
		canonicalJson({
			...{ policyId, number, language, edition, title, statement, why, how: { ...how } },
			...{ sourceHashes: { ...sourceHashes }, writtenBy, writtenAt, previousHash },
		}),
	);
}
