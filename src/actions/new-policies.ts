import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { beginPolicy } from '#policies/new-policy.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { policyOwner, policyTitle } from './titles.ts';

const newPolicy = z.object({
	title: policyTitle,
	owner: policyOwner,
	id: z
		.string()
		.trim()
		.regex(
			/^([a-z][a-z0-9-]{0,39})?$/,
			'Use small letters, digits and hyphens, like: gift-cards. Or leave it empty.',
		)
		.default(''),
});

export const newPolicies = {
	beginPolicy: formAction(newPolicy, async (input, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const id = await beginPolicy(database, { ...input, by: leader.id, at: locals.now });
		return { to: paths.policyDraft(id) };
	}),
};
