import type { GivenAnswer } from '#completions/given-answer.ts';
import type { Database } from '#db/connection.ts';
import { createRandom } from '#db/seed/random.ts';
import { sit } from '#db/seed/sit.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';

/** All answers of one person to one lesson's questions, in order: the last one completes the lesson. */
export type PlannedSitting = {
	readonly person: Person;
	readonly answers: readonly Omit<GivenAnswer, 'shownAt'>[];
};

const random = createRandom('bench');

/** A sitting for every person and lesson, so that neighbours in the list are different people. */
export async function planSittings(
	db: Database,
	catalogue: Catalogue,
	people: readonly Person[],
): Promise<PlannedSitting[]> {
	const open = await db.read.query.attempts.findMany({
		where: (row, { and, isNull }) => and(isNull(row.finishedAt), isNull(row.replacedBy)),
	});
	// Whoever is in the middle of a lesson would go on there.
	const busy = new Set(open.map((attempt) => attempt.employeeId));
	return catalogue.lessons.flatMap((lesson) =>
		people
			.filter(({ id }) => !busy.has(id))
			.map((person) => ({ person, answers: planAnswers(lesson) })),
	);
}

/** Every answer right at once, as the page would send it. */
function planAnswers({ id, questions }: Catalogue['lessons'][number]): PlannedSitting['answers'] {
	const attemptId = random.uuid();
	const sitting = { attemptId, questions, beganAt: 0, skill: 1, stopsAfter: undefined };
	return sit(sitting, random).map(({ questionId, round, step, places }) => ({
		subject: { kind: 'lesson', id },
		attemptId,
		questionId,
		round,
		step,
		places,
	}));
}

/** Puts one answer on record; fails if it was not. */
export type Answer = (person: Person, given: GivenAnswer) => Promise<void>;

/** So many sittings at a time, each in order: how many answers were acknowledged, and how fast. */
export async function answerSittings(
	sittings: readonly PlannedSitting[],
	inFlight: number,
	answer: Answer,
): Promise<{ count: number; perSecond: number }> {
	const began = performance.now();
	const shownAt = Date.now();
	const waiting = [...sittings];
	let count = 0;
	const lines = Array.from({ length: inFlight }, async () => {
		for (let sitting = waiting.shift(); sitting; sitting = waiting.shift()) {
			for (const given of sitting.answers) {
				await answer(sitting.person, { ...given, shownAt });
				count += 1;
			}
		}
	});
	await Promise.all(lines);
	return { count, perSecond: (count * 1000) / (performance.now() - began) };
}
