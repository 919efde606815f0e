import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { lte } from 'drizzle-orm';
import type { Database } from '#db/connection.ts';
import { usedChallenges } from '#db/schema/proofs.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid } from '#lib/errors.ts';
import { secretKey } from '#db/secret-key.ts';

/** What a challenge is for; one that was made for something else, or somebody else, is none. */
export type ChallengeFor = {
	readonly purpose: 'register' | 'prove' | 'sign in';
	/** Whose it is; empty before anybody is known. */
	readonly employeeId: string;
};

/** Milliseconds; a person looks for her key first. */
export const challengeLasts = 10 * 60_000;

const randomLength = 16;
const timeLength = 8;

/**
 * A challenge for WebAuthn, base64url: random bytes, the time, and our signature over both and what
 * it is for. Making one writes nothing, so a page may have one in it; using one is written down.
 */
export async function makeChallenge(
	db: Database,
	what: ChallengeFor,
	at: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const time = Buffer.alloc(timeLength);
	time.writeBigUInt64BE(BigInt(at));
	const head = Buffer.concat([randomBytes(randomLength), time]);
	const signed = Buffer.concat([head, signature(await challengeKey(db, at), head, what)]);
	return Uint8Array.from(signed);
}

/** Whether we made it for this, not too long ago. */
export async function isOurChallenge(
	db: Database,
	challenge: string,
	what: ChallengeFor,
	at: number,
): Promise<boolean> {
	const bytes = Buffer.from(challenge, 'base64url');
	const head = bytes.subarray(0, randomLength + timeLength);
	const given = bytes.subarray(randomLength + timeLength);
	const wanted = signature(await challengeKey(db, at), head, what);
	if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
	const age = at - Number(head.readBigUInt64BE(randomLength));
	return age >= 0 && age < challengeLasts;
}

/** Takes a challenge out of the world, in the transaction of what it was answered for. */
export async function useUpChallenge(
	tx: Transaction,
	challenge: string,
	at: number,
): Promise<void> {
	await tx.delete(usedChallenges).where(lte(usedChallenges.expiresAt, at));
	const used = await tx
		.insert(usedChallenges)
		.values({ challenge, expiresAt: at + challengeLasts })
		.onConflictDoNothing()
		.returning();
	if (used.length === 0) {
		throw new Invalid({ passkey: 'This was used already. Open the page again and retry.' });
	}
}

function challengeKey(db: Database, at: number): Promise<string> {
	return secretKey(db, 'passkey challenges', at);
}

function signature(key: string, head: Buffer, { purpose, employeeId }: ChallengeFor): Buffer {
	return createHmac('sha256', key).update(head).update(`${purpose}\n${employeeId}`).digest();
}
