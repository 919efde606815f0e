import { z } from 'astro/zod';
import { requirePerson, requireRightTo } from '#auth/guard.ts';
import type { Person } from '#people/person.ts';
import { readPolicies, versionAt } from '#policies/versions.ts';
import { answerRemarks } from '#remarks/answer-remarks.ts';
import { markSeen } from '#remarks/my-remarks.ts';
import { tellUs } from '#remarks/tell-us.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);

/** What somebody tells us, as the form sends it. */
export const remarkSchema = z.object({
	/** Whose page it was: on a shared device somebody else may have signed in since. */
	for: z.string().max(100),
	key: z.uuid(),
	/** When the page was shown: the version she was reading held then. */
	shown: z.coerce.number().int(),
	policy: z.string().max(100),
	lesson: z.string().max(100).optional(),
	kind: z.enum(['unclear', 'wrong', 'impossible'], { error: 'Choose one of the three.' }),
	words: z.string().trim().min(1, 'Write a sentence: what is it about?').max(100_000),
	named: z.string().optional(),
});

export type RemarkForm = z.infer<typeof remarkSchema>;

export const remarks = {
	tellUs: formAction(remarkSchema, async (form, { locals }) => {
		const person = requirePerson(locals);
		return { to: await putRemarkOnRecord(form, person, locals.now) };
	}),

	seeAnswers: formAction(z.object({}), async (_, { locals }) => {
		const person = requirePerson(locals);
		await markSeen(database, { employeeId: person.id, at: locals.now });
		return { to: paths.myRemarks };
	}),

	answerRemarks: formAction(
		z.object({
			remark: z.union([id.transform((one) => [one]), z.array(id).max(500)]).default([]),
			kind: z.enum(['answered', 'folded', 'noted'], { error: 'Say what becomes of it.' }),
			words: z.string().max(100_000),
			key: z.uuid(),
			policy: z.string().max(100).default(''),
		}),
		async ({ remark: remarkIds, policy, ...answer }, { locals }) => {
			const leader = requireRightTo(locals, 'answer remarks');
			const answering = { ...answer, remarkIds, by: leader.id, at: locals.now };
			const about = await answerRemarks(database, answering);
			const [only] = about;
			if (answer.kind === 'folded' && only && about.length === 1) {
				return { to: `${paths.policyDraft(only)}?folded=${remarkIds.length}` };
			}
			return { to: paths.remarksAnswered(remarkIds.length, policy) };
		},
	),
};

/** Puts on record what a person told us and returns the page that says so; somebody else's is left alone. */
export async function putRemarkOnRecord(
	form: RemarkForm,
	person: Person,
	at: number,
): Promise<string> {
	if (form.for !== person.id) return paths.today;
	const thread = (await readPolicies(database.read)).byId.get(form.policy);
	const { key, policy: policyId, kind, words } = form;
	const lesson = catalogue.lessonById.get(form.lesson ?? '');
	const version = versionAt(thread, Math.min(form.shown, at))?.number ?? 0;
	const saying = { key, policyId, version, lesson, kind, words, named: form.named === 'yes' };
	await tellUs(database, saying, { person, at });
	return `${paths.myRemarks}?said=1`;
}
