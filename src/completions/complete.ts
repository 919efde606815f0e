import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import { attempts, completions } from '#db/schema/completions.ts';
import type { Transaction } from '#db/writer.ts';
import { NotFound } from '#lib/errors.ts';
import { versionAt } from '#policies/versions.ts';
import type { Surroundings } from './given-answer.ts';
import { waitingAt } from './askable.ts';
import type { Attempt } from './attempt.ts';
import type { Progress } from './progress.ts';
import { laterRevision, revisionsCompletedOn } from './revisions.ts';

/**
 * Finishes an attempt: a row per lesson and policy, under the versions that the attempt was pinned
 * to. An update writes its policy's row for every lesson completed before.
 */
export async function completeAttempt(
	tx: Transaction,
	around: Surroundings,
	attempt: Attempt,
	progress: Progress,
): Promise<void> {
	const { person, history, at } = around;
	await tx.update(attempts).set({ finishedAt: at }).where(eq(attempts.id, attempt.id));
	// The daily minute completes nothing: its answers become reviews.
	if (attempt.kind === 'practice') return;
	const covered = await lessonsAndPolicies(tx, around, attempt);
	const rows = covered.flatMap(({ lessonId, policyId, contentHash, revision }) => {
		const version = versionAt(history.byId.get(policyId), attempt.beganAt);
		if (!version) return [];
		return {
			employeeId: person.id,
			lessonId,
			policyId,
			policyVersion: version.number,
			completedAt: at,
			attemptId: attempt.id,
			contentHash,
			rightFirst: progress.rightFirst,
			questions: progress.questions,
			revision,
		};
	});
	if (rows.length === 0) return;
	await tx
		.insert(completions)
		.values(rows)
		.onConflictDoUpdate({
			target: [
				completions.employeeId,
				completions.lessonId,
				completions.policyId,
				completions.policyVersion,
			],
			set: { renewedAt: at, revision: laterRevision },
		});
	await appendAudit(tx, {
		at,
		actorId: person.id,
		action: attempt.kind === 'lesson' ? 'lesson.completed' : 'update.completed',
		objectType: attempt.kind === 'lesson' ? 'lesson' : 'policy',
		objectId: attempt.subject,
		payload: {
			attempt: attempt.id,
			rightFirst: progress.rightFirst,
			questions: progress.questions,
			versions: Object.fromEntries(rows.map((row) => [row.policyId, row.policyVersion])),
		},
	});
}

type Covered = {
	readonly lessonId: string;
	readonly policyId: string;
	readonly contentHash: string;
	readonly revision: number | null;
};

async function lessonsAndPolicies(
	tx: Transaction,
	{ person, catalogue, history }: Surroundings,
	attempt: Attempt,
): Promise<Covered[]> {
	const { kind, subject } = attempt;
	if (kind === 'update') {
		// An update does not teach the rest of a lesson: it stays as she knew it.
		const lessons = await revisionsCompletedOn(tx, person.id, subject);
		return [...lessons].map(([lessonId, revision]) => {
			const contentHash = catalogue.lessonById.get(lessonId)?.hash ?? '';
			return { lessonId, policyId: subject, contentHash, revision };
		});
	}
	const lesson = catalogue.lessonById.get(subject);
	if (!lesson) throw new NotFound('This lesson is no longer taught.');
	// Nobody is on record for what could not be asked.
	const waits = waitingAt(history, attempt.beganAt);
	const asked = lesson.policies.filter((policyId) => !waits(lesson, policyId));
	return asked.map((policyId) => ({
		lessonId: lesson.id,
		policyId,
		contentHash: lesson.hash,
		revision: attempt.revision,
	}));
}
