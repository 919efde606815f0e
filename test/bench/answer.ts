import { count } from 'drizzle-orm';
import { answerQuestion } from '#completions/answer-question.ts';
import type { GivenAnswer } from '#completions/given-answer.ts';
import type { Database } from '#db/connection.ts';
import { answers } from '#db/schema/completions.ts';
import { type Person, readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { insertsPerSecond, makeBareTable } from './bare-inserts.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { alternate, type Measurement, rate, say } from './measurement.ts';
import { answersPerSecond, planSittings } from './sittings.ts';

export const inFlight = 32;
export const rounds = 5;
export const sittingsPerRound = 192;
export const bareRowsPerRound = 4096;

/** How many answers a second are graded and on disk when 32 people answer at a time. */
export async function measureAnswers({ catalogue, ...company }: Company): Promise<Measurement[]> {
	const file = copyOf({ catalogue, ...company }, 'answer');
	return withDatabase(file, async (db) => {
		const people = await readPeople(db.read, undefined);
		const sittings = await planSittings(db, catalogue, people);
		const before = await countAnswers(db);
		let given = 0;
		const answer = async (person: Person, one: GivenAnswer) => {
			const history = await readPolicies(db.read);
			const around = { person, catalogue, history, at: Date.now() };
			const outcome = await answerQuestion(db, around, one);
			if (outcome.kind !== 'recorded') throw new Error(`An answer was ${outcome.kind}.`);
			given += 1;
		};
		const ours = () => answersPerSecond(sittings.splice(0, sittingsPerRound), inFlight, answer);
		const bare = () => insertsPerSecond(db, bareRowsPerRound, inFlight);
		await makeBareTable(db);
		await ours();
		await bare();
		say(`answer: ${rounds} rounds of ${sittingsPerRound} sittings`);
		const line = rate('answer-32', 'answers/s', await alternate(rounds, ours, bare));
		await refuseLoss(db, before + given);
		return [line];
	});
}

/** Every answer that was acknowledged has to be there. */
export async function refuseLoss(db: Database, expected: number): Promise<void> {
	const found = await countAnswers(db);
	if (found !== expected)
		throw new Error(`${expected} answers were said to be kept, ${found} are.`);
}

export async function countAnswers(db: Database): Promise<number> {
	const [row] = await db.read.select({ count: count() }).from(answers);
	return row?.count ?? 0;
}
