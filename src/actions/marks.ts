import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { markAnswer, takeBackMark } from '#pulse/mark-answer.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const answer = z.coerce.number().int();
/** Where the reader is in the row of answers. */
const after = z.string().max(200).default('');

/** What readers make of answers to a question put to everybody. */
export const marks = {
	markAnswer: formAction(
		z.object({
			answer,
			after,
			mark: z.enum(['knows', 'not yet'], { error: 'Choose one of the two.' }),
		}),
		async ({ answer: answerId, mark, after }, { locals }) => {
			const reader = requireRightTo(locals, 'mark answers');
			const marking = { answerId, mark, readerId: reader.id, at: locals.now };
			const outcome = await markAnswer(database, marking);
			return { to: paths.marksAfter(after, outcome === 'decided' ? 'decided' : undefined) };
		},
	),

	takeBackMark: formAction(z.object({ answer, after }), async (form, { locals }) => {
		const reader = requireRightTo(locals, 'mark answers');
		const taking = { answerId: form.answer, readerId: reader.id, at: locals.now };
		await takeBackMark(database, taking);
		return { to: paths.marksAfter(form.after, 'back') };
	}),
};
