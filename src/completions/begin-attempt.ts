import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { answers, attempts } from '#db/schema/completions.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { NotFound } from '#lib/errors.ts';
import type { Question } from '#quiz/question.ts';
import type { GivenAnswer, Surroundings } from './given-answer.ts';
import {
	type Attempt,
	changedSince,
	pinnedFor,
	readAnswers,
	type Subject,
	untouched,
} from './attempt.ts';
import { findAttempt, finishedSince } from './find-attempt.ts';
import type { AnswerRow } from './progress.ts';

/** The attempt that an answer belongs to: found, begun, or begun again under newer versions. */
export async function attemptFor(
	tx: Transaction,
	around: Surroundings,
	given: GivenAnswer,
	questions: readonly Question[],
): Promise<Attempt> {
	const { person, at } = around;
	const found = await findAttempt(tx, person.id, given.subject, given.attemptId);
	if (!found) {
		// A minute begins by itself, with what it asks; an answer does not begin one.
		if (given.subject.kind === 'practice') throw new NotFound('This minute has not begun.');
		const finished = await finishedSince(tx, person.id, given.subject, given.shownAt);
		return finished ?? beginAttempt(tx, around, given, given.attemptId);
	}
	if (at - found.beganAt <= pinnedFor || found.finishedAt !== null) return found;
	const changed = changedSince(around, given.subject, questions, found.beganAt);
	if (changed.size === 0) return found;
	const kept = untouched(await readAnswers(tx, found.id), questions, changed);
	return beginAgain(tx, around, given, { found, kept });
}

async function beginAttempt(
	tx: Transaction,
	{ person, catalogue, at }: Surroundings,
	given: GivenAnswer,
	id: string,
	asked: Attempt['asked'] = null,
): Promise<Attempt> {
	const recent = given.shownAt <= at && at - given.shownAt <= pinnedFor;
	const [attempt] = await tx
		.insert(attempts)
		.values({
			id,
			employeeId: person.id,
			kind: given.subject.kind,
			subject: given.subject.id,
			beganAt: recent ? given.shownAt : at,
			contentHash: contentHash(catalogue, given.subject),
			revision: revisionOf(catalogue, given.subject),
			asked,
		})
		.onConflictDoNothing()
		.returning();
	// The id is taken, and not by this person: it was made up.
	if (!attempt) throw new NotFound('This attempt belongs to somebody else.');
	return attempt;
}

/** Takes over the answers that the change does not touch. */
async function beginAgain(
	tx: Transaction,
	around: Surroundings,
	given: GivenAnswer,
	{ found, kept }: { found: Attempt; kept: readonly AnswerRow[] },
): Promise<Attempt> {
	const id = randomUUID();
	// First out of the way: a person has one open attempt on a subject.
	await tx.update(attempts).set({ replacedBy: id }).where(eq(attempts.id, found.id));
	const attempt = await beginAttempt(tx, around, given, id, found.asked);
	if (kept.length > 0) {
		await tx.insert(answers).values(kept.map((row) => ({ ...row, attemptId: id })));
	}
	return attempt;
}

function revisionOf(catalogue: Catalogue, subject: Subject): number | null {
	if (subject.kind !== 'lesson') return null;
	return catalogue.lessonById.get(subject.id)?.revision ?? null;
}

function contentHash(catalogue: Catalogue, { kind, id }: Subject): string {
	// The daily minute keeps what it asked instead.
	if (kind === 'practice') return '';
	const lessons = catalogue.lessons.filter((lesson) =>
		kind === 'lesson' ? lesson.id === id : lesson.policies.includes(id),
	);
	return lessons.map(({ hash }) => hash).join(' ');
}
