import { z } from 'astro/zod';
import { requirePerson } from '#auth/guard.ts';
import { readPolicies } from '#policies/versions.ts';
import { beginMinute } from '#practice/begin-minute.ts';
import { isBeingAsked } from '#pulse/being-asked.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const startSchema = z.object({
	/** Whose page it was: on a shared device somebody else may have signed in since. */
	for: z.string().max(100),
	/** Made by the page, so that a double tap begins one minute. */
	attempt: z.uuid(),
});

export const practice = {
	startMinute: formAction(startSchema, async (form, { locals }) => {
		const person = requirePerson(locals);
		if (form.for !== person.id) return { to: paths.today };
		const history = await readPolicies(database.read);
		const around = { person, catalogue, history, at: locals.now };
		const leftOut = await isBeingAsked(database.read, person.id, locals.now);
		const id = await beginMinute(database, around, form.attempt, leftOut);
		return { to: id === undefined ? paths.practice : paths.practiceAttempt(id) };
	}),
};
