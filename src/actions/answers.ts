import { z } from 'astro/zod';
import { requirePerson } from '#auth/guard.ts';
import { answerQuestion } from '#completions/answer-question.ts';
import type { AnswerOutcome, GivenAnswer } from '#completions/given-answer.ts';
import type { Person } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const whole = z.coerce.number().int();

/** One answer as the form sends it. `place-0`, `place-1` … hold the learner's order of an order question. */
export const answerSchema = z
	.object({
		kind: z.enum(['lesson', 'update', 'practice']),
		subject: z.string().max(100),
		/** Whose page it was: on a shared device somebody else may have signed in since. */
		for: z.string().max(100),
		attempt: z.uuid(),
		shown: whole,
		question: z.string().max(100),
		round: whole.min(1).max(1000),
		step: whole.min(1).max(100),
		choice: z.union([z.string(), z.array(z.string())]).default([]),
		/** In one's own words; what is too long comes back with a sentence. */
		said: z.string().max(20_000, 'That is far too long. Say it in one sentence.').optional(),
		confidence: z.enum(['sure', 'think', 'unknown']).optional(),
	})
	.catchall(z.union([z.string(), z.array(z.string())]));

export type AnswerForm = z.infer<typeof answerSchema>;

export const answers = {
	answer: formAction(answerSchema, async (form, context) => {
		const person = requirePerson(context.locals);
		return { to: await putOnRecord(form, person, context.locals.now) };
	}),
};

/** Answers for a person and returns the page that goes on; somebody else's answer is left alone. */
export async function putOnRecord(form: AnswerForm, person: Person, at: number): Promise<string> {
	if (form.for !== person.id) return paths.today;
	const history = await readPolicies(database.read);
	const outcome = await answerQuestion(database, { person, catalogue, history, at }, given(form));
	return nextPage(form, outcome);
}

function nextPage({ kind, subject }: AnswerForm, { attemptId }: AnswerOutcome): string {
	if (kind === 'practice') return paths.practiceAttempt(attemptId);
	return kind === 'lesson'
		? paths.lessonAttempt(subject, attemptId)
		: paths.changeAttempt(subject, attemptId);
}

function given(form: AnswerForm): GivenAnswer {
	return {
		subject: { kind: form.kind, id: form.subject },
		attemptId: form.attempt,
		shownAt: form.shown,
		questionId: form.question,
		round: form.round,
		step: form.step,
		places: readPlaces(form),
		said: form.said,
		confidence: form.confidence,
	};
}

function readPlaces(form: AnswerForm): number[] {
	const ranked = Object.entries(form).flatMap(([name, rank]) => {
		const [, place] = /^place-(\d+)$/.exec(name) ?? [];
		return place === undefined || rank === '' ? [] : [{ place: Number(place), rank: Number(rank) }];
	});
	if (ranked.length === 0) return [form.choice].flat().map((place) => Number(place || 'none'));
	const twice = new Set(ranked.map(({ rank }) => rank)).size < ranked.length;
	return twice ? [] : ranked.sort((a, b) => a.rank - b.rank).map(({ place }) => place);
}
