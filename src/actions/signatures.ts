import { z } from 'astro/zod';
import { requirePerson } from '#auth/guard.ts';
import { signPolicy } from '#completions/sign-policy.ts';
import { readPolicies } from '#policies/versions.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const whole = z.coerce.number().int();

export const signatures = {
	sign: formAction(
		z.object({
			policy: z.string().max(100),
			/** Whose page it was: on a shared device somebody else may have signed in since. */
			for: z.string().max(100),
			version: whole,
			shown: whole,
			key: z.uuid(),
		}),
		async ({ policy, version, shown, key, ...form }, { locals }) => {
			const person = requirePerson(locals);
			if (form.for !== person.id) return { to: paths.today };
			await signPolicy(database, await readPolicies(database.read), {
				id: key,
				person,
				policyId: policy,
				version,
				shownAt: shown,
				at: locals.now,
			});
			return { to: paths.sign(policy) };
		},
	),
};
