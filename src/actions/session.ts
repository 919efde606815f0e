import { z } from 'astro/zod';
import { allowEverybody } from '#auth/guard.ts';
import { deviceCookie } from '#auth/known-devices.ts';
import { sessionCookie } from '#auth/session.ts';
import { signIn as checkSignIn } from '#auth/sign-in.ts';
import { waitInWords } from '#auth/wait.ts';
import { Invalid } from '#lib/errors.ts';
import { database, sessions, signInLimits } from '../installation.ts';
import { paths } from '../paths.ts';
import { enter } from './enter.ts';
import { formAction } from './form.ts';
import { leaveCompany } from './leave-company.ts';
import { longestPending } from './pending.ts';

const credentials = z.object({
	number: z
		.string()
		.trim()
		.min(1, 'Type your employee number. It is on your badge.')
		.max(40, 'This is too long for a number.'),
	pin: z.string().min(1, 'Type your PIN.').max(200, 'This is too long for a PIN.'),
	next: z.string().max(500).optional(),
	pending: z.string().max(longestPending).optional(),
});

const refused = 'Number and PIN do not fit together. Try again, or ask your lead for a new slip.';

export const session = {
	signIn: formAction(credentials, async ({ number, pin, next, pending }, context) => {
		const { cookies, locals } = context;
		const { address } = locals;
		const browser = cookies.get(deviceCookie)?.value;
		const attempt = { number, pin, address, browser, at: locals.now };
		const outcome = await checkSignIn(database, signInLimits, attempt);
		if (outcome.kind === 'wait') throw new Invalid({ pin: waitInWords(outcome.minutes) });
		if (outcome.kind !== 'signed in') throw new Invalid({ pin: refused });
		return enter(context, { employeeId: outcome.employeeId, method: 'pin', next, pending });
	}),

	signOut: formAction(z.object({}), async (_, context) => {
		allowEverybody(context.locals);
		const id = context.cookies.get(sessionCookie)?.value;
		const to = id && (await leaveCompany(context, id));
		if (id) await sessions.end(id);
		const { name, value, attributes } = sessions.blank;
		context.cookies.set(name, value, attributes);
		return { to: to || paths.signIn };
	}),
};
