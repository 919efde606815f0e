import { z } from 'astro/zod';
import { requirePerson } from '#auth/guard.ts';
import { sessionCookie } from '#auth/session.ts';
import { signIn as checkSignIn } from '#auth/sign-in.ts';
import { Invalid } from '#lib/errors.ts';
import { readPerson } from '#people/person.ts';
import { database, sessions, signInLimits } from '../installation.ts';
import { ownPath, paths } from '../paths.ts';
import { formAction } from './form.ts';
import { finishPending } from './finish-pending.ts';
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
		const at = context.locals.now;
		const address = context.clientAddress;
		const outcome = await checkSignIn(database, signInLimits, { number, pin, address, at });
		if (outcome.kind === 'wait') {
			const minutes = `${outcome.minutes} ${outcome.minutes === 1 ? 'minute' : 'minutes'}`;
			throw new Invalid({ pin: `That was tried too often. Wait ${minutes}, or ask your lead.` });
		}
		if (outcome.kind === 'refused') throw new Invalid({ pin: refused });
		const before = context.cookies.get(sessionCookie)?.value;
		if (before) await sessions.end(before);
		const cookie = await sessions.begin(outcome.employeeId);
		context.cookies.set(cookie.name, cookie.value, cookie.attributes);
		const person = await readPerson(database.read, outcome.employeeId);
		const kept = person && pending ? await finishPending(pending, person, at) : undefined;
		if (kept && 'to' in kept) return kept;
		// The page that she sent it from is shown to her with the form, in answer to this very request.
		Object.assign(context.locals, { person, comesBack: kept });
		return { to: ownPath(next) };
	}),

	signOut: formAction(z.object({}), async (_, context) => {
		requirePerson(context.locals);
		const id = context.cookies.get(sessionCookie)?.value;
		if (id) await sessions.end(id);
		const { name, value, attributes } = sessions.blank;
		context.cookies.set(name, value, attributes);
		return { to: paths.signIn };
	}),
};
