import { appendAudit } from '#audit/append.ts';
import { lessonRevisions } from '#db/schema/lessons.ts';
import type { Transaction } from '#db/writer.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Lesson } from '#lessons/lesson.ts';

/**
 * Notes since when each lesson is taught as its author last rewrote it. The first revision that is
 * ever seen asks nobody; a higher one later asks everybody who did an older one.
 */
export async function noteRevisions(
	tx: Transaction,
	{ lessons }: Catalogue,
	at: number,
): Promise<void> {
	const seen = await tx.select().from(lessonRevisions);
	for (const lesson of lessons) {
		const known = seen.filter(({ lessonId }) => lessonId === lesson.id);
		if (known.some(({ revision }) => revision === lesson.revision)) continue;
		await noteRevision(tx, lesson, { at, asksAgain: known.length > 0 });
	}
}

async function noteRevision(
	tx: Transaction,
	{ id, revision, hash, file }: Lesson,
	{ at, asksAgain }: { at: number; asksAgain: boolean },
): Promise<void> {
	await tx.insert(lessonRevisions).values({ lessonId: id, revision, firstSeenAt: at, hash });
	if (!asksAgain) return;
	await appendAudit(tx, {
		at,
		actorId: null,
		action: 'lesson.rewritten',
		objectType: 'lesson',
		objectId: id,
		payload: { revision, hash, file },
	});
}
