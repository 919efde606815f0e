import { randomUUID } from 'node:crypto';
import { outbox } from '#db/schema/notifications.ts';
import type { Transaction } from '#db/writer.ts';

/**
 * What somebody is to be told. It names things by their ids and says nothing else: the words are
 * made when the message is written, and nothing confidential is ever in them.
 */
export type News =
	| {
			/** Everybody whom the change concerns hears of it once it is in force. */
			readonly kind: 'policy.published';
			readonly versions: readonly { readonly policyId: string; readonly number: number }[];
	  }
	| {
			/** A leader is asked to agree to a draft, to approve it, or told what was decided. */
			readonly kind: 'agreement.asked' | 'approval.asked' | 'approval.given' | 'approval.refused';
			readonly to: string;
			readonly policyId: string;
	  }
	| {
			/** Somebody said what is unclear, or was answered. */
			readonly kind: 'remark.received' | 'remark.answered';
			readonly to: string;
			readonly remarkId: string;
	  }
	| {
			/** Somebody was drawn for the chief executive's question. */
			readonly kind: 'pulse.asked';
			readonly to: string;
			readonly pulseId: string;
	  }
	| {
			/** Somebody has read what the learner said in her own words. */
			readonly kind: 'answer.read';
			readonly to: string;
			readonly answerId: string;
	  }
	| {
			readonly kind: 'nudge';
			readonly to: string;
			readonly policyId: string;
			/** Look at it again, also who is up to date. */
			readonly again?: true;
	  };

/** Puts news into the outbox, in the transaction of the deed that it tells of. */
export async function announce(tx: Transaction, news: News, at: number): Promise<void> {
	await tx.insert(outbox).values({ id: randomUUID(), news, at });
}
