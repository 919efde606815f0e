import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { answers, attempts, completions } from '#db/schema/completions.ts';
import type { Person } from '#people/person.ts';

/** Every answer of a person as it is on record, in the order in which they were given. */
export async function answersOf(db: Reader, { id }: Person) {
	const rows = await db
		.select({ answer: answers })
		.from(answers)
		.innerJoin(attempts, eq(attempts.id, answers.attemptId))
		.where(eq(attempts.employeeId, id))
		.orderBy(asc(answers.answeredAt), answers.questionId, answers.round, answers.step);
	return rows.map(({ answer }) => answer);
}

export async function attemptsOf(db: Reader, { id }: Person) {
	return db
		.select()
		.from(attempts)
		.where(eq(attempts.employeeId, id))
		.orderBy(attempts.beganAt, attempts.id);
}

export async function completionsOf(db: Reader, { id }: Person) {
	return db
		.select()
		.from(completions)
		.where(eq(completions.employeeId, id))
		.orderBy(completions.lessonId, completions.policyId, completions.policyVersion);
}

/** The same as `lending: loans 1`, a line for each row. */
export async function completedBy(db: Reader, person: Person): Promise<string[]> {
	const rows = await completionsOf(db, person);
	return rows.map(
		({ lessonId, policyId, policyVersion }) => `${lessonId}: ${policyId} ${policyVersion}`,
	);
}
