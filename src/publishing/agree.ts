import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { agreements } from '#db/schema/publishing.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid } from '#lib/errors.ts';
import { announce } from '#notifications/announce.ts';
import { readDraft } from '#policies/draft.ts';
import { functionsConcerned } from './consent.ts';
import { readGround } from './ground.ts';
import { readRequest } from './requests.ts';

/** Asks the owner of every function that a draft concerns to agree to this revision; returns how many. */
export async function askForAgreement(
	db: Database,
	catalogue: Catalogue,
	asked: { policyId: string; revision: number; by: string; at: number },
): Promise<number> {
	const { policyId, revision, at } = asked;
	return db.write(async (tx) => {
		const draft = await readDraft(tx, policyId);
		if (draft?.revision !== revision) throw new Invalid({ agreement: changed });
		const standings = functionsConcerned(draft, await readGround(tx, catalogue, policyId, at));
		const open = standings.filter(({ kind }) => kind === 'not asked');
		for (const { concerned } of open) {
			if (concerned.ownerId) await ask(tx, concerned.id, { ...asked, askedOf: concerned.ownerId });
		}
		return open.length;
	});
}

const changed = 'The draft was changed after you opened this page. Read it again.';

async function ask(
	tx: Transaction,
	functionId: string,
	asked: { policyId: string; revision: number; askedOf: string; by: string; at: number },
): Promise<void> {
	const { policyId, revision, askedOf, by, at } = asked;
	const row = { policyId, revision, functionId, askedOf, askedBy: by, askedAt: at };
	// Somebody else may have answered for the function when it was asked before.
	await tx
		.insert(agreements)
		.values({ ...row, id: randomUUID() })
		.onConflictDoUpdate({
			target: [agreements.policyId, agreements.revision, agreements.functionId],
			set: { askedOf, askedBy: by, askedAt: at },
		});
	await announce(tx, { kind: 'agreement.asked', to: askedOf, policyId }, at);
	await record(
		tx,
		'agreement.asked',
		policyId,
		{ by, at },
		{ function: functionId, of: askedOf, revision },
	);
}

/** A function's owner agrees to a draft, or says why not. She may change her mind until it is published. */
export async function decideAgreement(
	db: Database,
	given: { id: string; decision: 'agreed' | 'objected'; comment: string; by: string; at: number },
): Promise<void> {
	const { id, decision, by, at } = given;
	const comment = given.comment.trim();
	await db.write(async (tx) => {
		const { request, draft } = await readRequest(tx, id, by);
		if (!draft)
			throw new Invalid({
				decision: 'The draft has changed since you were asked. You will be asked again.',
			});
		if (decision === 'objected' && comment === '')
			throw new Invalid({ comment: 'Say why not, so that it can be mended.' });
		const decided = { decision, comment, decidedAt: at };
		await tx.update(agreements).set(decided).where(eq(agreements.id, id));
		const { policyId, functionId, revision } = request;
		await record(
			tx,
			`agreement.${decision}`,
			policyId,
			{ by, at },
			{ function: functionId, revision, comment },
		);
	});
}

function record(
	tx: Transaction,
	action: string,
	policyId: string,
	{ by, at }: { by: string; at: number },
	payload: Parameters<typeof appendAudit>[1]['payload'],
): Promise<void> {
	return appendAudit(tx, {
		...{ at, actorId: by, action, objectType: 'policy', objectId: policyId, payload },
	});
}
