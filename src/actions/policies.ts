import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { discardDraft, restoreDiscarded } from '#policies/discard-draft.ts';
import { followNewest } from '#policies/follow-newest.ts';
import { letGo } from '#policies/writers.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { draftSchema } from './draft-writing.ts';
import { formAction } from './form.ts';
import { saveWriting } from './save-writing.ts';

const id = z.string().min(1).max(100);

export const policies = {
	saveDraft: formAction(draftSchema, async (form, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		return saveWriting(form, leader, locals.now);
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

	letGo: formAction(z.object({ policy: id }), async ({ policy }, { locals }) => {
		const { id: employeeId } = requireRightTo(locals, 'write policies');
		await letGo(database, { policyId: policy, employeeId, at: locals.now });
		return { to: paths.policyDraft(policy) };
	}),

	followNewest: formAction(z.object({ policy: id }), async ({ policy }, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		await followNewest(database, { policyId: policy, by: leader.id, at: locals.now });
		return { to: paths.policyReview(policy) };
	}),
};
