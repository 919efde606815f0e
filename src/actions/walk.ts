import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { readPolicies } from '#policies/versions.ts';
import { answerOnFloor, takeOutAnswer } from '#pulse/walk/answer-on-floor.ts';
import { whoseNumber } from '#pulse/walk/whom.ts';
import { catalogue, database } from '../installation.ts';
import { anybody, walkTo } from '../layouts/walk/address.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const where = { question: id, site: id };

export const walk = {
	/** A number that was typed, or a badge that was read, goes before. A badge opens doors: it stays out of the address. */
	chooseOnFloor: formAction(
		z.object({
			...where,
			number: z.string().max(1000).default(''),
			how: z.enum(['propose', 'anybody', 'number']).default('number'),
		}),
		async ({ number, how, ...place }, { locals }) => {
			const leader = requireRightTo(locals, 'ask everybody');
			if (how === 'anybody') return { to: walkTo({ ...place, person: anybody }) };
			if (how === 'propose' && number.trim() === '') {
				return { to: walkTo({ ...place, propose: true }) };
			}
			const person = await whoseNumber(database, number, { leader, at: locals.now });
			return { to: walkTo({ ...place, person: person.id }) };
		},
	),

	answerOnFloor: formAction(
		z.object({
			...where,
			key: z.uuid(),
			person: z.string().max(100),
			name: z.string().optional(),
			in: z.string().max(35),
			shown: z.coerce.number().int(),
			said: z.string().max(100_000).default(''),
		}),
		async ({ key, question, site, person, name, shown, said, ...form }, { locals }) => {
			const leader = requireRightTo(locals, 'ask everybody');
			const history = await readPolicies(database.read);
			const around = { leader, catalogue, history, at: locals.now };
			await answerOnFloor(database, around, {
				...{ id: key, questionId: question, siteId: site, said, shownAt: shown },
				...{ employeeId: person || undefined, named: name === 'yes', language: form.in },
			});
			return { to: walkTo({ question, site, answer: key }) };
		},
	),

	takeOutAnswer: formAction(z.object({ ...where, answer: id }), async (form, { locals }) => {
		const leader = requireRightTo(locals, 'ask everybody');
		await takeOutAnswer(database, { id: form.answer, by: leader.id, at: locals.now });
		return { to: walkTo({ question: form.question, site: form.site }) };
	}),
};
