import { and, desc, eq, gt } from 'drizzle-orm';
import { appealAnswer } from '#appeals/appeal-answer.ts';
import { decideAnswer } from '#appeals/decide-answer.ts';
import { appealDays } from '#appeals/may-appeal.ts';
import type { Database } from '#db/connection.ts';
import { employees, teams } from '#db/schema/people.ts';
import { recallAnswers } from '#db/schema/recalls.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type Person, readPerson } from '#people/person.ts';
import { ledBy } from '#people/scope.ts';
import { readPolicies } from '#policies/versions.ts';
import { castPerson } from './cast.ts';
import { policyOwner } from './story.ts';

const day = 24 * 3_600_000;

/** Whose people say that they did say it, and what became of it: one of them has been read. */
const said = [
	{ lead: '2108', why: 'I said it in my own way. On nights we say it shorter.' },
	{ lead: '7001', why: '' },
	{ lead: '3101', why: 'I meant the same.', reply: 'Nearly. Read the sentence once more.' },
] as const;

/** In the last days of the story: appeals that wait for a reader, and one that was read. */
export async function appealSome(db: Database, catalogue: Catalogue, at: number): Promise<void> {
	const history = await readPolicies(db.read);
	const owner = await readPerson(db.read, castPerson(policyOwner).id);
	for (const { lead, why, ...read } of said) {
		const manager = await readPerson(db.read, castPerson(lead).id);
		const answer = manager && (await newestNotYet(db, manager, at));
		const person = answer && (await readPerson(db.read, answer.employeeId));
		if (!answer || !person) continue;
		const { answerId } = answer;
		await appealAnswer(db, { person, catalogue, history, at }, { answerId, why });
		if (!owner || !('reply' in read)) continue;
		const decision = { answerId, decision: 'not yet', wording: '', ...read } as const;
		await decideAnswer(db, { reader: owner, at }, decision);
	}
}

async function newestNotYet(db: Database, manager: Person, at: number) {
	const [found] = await db.read
		.select({ answerId: recallAnswers.id, employeeId: recallAnswers.employeeId })
		.from(recallAnswers)
		.innerJoin(employees, eq(employees.id, recallAnswers.employeeId))
		.innerJoin(teams, eq(teams.id, employees.teamId))
		.where(
			and(
				eq(recallAnswers.verdict, 'not yet'),
				gt(recallAnswers.answeredAt, at - (appealDays - 1) * day),
				ledBy(manager),
			),
		)
		.orderBy(desc(recallAnswers.answeredAt), desc(recallAnswers.round))
		.limit(1);
	return found;
}
