import { z } from 'astro/zod';
import { requireRightTo } from '#auth/guard.ts';
import { Invalid } from '#lib/errors.ts';
import { startDraft } from '#policies/start-draft.ts';
import {
	addToPackage,
	beginPackage,
	setDiscarded,
	takeOutOfPackage,
} from '#publishing/change-package.ts';
import { plannedMoment } from '#publishing/planned-moment.ts';
import { publishTogether } from '#publishing/publish-together.ts';
import { sayRefusals } from '#publishing/refusals.ts';
import { catalogue, database } from '../installation.ts';
import { paths } from '../paths.ts';
import { draftsRead } from './drafts-read.ts';
import { formAction } from './form.ts';
import { packageTitle } from './titles.ts';

const id = z.string().min(1, 'Choose a policy.').max(100);
const member = z.object({ package: id, policy: id });
const terms = z.object({
	...{ package: id, draft: draftsRead, reason: z.string(), date: z.string().max(30).default('') },
	when: z.enum(['now', 'later']).default('now'),
});
const kinds = z.enum(['material', 'editorial'], { error: 'Say which of the two it is.' });

export const packages = {
	beginPackage: formAction(z.object({ title: packageTitle }), async (input, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const deed = { by: leader.id, at: locals.now };
		return { to: paths.package(await beginPackage(database, input.title, deed)) };
	}),

	addToPackage: formAction(member, async ({ package: packageId, policy }, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const deed = { policyId: policy, by: leader.id, at: locals.now };
		await startDraft(database, deed);
		await addToPackage(database, { packageId, ...deed });
		return { to: paths.package(packageId) };
	}),

	takeOutOfPackage: formAction(member, async ({ package: packageId, policy }, { locals }) => {
		const leader = requireRightTo(locals, 'write policies');
		const deed = { policyId: policy, by: leader.id, at: locals.now };
		await takeOutOfPackage(database, { packageId, ...deed });
		return { to: paths.package(packageId) };
	}),

	discardPackage: formAction(
		z.object({ package: id, discarded: z.enum(['yes', 'no']) }),
		async ({ package: packageId, discarded }, { locals }) => {
			const { id: by } = requireRightTo(locals, 'write policies');
			const deed = { packageId, by, at: locals.now };
			await setDiscarded(database, { ...deed, discarded: discarded === 'yes' });
			return { to: paths.package(packageId) };
		},
	),

	publishPackage: formAction(terms.loose(), async (form, { locals }) => {
		const leader = requireRightTo(locals, 'publish policies');
		const { package: packageId, draft, reason, when, date } = form;
		const drafts = draft.map((each) => {
			const change = kinds.safeParse(form[`change.${each.policyId}`]);
			if (change.success) return { ...each, change: change.data };
			throw new Invalid({ [`change.${each.policyId}`]: 'Say which of the two it is.' });
		});
		const effectiveAt = when === 'later' ? await plannedMoment(database.read, date) : undefined;
		const publication = { packageId, drafts, reason, effectiveAt, by: leader.id, at: locals.now };
		const outcome = await publishTogether(database, catalogue, publication);
		if (outcome.kind === 'published') return { to: `${paths.package(packageId)}?published=1` };
		const named = outcome.refusals.map(({ title: policy, place, message }) => ({
			...{ message, place: `${policy}, ${place}` },
		}));
		throw new Invalid({ publish: sayRefusals(named) });
	}),
};
