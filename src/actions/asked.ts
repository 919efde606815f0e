import { z } from 'astro/zod';
import { allowEverybody, requirePerson } from '#auth/guard.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { readPolicies } from '#policies/versions.ts';
import { answerPulse, type PulseAnswer } from '#pulse/answer-pulse.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { readMailVisit } from './mail-visit.ts';
import { isMeasured } from './measured.ts';
import { forgetBegun } from './unwritten.ts';

const words = {
	/** In one's own words; what is too long comes back with a sentence. */
	said: z.string().max(20_000, 'That is far too long. Say it in one sentence.').default(''),
	confidence: z.enum(['unknown']).optional(),
};

/** An answer to the chief executive's question, as the form sends it. */
export const askedSchema = z.object({
	pulse: z.string().max(100),
	/** Whose page it was: on a shared device somebody else may have signed in since. */
	for: z.string().max(100),
	way: z.enum(['phone', 'kiosk']),
	...words,
});

/** The two differ in what may be kept of them for somebody who was signed out meanwhile. */
export const asked = {
	answerAsked: formAction(askedSchema, async (form, { locals }) => {
		const person = requirePerson(locals);
		return { to: await putAskedOnRecord(form, person, locals.now) };
	}),

	answerUnnamed: formAction(askedSchema, async (form, { locals }) => {
		const person = requirePerson(locals);
		return { to: await putAskedOnRecord(form, person, locals.now) };
	}),

	/** By the link of a mail: the token says who answers, whoever is signed in. */
	answerByMail: formAction(
		z.object({ token: z.string().max(1000), ...words }),
		async ({ token, ...form }, { locals }) => {
			const reader = allowEverybody(locals);
			const visit = await readMailVisit(token, { ...locals, person: reader });
			if (visit.kind !== 'hers') throw new NotFound('This link opens nothing.');
			const { person, asked: found } = visit;
			await put({ ...form, pulse: found.pulse.id, way: 'mail' }, person, locals.now);
			return { to: paths.askedByMail(token) };
		},
	),
};

/** Answers for a person and returns the page that thanks her; somebody else's answer is left alone. */
export async function putAskedOnRecord(
	form: z.infer<typeof askedSchema>,
	person: Person,
	at: number,
): Promise<string> {
	if (form.for !== person.id) return paths.today;
	const outcome = await put(form, person, at);
	forgetBegun(person.id);
	return outcome === 'before' ? paths.askedBefore(form.pulse) : paths.asked(form.pulse);
}

type Form = Pick<z.infer<typeof askedSchema>, 'pulse' | 'said' | 'confidence'> &
	Pick<PulseAnswer, 'way'>;

async function put({ pulse: pulseId, way, said, confidence }: Form, person: Person, at: number) {
	const history = await readPolicies(database.read);
	const around = { person, catalogue, history, at, random: Math.random, isMeasured };
	const given = { pulseId, way, said: confidence === 'unknown' ? undefined : said };
	const outcome = await answerPulse(database, around, given);
	// Her words come back to her: nothing is lost in silence.
	if (outcome === 'over') throw new Invalid({ choice: 'The question ended before this was sent.' });
	return outcome;
}
