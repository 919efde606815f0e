import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database, Reader } from '#db/connection.ts';
import { employees, teams } from '#db/schema/people.ts';
import { recallAnswers, recallReviews, recallWordings } from '#db/schema/recalls.ts';
import type { Transaction } from '#db/writer.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { announce } from '#notifications/announce.ts';
import { nameShownTo } from '#people/name-shown.ts';
import type { Person } from '#people/person.ts';
import { lineOf } from './appeal-answer.ts';
import { setVerdict } from './set-verdict.ts';
import { mayRead } from './to-read.ts';

type SaidRow = typeof recallAnswers.$inferSelect;

export type Decision = {
	readonly answerId: string;
	readonly decision: 'knows' | 'not yet';
	/** To the learner; may be empty. */
	readonly reply: string;
	/** The words that showed an idea which the grader missed; may be empty. */
	readonly wording: string;
	/** The idea's place among the required ones. */
	readonly idea?: number | undefined;
};

/** `decided`: this decision counts. `before`: somebody was first. */
export type DecisionOutcome = 'decided' | 'before';

export const longestWording = 120;

/** Decides about an answer that waits: the first decision counts, and the learner is told. */
export async function decideAnswer(
	db: Database,
	{ reader, at }: { readonly reader: Person; readonly at: number },
	given: Decision,
): Promise<DecisionOutcome> {
	const { answerId, decision } = given;
	const reply = lineOf(given.reply, 'reply');
	const wording = decision === 'knows' ? plainWords(given.wording) : '';
	return db.write(async (tx) => {
		const row = await answerFor(tx, reader, answerId);
		const idea = wording === '' ? undefined : ideaOf(row, given.idea);
		const [first] = await tx
			.update(recallReviews)
			.set({ decision, decidedBy: reader.id, decidedAt: at, reply })
			.where(and(eq(recallReviews.answerId, answerId), isNull(recallReviews.decidedAt)))
			.returning();
		if (!first) return 'before';
		await setVerdict(tx, row, decision);
		await appendAudit(tx, {
			at,
			actorId: reader.id,
			action: 'answer.read',
			objectType: 'answer',
			objectId: answerId,
			payload: { question: row.questionId, policy: row.policyId, cause: first.cause, decision },
		});
		await announce(tx, { kind: 'answer.read', to: row.employeeId, answerId }, at);
		if (idea) await propose(tx, { row, by: reader.id, at }, { ...idea, wording });
		return 'decided';
	});
}

/** An answer that a person asked to be read, if this reader may; anybody else's is not found. */
async function answerFor(db: Reader, reader: Person, answerId: string): Promise<SaidRow> {
	const [found] = await db
		.select({ row: recallAnswers })
		.from(recallReviews)
		.innerJoin(recallAnswers, eq(recallAnswers.id, recallReviews.answerId))
		.innerJoin(employees, eq(employees.id, recallAnswers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(and(eq(recallReviews.answerId, answerId), mayRead(reader)));
	if (!found) throw new NotFound('There is no such answer to read.');
	return found.row;
}

/** Words as a colleague types them: the signs of the grader's patterns are no words. */
function plainWords(typed: string): string {
	const words = typed.replace(/[^\p{L}\p{N}'’%€$£]+/gu, ' ').trim();
	if (words.length <= longestWording) return words;
	throw new Invalid({ wording: `A few words are enough: ${longestWording} characters at most.` });
}

function ideaOf({ grading }: SaidRow, place: number | undefined) {
	const idea = place === undefined ? undefined : grading.required[place];
	if (!idea || place === undefined) throw new Invalid({ idea: 'Choose what these words show.' });
	return { idea: place, ideaName: idea.name };
}

type Proposal = Pick<typeof recallWordings.$inferInsert, 'idea' | 'ideaName' | 'wording'>;

/** What a reader recognised, for the policy's owner to take up or leave. */
async function propose(
	tx: Transaction,
	{ row, by, at }: { readonly row: SaidRow; readonly by: string; readonly at: number },
	proposal: Proposal,
): Promise<void> {
	const { id: answerId, questionId, policyId } = row;
	const id = randomUUID();
	const proposed = { proposedBy: by, proposedAt: at };
	await tx.insert(recallWordings).values({ id, questionId, answerId, ...proposal, ...proposed });
	await appendAudit(tx, {
		at,
		actorId: by,
		action: 'wording.proposed',
		objectType: 'question',
		objectId: questionId,
		payload: { policy: policyId, idea: proposal.idea },
	});
}

/** What was decided about an answer, and who did. */
export type Decided = {
	readonly decision: 'knows' | 'not yet';
	readonly by: string;
	readonly at: number;
	readonly questionId: string;
	/** The grader had not seen it: it can be taught. */
	readonly missed: boolean;
};

/** For a reader who has just decided, or came second; undefined where nothing is decided, or for her to see. */
export async function readDecided(
	db: Reader,
	reader: Person,
	answerId: string,
): Promise<Decided | undefined> {
	const row = await answerFor(db, reader, answerId).catch(() => undefined);
	if (!row) return undefined;
	const [found] = await db
		.select({ review: recallReviews, by: nameShownTo(reader.vendorId) })
		.from(recallReviews)
		.innerJoin(employees, eq(employees.id, recallReviews.decidedBy))
		.where(eq(recallReviews.answerId, answerId));
	const { decision = null, decidedAt: at = null } = found?.review ?? {};
	if (!found || decision === null || at === null) return undefined;
	const missed = decision === 'knows' && row.verdict !== 'knows';
	return { decision, by: found.by, at, questionId: row.questionId, missed };
}
