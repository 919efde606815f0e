import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { parseBody } from '#policies/check-body.ts';
import { discardDraft, followNewest, restoreDiscarded, saveDraft } from '#policies/draft.ts';
import { requirePolicy } from '#policies/versions.ts';
import { factsForWriting } from '#publishing/facts-for-writing.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { bodyFromForm } from './draft-form.ts';
import { formAction } from './form.ts';

const id = z.string().min(1).max(100);
const whole = z.coerce.number().int().min(0);

const draftSchema = z
	.object({ policy: id, base: whole, revision: whole, then: z.enum(['stay', 'review']) })
	.catchall(z.union([z.string().max(20_000, 'Shorten this text.'), z.array(z.string())]));

export const policies = {
	saveDraft: formAction(draftSchema, async (form, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const { policy, base, revision, then, ...fields } = form;
		await requirePolicy(database.read, policy);
		const facts = await factsForWriting(database.read, policy, locals.now);
		const outcome = await saveDraft(database, {
			policyId: policy,
			body: parseBody(policy, bodyFromForm(fields), {
				facts: (name) => facts(name) !== undefined,
				channels: catalogue.channels.map((channel) => channel.id),
			}),
			baseNumber: base,
			seenRevision: revision,
			by: leader.id,
			at: locals.now,
		});
		if (outcome.kind === 'overtaken') {
			throw new Invalid({ overtaken: String(outcome.draft.revision) });
		}
		return {
			to: then === 'review' ? paths.policyReview(policy) : `${paths.policyDraft(policy)}?saved=1`,
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
