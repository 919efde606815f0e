import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { approvals } from '#db/schema/publishing.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { announce } from '#notifications/announce.ts';
import { readPerson } from '#people/person.ts';
import { may } from '#people/roles.ts';
import { authorsOf, type Draft, readDraft } from '#policies/draft.ts';

/** The drafts as somebody has read them: one, or all of a package. */
export type ReadDrafts = readonly { readonly policyId: string; readonly revision: number }[];

type Deed = { readonly by: string; readonly at: number };

/** Asks another leader to approve exactly these revisions. */
export async function askForApproval(
	db: Database,
	drafts: ReadDrafts,
	{ of, by, at }: Deed & { readonly of: string },
): Promise<void> {
	await db.write(async (tx) => {
		const leader = await readPerson(tx, of);
		if (!leader || !may(leader.roles, 'publish policies'))
			throw new Invalid({ leader: 'Choose a leader.' });
		for (const draft of await requireAsRead(tx, drafts)) {
			if (of === by || authorsOf(draft).includes(of)) throw new Invalid({ leader: ownWork });
			await ask(tx, draft, { of, by, at });
		}
		const [first] = drafts;
		if (first) await announce(tx, { kind: 'approval.asked', to: of, policyId: first.policyId }, at);
	});
}

const ownWork = 'Nobody approves their own words, or what they asked for. Choose another leader.';

/** Throws Invalid if a draft is no longer the one that was read. */
async function requireAsRead(tx: Transaction, drafts: ReadDrafts): Promise<Draft[]> {
	const found: Draft[] = [];
	for (const { policyId, revision } of drafts) {
		const draft = await readDraft(tx, policyId);
		if (draft?.revision !== revision) {
			const message = 'The draft was changed after you opened this page. Read it again.';
			throw new Invalid({ approval: message });
		}
		found.push(draft);
	}
	return found;
}

async function ask(
	tx: Transaction,
	{ policyId, revision }: Draft,
	{ of, by, at }: Deed & { of: string },
): Promise<void> {
	const row = { policyId, revision, askedOf: of, askedBy: by, askedAt: at };
	await tx
		.insert(approvals)
		.values({ ...row, id: randomUUID() })
		.onConflictDoNothing();
	await record(tx, 'approval.asked', policyId, { by, at }, { of, revision });
}

/** A leader who was asked approves what she has read, or sends it back with a word. */
export async function decideApproval(
	db: Database,
	drafts: ReadDrafts,
	given: Deed & { readonly decision: 'approved' | 'refused'; readonly comment: string },
): Promise<void> {
	const { decision, by, at } = given;
	const comment = given.comment.trim();
	await db.write(async (tx) => {
		const found = await requireAsRead(tx, drafts);
		const asked = new Set<string>();
		for (const draft of found) asked.add(await decide(tx, draft, { ...given, comment }));
		if (decision === 'refused' && comment === '')
			throw new Invalid({ comment: 'Say what is to be changed.' });
		const kind = decision === 'approved' ? 'approval.given' : 'approval.refused';
		for (const to of asked) {
			const [first] = drafts;
			if (first) await announce(tx, { kind, to, policyId: first.policyId }, at);
		}
		for (const { policyId, revision } of found)
			await record(tx, kind, policyId, { by, at }, { revision, comment });
	});
}

/** Writes the answer down; returns who had asked. */
async function decide(
	tx: Transaction,
	draft: Draft,
	{ decision, comment, by, at }: Deed & { decision: 'approved' | 'refused'; comment: string },
): Promise<string> {
	if (authorsOf(draft).includes(by)) throw new Invalid({ approval: ownWork });
	const mine = and(
		eq(approvals.policyId, draft.policyId),
		eq(approvals.revision, draft.revision),
		eq(approvals.askedOf, by),
	);
	const [row] = await tx
		.update(approvals)
		.set({ decision, comment, decidedAt: at })
		.where(mine)
		.returning({ askedBy: approvals.askedBy });
	if (!row) throw new NotFound('You are not asked to approve this.');
	return row.askedBy;
}

function record(
	tx: Transaction,
	action: string,
	policyId: string,
	{ by, at }: Deed,
	payload: Parameters<typeof appendAudit>[1]['payload'],
): Promise<void> {
	return appendAudit(tx, {
		...{ at, actorId: by, action, objectType: 'policy', objectId: policyId, payload },
	});
}
