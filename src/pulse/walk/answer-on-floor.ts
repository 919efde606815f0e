import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import { saidIn } from '#completions/grade-given.ts';
import { judgeRecall } from '#completions/judge-recall.ts';
import type { Database } from '#db/connection.ts';
import { walkAnswers } from '#db/schema/walks.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { readSite } from '#people/places-list.ts';
import { freshPolicies, type PolicyHistory, versionAt } from '#policies/versions.ts';
import type { RecallQuestion } from '#quiz/question.ts';
import { personOnFloor } from './whom.ts';

/** What somebody said to a leader, as she wrote it down. */
export type Spoken = {
	/** Made by the page: a double tap, or a form sent again, counts once. */
	readonly id: string;
	readonly questionId: string;
	readonly siteId: string;
	/** Who said it; undefined for whoever stood there. */
	readonly employeeId: string | undefined;
	/** Her name is kept with it. */
	readonly named: boolean;
	/** In which language it was asked. */
	readonly language: string;
	readonly said: string;
	/** When the question was shown: it is judged by what held then. */
	readonly shownAt: number;
};

export type AroundFloor = {
	readonly leader: Person;
	readonly catalogue: Catalogue;
	readonly history: PolicyHistory;
	readonly at: number;
};

/**
 * Grades what somebody said to a leader on the floor and keeps it. It is a help for talking: no card,
 * no practice, nothing on her record, and no part of any estimate.
 */
export async function answerOnFloor(
	db: Database,
	around: AroundFloor,
	spoken: Spoken,
): Promise<void> {
	const question = around.catalogue.questionById.get(spoken.questionId)?.question;
	if (question?.kind !== 'recall') throw new NotFound('There is no such question.');
	const said = saidIn(spoken);
	await db.write(async (tx) => {
		const known = await tx
			.select({ id: walkAnswers.id })
			.from(walkAnswers)
			.where(eq(walkAnswers.id, spoken.id));
		if (known.length > 0) return;
		// Something may have been published since the caller read the policies.
		const history = await freshPolicies(tx, around.history);
		const row = await graded(tx, { ...around, history }, question, { ...spoken, said });
		await tx.insert(walkAnswers).values(row);
		// Who asked and what: not whom, and not how it went.
		const { policyId, policyVersion, siteId } = row;
		await appendAudit(tx, {
			...{ at: around.at, actorId: around.leader.id, action: 'walk.asked' },
			...{ objectType: 'walk', objectId: spoken.id },
			payload: {
				question: question.id,
				policy: policyId,
				version: policyVersion,
				site: siteId ?? null,
			},
		});
	});
}

async function graded(
	tx: Transaction,
	{ leader, catalogue, history, at }: AroundFloor,
	question: RecallQuestion,
	spoken: Spoken,
): Promise<typeof walkAnswers.$inferInsert> {
	const { id, employeeId, language, said, named } = spoken;
	const person = employeeId === undefined ? undefined : await personOnFloor(tx, leader, employeeId);
	const { id: siteId, market } = await readSite(tx, person?.siteId ?? spoken.siteId);
	const shownAt = Math.min(spoken.shownAt, at);
	const { policyId } = question;
	const version = versionAt(history.byId.get(policyId), shownAt);
	if (!version) throw new Invalid({ choice: 'This policy is not in force. Choose another.' });
	const reader = { language, siteId, market };
	return {
		...{ id, questionId: question.id, policyId, policyVersion: version.number, siteId, said, at },
		...(await judgeRecall(tx, { catalogue, history }, question, { said, reader, at: shownAt })),
		...{ askedBy: leader.id, employeeId: named && person ? person.id : null },
	};
}

/** It was written down wrong: the leader takes her own answer out. Another's is not found. */
export async function takeOutAnswer(
	db: Database,
	{ id, by, at }: { readonly id: string; readonly by: string; readonly at: number },
): Promise<void> {
	await db.write(async (tx) => {
		const own = and(eq(walkAnswers.id, id), eq(walkAnswers.askedBy, by));
		const gone = await tx.delete(walkAnswers).where(own).returning();
		if (gone.length === 0) throw new NotFound('There is no such answer.');
		await appendAudit(tx, {
			...{ at, actorId: by, action: 'walk.taken out', objectType: 'walk', objectId: id },
			payload: {},
		});
	});
}
