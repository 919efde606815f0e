import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { readPolicies } from '#policies/versions.ts';
import { leaveOut, takeBack, takeUp } from '#wordings/decide.ts';
import { requireRecall } from '#wordings/read-recalls.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const one = z.object({ recall: id, id });

// What a recall is taught in the browser.
export const wordings = {
	takeUpWording: formAction(
		one.extend({
			idea: z.coerce.number().int().min(0).max(100),
			wording: z.string().trim().max(1000),
			answer: z.string().max(300).default(''),
		}),
		async ({ recall: recallId, answer, ...wish }, { locals }) => {
			const leader = requireRightTo(locals, 'take up wordings');
			const { recall } = requireRecall(catalogue, recallId);
			const history = await readPolicies(database.read);
			const deed = { by: leader.id, at: locals.now };
			const around = { catalogue, history, at: locals.now };
			const answerId = answer === '' ? null : answer;
			await takeUp(database, around, { ...wish, recall, answerId }, deed);
			return { to: paths.wordingsSaid(recall.id, 'taken') };
		},
	),

	leaveWordingOut: formAction(one, async ({ recall, id: wordingId }, { locals }) => {
		const leader = requireRightTo(locals, 'take up wordings');
		await leaveOut(database, wordingId, { by: leader.id, at: locals.now });
		return { to: paths.wordingsSaid(recall, 'left') };
	}),

	takeWordingBack: formAction(one, async ({ recall, id: wordingId }, { locals }) => {
		const leader = requireRightTo(locals, 'take up wordings');
		await takeBack(database, wordingId, { by: leader.id, at: locals.now });
		return { to: paths.wordingsSaid(recall, 'back') };
	}),
};
