import { answerQuestion } from '#completions/answer-question.ts';
import { readPeople } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { answerAgainstInserts, countAnswers, refuseLoss } from './answer-rounds.ts';
import { type Company, copyOf, withDatabase } from './company.ts';
import { type Measurement, rate } from './measurement.ts';
import { type Answer, planSittings } from './sittings.ts';

/** How many answers a second are graded and on disk when 32 people answer at a time. */
export async function measureAnswers(company: Company): Promise<Measurement[]> {
	const { catalogue } = company;
	return withDatabase(copyOf(company, 'answer'), async (db) => {
		const people = await readPeople(db.read, undefined);
		const sittings = await planSittings(db, catalogue, people);
		const before = await countAnswers(db);
		const answer: Answer = async (person, given) => {
			const history = await readPolicies(db.read);
			const around = { person, catalogue, history, at: Date.now() };
			const outcome = await answerQuestion(db, around, given);
			if (outcome.kind !== 'recorded') throw new Error(`An answer was ${outcome.kind}.`);
		};
		const { compared, given } = await answerAgainstInserts(db, sittings, answer);
		await refuseLoss(db, before + given);
		return [rate('answer-32', 'answers/s', compared)];
	});
}
