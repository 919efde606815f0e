import { z } from 'astro/zod';
import { type AppealOutcome, appealAnswer } from '#appeals/appeal-answer.ts';
import { decideAnswer } from '#appeals/decide-answer.ts';
import { requirePerson, requireRightTo } from '#auth/guard.ts';
import type { Person } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const line = z.string().max(20_000).default('');

/** "I did say that", as the form sends it. */
export const appealSchema = z.object({
	/** Whose page it was: on a shared device somebody else may have signed in since. */
	for: z.string().max(100),
	answer: z.string().min(1).max(300),
	why: line,
	/** Where she goes on: with her questions, or among her answers. */
	from: z.enum(['questions', 'answers']),
});

export type AppealForm = z.infer<typeof appealSchema>;

export const appeals = {
	appeal: formAction(appealSchema, async (form, { locals }) => {
		const person = requirePerson(locals);
		return { to: await putAppealOnRecord(form, person, locals.now) };
	}),

	decideAnswer: formAction(
		z.object({
			answer: z.string().min(1).max(300),
			decision: z.enum(['knows', 'not yet'], { error: 'Choose one of the two.' }),
			reply: line,
			wording: line,
			idea: z.union([z.literal('').transform(() => undefined), z.coerce.number()]).optional(),
			policy: z.string().max(100).default(''),
		}),
		async ({ answer, policy, ...decision }, { locals }) => {
			const reader = requireRightTo(locals, 'read answers');
			const given = { ...decision, answerId: answer };
			const outcome = await decideAnswer(database, { reader, at: locals.now }, given);
			return { to: paths.toReadWith({ [outcome]: answer, ...(policy && { policy }) }) };
		},
	),
};

/** Puts an appeal on record and returns the page that goes on; somebody else's is left alone. */
export async function putAppealOnRecord(
	form: AppealForm,
	person: Person,
	at: number,
): Promise<string> {
	if (form.for !== person.id) return paths.today;
	const history = await readPolicies(database.read);
	const appeal = { answerId: form.answer, why: form.why };
	const outcome = await appealAnswer(database, { person, catalogue, history, at }, appeal);
	return form.from === 'questions' ? backTo(outcome) : paths.myAnswersAppealed;
}

function backTo({ attempt: { id, kind, subject } }: AppealOutcome): string {
	if (kind === 'practice') return paths.practiceAttempt(id);
	return kind === 'lesson' ? paths.lessonAttempt(subject, id) : paths.changeAttempt(subject, id);
}
