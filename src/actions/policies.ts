import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { discardDraft, followNewest, restoreDiscarded, saveDraft } from '#policies/draft.ts';
import { factsOf, versionsAt } from '#policies/facts.ts';
import { readPolicies, requirePolicy } from '#policies/versions.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { readDraftForm } from './read-draft-form.ts';
import { formAction } from './form.ts';
import { previewLanguage } from './preview-language.ts';

const id = z.string().min(1).max(100);
const whole = z.coerce.number().int().min(0);

const draftSchema = z
	.object({ policy: id, base: whole, revision: whole, then: z.enum(['stay', 'review']) })
	.catchall(z.union([z.string().max(20_000, 'Shorten this text.'), z.array(z.string())]));

export const policies = {
	saveDraft: formAction(draftSchema, async (form, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const { policy, base, revision, then } = form;
		const history = await readPolicies(database.read);
		await requirePolicy(database.read, policy);
		const facts = factsOf(versionsAt(history, locals.now));
		const outcome = await saveDraft(database, {
			policyId: policy,
			...(await readDraftForm(form, history.byId.get(policy)?.versions.at(-1), (name) => {
				return facts(name) !== undefined;
			})),
			baseNumber: base,
			seenRevision: revision,
			by: leader.id,
			at: locals.now,
		});
		if (outcome.kind === 'overtaken') {
			throw new Invalid({ overtaken: String(outcome.draft.revision) });
		}
		return {
			to:
				then === 'review'
					? paths.policyReview(policy)
					: paths.policyDraftSaved(policy, previewLanguage(form)),
		};
	}),

	discardDraft: formAction(z.object({ policy: id }), async ({ policy }, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		await discardDraft(database, { policyId: policy, by: leader.id, at: locals.now });
		return { to: paths.policy(policy) };
	}),

	takeBackDraft: formAction(z.object({ policy: id }), async ({ policy }, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		await restoreDiscarded(database, { policyId: policy, by: leader.id, at: locals.now });
		return { to: paths.policyDraft(policy) };
	}),

	followNewest: formAction(z.object({ policy: id }), async ({ policy }, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		await followNewest(database, { policyId: policy, by: leader.id, at: locals.now });
		return { to: paths.policyReview(policy) };
	}),
};
