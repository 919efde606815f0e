import { and, desc, eq } from 'drizzle-orm';
import type { Reader } from '#db/connection.ts';
import { answers, attempts, completions } from '#db/schema/completions.ts';
import type { Catalogue } from '#lessons/catalogue.ts';
import { type PolicyHistory, versionAt } from '#policies/versions.ts';
import { policiesShownIn, type Question } from '#quiz/question.ts';
import type { Surroundings } from './given-answer.ts';
import type { AnswerRow } from './progress.ts';

export type Attempt = typeof attempts.$inferSelect;

/** What an attempt is about: a whole lesson, one policy that has changed, or the daily minute of a day. */
export type Subject = { readonly kind: 'lesson' | 'update' | 'practice'; readonly id: string };

/** An attempt goes on under the versions it began with for so long. */
export const pinnedFor = 30 * 60_000;

/** The questions that an attempt asks; empty if there is no such lesson or policy. */
export async function questionsFor(
	db: Reader,
	catalogue: Catalogue,
	subject: Subject,
	employeeId: string,
): Promise<readonly Question[]> {
	if (subject.kind === 'lesson') return catalogue.lessonById.get(subject.id)?.questions ?? [];
	if (subject.kind === 'practice') return chosenQuestions(db, catalogue, subject, employeeId);
	const all = catalogue.questionsByPolicy.get(subject.id) ?? [];
	const lessons = await lessonsCompletedOn(db, employeeId, subject.id);
	const learned = all.filter((question) =>
		lessons.has(catalogue.questionById.get(question.id)?.lesson.id ?? ''),
	);
	return learned.length > 0 ? learned : all;
}

/** What was chosen when the minute began, in that order; nothing if it has not. */
async function chosenQuestions(
	db: Reader,
	catalogue: Catalogue,
	{ kind, id: subject }: Subject,
	employeeId: string,
): Promise<readonly Question[]> {
	const [begun] = await db
		.select({ asked: attempts.asked })
		.from(attempts)
		.where(
			and(
				eq(attempts.employeeId, employeeId),
				eq(attempts.kind, kind),
				eq(attempts.subject, subject),
			),
		)
		.orderBy(desc(attempts.beganAt))
		.limit(1);
	return (begun?.asked ?? []).flatMap((id) => catalogue.questionById.get(id)?.question ?? []);
}

/** The lessons through which a person has come to know a policy. */
export async function lessonsCompletedOn(
	db: Reader,
	employeeId: string,
	policyId: string,
): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectDistinct({ lessonId: completions.lessonId })
		.from(completions)
		.where(and(eq(completions.employeeId, employeeId), eq(completions.policyId, policyId)));
	return new Set(rows.map((row) => row.lessonId));
}

export async function readAnswers(db: Reader, attemptId: string): Promise<AnswerRow[]> {
	return db.select().from(answers).where(eq(answers.attemptId, attemptId));
}

/** Whether a policy says something materially else at two moments. */
export function changedBetween(
	history: PolicyHistory,
	policyId: string,
	from: number,
	to: number,
): boolean {
	const thread = history.byId.get(policyId);
	const before = versionAt(thread, from)?.number ?? 0;
	const after = versionAt(thread, to)?.number ?? 0;
	return (
		thread?.versions.some(
			({ number, change }) => change === 'material' && number > before && number <= after,
		) ?? false
	);
}

/** The policies that have changed since an attempt began, among those that its pages show. */
export function changedSince(
	{ catalogue, history, at }: Pick<Surroundings, 'catalogue' | 'history' | 'at'>,
	subject: Subject,
	questions: readonly Question[],
	began: number,
): ReadonlySet<string> {
	const lesson = subject.kind === 'lesson' ? catalogue.lessonById.get(subject.id) : undefined;
	const ids = new Set([
		...(lesson?.policies ?? []),
		...(lesson?.uses.flatMap(({ of }) => of.split('.')[0] ?? []) ?? []),
		...questions.flatMap((question) => [...policiesShownIn(question)]),
	]);
	return new Set([...ids].filter((id) => changedBetween(history, id, began, at)));
}

/** The answers to questions that say the same as before. */
export function untouched(
	rows: readonly AnswerRow[],
	questions: readonly Question[],
	changed: ReadonlySet<string>,
): AnswerRow[] {
	const touched = questions.filter(
		(question) => !policiesShownIn(question).isDisjointFrom(changed),
	);
	const ids = new Set(touched.map(({ id }) => id));
	return rows.filter((row) => !ids.has(row.questionId));
}
