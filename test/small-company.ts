import { expect } from 'vitest';
import { answerQuestion } from '#completions/answer-question.ts';
import type { AnswerOutcome, GivenAnswer, Surroundings } from '#completions/given-answer.ts';
import type { Subject } from '#completions/attempt.ts';
import { readSitting, type Sitting } from '#completions/sitting.ts';
import type { Database } from '#db/connection.ts';
import type { CastPerson } from '#db/seed/cast-person.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import type { Person } from '#people/person.ts';
import type { PolicyBody } from '#policies/body.ts';
import { saveDraft } from '#policies/draft.ts';
import { type PolicyVersion, readPolicies } from '#policies/versions.ts';
import { adoptContent } from '#publishing/adopt-content.ts';
import { publishPolicy, type PublishOutcome } from '#publishing/publish-policy.ts';
import type { QuestionView } from '#quiz/view.ts';
import { cast, castTime, personOf } from '#test/cast.ts';
import { testDatabase } from '#test/database.ts';
import { smallCatalogue } from '#test/small-content.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The cast, with the small content to learn beside the company's own. */
export type SmallCompany = { readonly db: Database; readonly catalogue: Catalogue };

export async function smallCompany(
	changes?: Readonly<Record<string, string | null>>,
): Promise<SmallCompany & { readonly file: string }> {
	const db = await testDatabase();
	const catalogue = smallCatalogue(changes);
	await adoptContent(db, catalogue, castTime);
	return { db, catalogue, file: db.file };
}

/** What a person looks at; she may keep it open for as long as she likes. */
export type OpenPage = { readonly sitting: Sitting; readonly question: QuestionView };

export async function aroundPerson(
	{ db, catalogue }: SmallCompany,
	person: Person,
	at: number,
): Promise<Surroundings> {
	return { person, catalogue, history: await readPolicies(db.read), at };
}

/** Somebody of the cast who opens pages and answers what they show. */
export async function learner(company: SmallCompany, who: CastPerson) {
	const person = await personOf(company.db, who);

	async function sit(subject: Subject, at: number, named?: string): Promise<Sitting> {
		const around = await aroundPerson(company, person, at);
		const sitting = await readSitting(company.db.read, around, subject, { named });
		return sitting ?? expect.fail(`${subject.id} asks nothing`);
	}

	async function open(subject: Subject, at: number, named?: string): Promise<OpenPage> {
		const sitting = await sit(subject, at, named);
		return { sitting, question: sitting.question ?? expect.fail('nothing is asked any more') };
	}

	async function send(given: GivenAnswer, at: number): Promise<AnswerOutcome> {
		return answerQuestion(company.db, await aroundPerson(company, person, at), given);
	}

	function give(page: OpenPage, says: string, at: number): Promise<AnswerOutcome> {
		return send(answerOn(page, says), at);
	}

	/** Opens and answers until everything is right; returns what came of the last answer. */
	async function finish(subject: Subject, at: number, named?: string): Promise<AnswerOutcome> {
		for (let outcome: AnswerOutcome | undefined; ;) {
			outcome = await give(await open(subject, at, outcome?.attemptId ?? named), 'right', at);
			if (outcome.finished) return outcome;
		}
	}

	return { person, sit, open, send, give, finish };
}

export type Learner = Awaited<ReturnType<typeof learner>>;

export function lesson(id: string): Subject {
	return { kind: 'lesson', id };
}

export function update(policyId: string): Subject {
	return { kind: 'update', id: policyId };
}

/** The form of a page: the answer `right`, `wrong`, or the one that begins with these words. */
export function answerOn({ sitting, question }: OpenPage, says: string): GivenAnswer {
	const { subject, attemptId, shownAt } = sitting;
	const { id: questionId, round, step } = question;
	return { subject, attemptId, shownAt, questionId, round, step, places: places(question, says) };
}

const inOrder = ['First', 'Then', 'Last'];

function places({ kind, options }: QuestionView, says: string): number[] {
	const saying = (words: string) =>
		options.flatMap((option, place) => (option.startsWith(words) ? [place] : []));
	const right = kind === 'order' ? inOrder.flatMap(saying) : saying('Right');
	if (says === 'right') return right;
	if (says !== 'wrong') return saying(says);
	if (kind === 'order') return right.toReversed();
	if (kind === 'multiple') return right.slice(1);
	return [options.findIndex((option) => !option.startsWith('Right'))];
}

export type Change = {
	readonly at: number;
	readonly change?: 'material' | 'editorial';
	readonly reason?: string;
	readonly by?: CastPerson;
};

/** Writes a draft from what is in force and tries to publish it. */
export async function tryToPublish(
	{ db, catalogue }: SmallCompany,
	policyId: string,
	rewrite: (body: PolicyBody) => PolicyBody,
	{ at, change = 'material', reason = 'Customers asked.', by = cast.policyOwner }: Change,
): Promise<PublishOutcome> {
	const { byId } = await readPolicies(db.read);
	const newest = byId.get(policyId)?.versions.at(-1) ?? expect.fail(`no policy ${policyId}`);
	const { draft } = await saveDraft(db, {
		...{ policyId, body: rewrite(newest.body), baseNumber: newest.number, seenRevision: 0 },
		...{ by: by.id, at },
	});
	const { revision } = draft;
	return publishPolicy(db, catalogue, { policyId, revision, change, reason, by: by.id, at });
}

/** The same where nothing speaks against it. */
export async function publish(
	company: SmallCompany,
	policyId: string,
	rewrite: (body: PolicyBody) => PolicyBody,
	change: Change,
): Promise<PolicyVersion> {
	const outcome = await tryToPublish(company, policyId, rewrite, change);
	if (outcome.kind === 'published') return outcome.version;
	return expect.fail(outcome.refusals.map(({ message }) => message).join(' '));
}

/** The same policy with other words. */
export function reworded(words: string): (body: PolicyBody) => PolicyBody {
	return (body) => ({ ...body, statement: `${body.statement} ${words}` });
}

/** The same policy with another number. */
export function withFact(
	name: string,
	value: number | string,
	unit: string,
): (body: PolicyBody) => PolicyBody {
	return (body) => ({ ...body, facts: { ...body.facts, [name]: { value, unit } } });
}
