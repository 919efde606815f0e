import type { GivenAnswer } from '#completions/given-answer.ts';
import type { Database } from '#db/connection.ts';
import { createRandom } from '#db/seed/random.ts';
import { sit } from '#db/seed/sit.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { policySaid } from '#lessons/recall-grader.ts';
import { formatQuantity } from '#lib/quantity.ts';
import { fillTemplate } from '#lib/template.ts';
import type { Person } from '#people/person.ts';
import type { PolicySaid } from '#quiz/recall/grade-recall.ts';

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
	const written = new Map(
		catalogue.policies.map(({ id, body }) => [id, policySaid(id, body.facts).facts] as const),
	);
	return catalogue.lessons.flatMap((lesson) =>
		people
			.filter(({ id }) => !busy.has(id))
			.map((person) => ({ person, answers: planAnswers(lesson, written) })),
	);
}

type Written = ReadonlyMap<string, PolicySaid['facts']>;

/** Every answer right at once, as the page would send it. */
function planAnswers(
	{ id, questions }: Catalogue['lessons'][number],
	written: Written,
): PlannedSitting['answers'] {
	const attemptId = random.uuid();
	const sitting = { attemptId, questions, beganAt: 0, skill: 1, stopsAfter: undefined };
	return sit(sitting, random).map(({ questionId, round, step, places, said }) => ({
		subject: { kind: 'lesson', id },
		attemptId,
		questionId,
		round,
		step,
		places,
		said: said ? fillTemplate(said, (name) => shown(name, written)) : undefined,
	}));
}

function shown(name: string, written: Written): string {
	const quantity = written.get(name.split('.')[0] ?? '')?.get(name);
	return quantity ? formatQuantity(quantity) : '';
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
