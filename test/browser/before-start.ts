import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { createSessions } from '#auth/session.ts';
import { answerQuestion } from '#completions/answer-question.ts';
import { type Database, openDatabase } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import { createRandom } from '#db/seed/random.ts';
import { saidInWords } from '#db/seed/said-in-words.ts';
import { sit } from '#db/seed/sit.ts';
import type { PolicyBody } from '#policies/body.ts';
import { saveDraft } from '#policies/draft.ts';
import { readPolicies } from '#policies/versions.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { catalogue } from './answers.ts';

// What has happened before the server opens the database, by the product's own functions.

/** For `prepare`: opens the file, works on it, and closes it. */
export async function changeFile(
	file: string,
	work: (db: Database) => Promise<void>,
): Promise<void> {
	const db = await openDatabase(`file:${file}`);
	try {
		await work(db);
	} finally {
		await db.close();
	}
}

/** The value of the cookie of somebody who is signed in. */
export async function signedIn(db: Database, person: CastPerson): Promise<string> {
	const cookie = await createSessions(db, { secure: false }).begin(person.id, {
		at: castTime,
		method: 'pin',
	});
	return cookie.value;
}

export async function leave(db: Database, person: CastPerson): Promise<void> {
	await db.write((tx) =>
		tx.update(employees).set({ leftAt: castTime }).where(eq(employees.id, person.id)),
	);
}

/** Answers a lesson's questions right, all of them or only the first few. */
export async function answerLesson(
	db: Database,
	who: CastPerson,
	lessonId: string,
	{ at, stopsAfter }: { at: number; stopsAfter?: number },
): Promise<void> {
	const person = await personOf(db, who);
	const history = await readPolicies(db.read);
	const questions = catalogue.lessonById.get(lessonId)?.questions ?? [];
	const sitting = { attemptId: randomUUID(), questions, beganAt: at, skill: 1, stopsAfter };
	const subject = { kind: 'lesson', id: lessonId } as const;
	for (const given of sit(sitting, createRandom(lessonId))) {
		const around = { person, catalogue, history, at: given.at };
		const { attemptId, beganAt: shownAt } = sitting;
		const said = saidInWords(given.said, around, shownAt);
		await answerQuestion(db, around, { ...given, said, subject, attemptId, shownAt });
	}
}

/** Publishes a material change of a policy in the name of its owner. */
export async function publishChange(
	db: Database,
	policyId: string,
	rewrite: (body: PolicyBody) => PolicyBody,
	at: number,
): Promise<void> {
	const history = await readPolicies(db.read);
	const newest = history.byId.get(policyId)?.versions.at(-1);
	if (!newest) throw new Error(`There is no policy ${policyId}.`);
	const by = cast.policyOwner.id;
	const body = rewrite(newest.body);
	const saved = await saveDraft(db, {
		policyId,
		body,
		baseNumber: newest.number,
		seenRevision: 0,
		by,
		at,
	});
	const outcome = await publishPolicy(db, catalogue, {
		policyId,
		revision: saved.draft.revision,
		change: 'material',
		reason: 'Customers asked for it.',
		by,
		at,
	});
	if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals));
}
