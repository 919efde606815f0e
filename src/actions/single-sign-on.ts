import { z } from 'astro/zod';
import { allowEverybody, requireRightTo } from '#auth/guard.ts';
import { unlinkIdentity } from '#auth/single-sign-on/identities.ts';
import { Invalid } from '#lib/errors.ts';
import { database } from '../installation.ts';
import { ownPath, paths } from '../paths.ts';
import { requireProvider } from './company-failed.ts';
import { setOut } from './company-way.ts';
import { formAction } from './form.ts';
import { longestPending } from './pending.ts';

const way = z.object({
	next: z.string().max(500).optional(),
	pending: z.string().max(longestPending).optional(),
});

const account = z.object({
	person: z.string().min(1).max(100),
	issuer: z.string().min(1).max(500),
	subject: z.string().min(1).max(500),
});

export const singleSignOn = {
	/** The button: whoever is signed in here, somebody else is about to. */
	startSingleSignOn: formAction(way, async ({ next, pending }, context) => {
		allowEverybody(context.locals);
		requireProvider();
		const kept = pending ? { pending } : {};
		const key = await setOut(context, { kind: 'in', next: ownPath(next), ...kept });
		if (key === undefined) {
			const company = 'That was tried too often. Wait ten minutes, or use number and PIN.';
			throw new Invalid({ company });
		}
		return { to: paths.singleSignOnWay(key) };
	}),

	unlinkIdentity: formAction(account, async ({ person, issuer, subject }, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change people');
		await unlinkIdentity(database, { issuer, subject, employeeId: person, by, at: locals.now });
		return { to: `${paths.personAccess(person)}?unlinked=1` };
	}),
};
