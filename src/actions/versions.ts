import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { draftFromVersion } from '#policies/restore.ts';
import { packageOfVersion } from '#publishing/packages.ts';
import { plannedMoment } from '#publishing/planned-moment.ts';
import { publishPolicy } from '#publishing/publish-policy.ts';
import { sayRefusals } from '#publishing/refusals.ts';
import { withdrawVersion } from '#publishing/withdraw-version.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const whole = z.coerce.number().int().min(0);

export const versions = {
	withdraw: formAction(z.object({ policy: id, number: whole }), async (input, { locals }) => {
		const leader = requireRightTo(locals, 'publish policies');
		const { policy: policyId, number } = input;
		await withdrawVersion(database, { policyId, number, by: leader.id, at: locals.now });
		const together = await packageOfVersion(database.read, policyId, number);
		const page = together ? paths.package(together.id) : paths.policy(policyId);
		return { to: `${page}?withdrawn=${number}` };
	}),

	restore: formAction(z.object({ policy: id, number: whole }), async (input, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const { policy: policyId, number } = input;
		await draftFromVersion(database, { policyId, number, by: leader.id, at: locals.now });
		return { to: `${paths.policyDraft(policyId)}?restored=${number}` };
	}),

	publish: formAction(
		z.object({
			policy: id,
			revision: whole,
			change: z.enum(['material', 'editorial'], { error: 'Say which of the two it is.' }),
			reason: z.string(),
			when: z.enum(['now', 'later']).default('now'),
			date: z.string().max(30).default(''),
		}),
		async ({ policy, when, date, ...publication }, { locals }) => {
			const leader = requireRightTo(locals, 'publish policies');
			const outcome = await publishPolicy(database, catalogue, {
				policyId: policy,
				...publication,
				effectiveAt: when === 'later' ? await plannedMoment(database.read, date) : undefined,
				by: leader.id,
				at: locals.now,
			});
			if (outcome.kind === 'refused') throw new Invalid({ publish: sayRefusals(outcome.refusals) });
			return { to: `${paths.policy(policy)}?published=${outcome.version.number}` };
		},
	),
};
