import { z } from 'astro/zod';
import { allowEverybody } from '#auth/guard.ts';
import { enrolKiosk } from '#auth/kiosks/enrol.ts';
import { kioskCookie } from '#auth/kiosks/kiosk.ts';
import { waitInWords } from '#auth/wait.ts';
import { Invalid } from '#lib/errors.ts';
import { database, signInLimits } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { rememberKiosk, signOutHere } from './kiosk-door.ts';
import { guessOf } from './kiosk-refusals.ts';

const code = z.string().trim().min(1, 'Type the code that your lead sees.').max(40);

/** What is done on the device itself, by whoever has it in hand. */
export const thisKiosk = {
	/** The code says which site it is of; nobody needs to be signed in there. */
	enrolKiosk: formAction(z.object({ code }), async (form, context) => {
		allowEverybody(context.locals);
		const { cookies, locals } = context;
		const attempt = guessOf(locals.address, locals.now);
		const minutes = await signInLimits.takeTry(attempt);
		if (minutes > 0) throw new Invalid({ code: waitInWords(minutes) });
		const asked = { code: form.code, before: locals.kiosk?.id, at: locals.now };
		const token = await enrolKiosk(database, asked);
		await signInLimits.succeeded(attempt);
		await signOutHere(context);
		rememberKiosk(cookies, token);
		return { to: paths.kiosk };
	}),

	/** A device that was cut off is somebody's own from now on. */
	forgetKiosk: formAction(z.object({}), async (_, context) => {
		allowEverybody(context.locals);
		if (context.locals.kiosk?.cutOff) {
			await signOutHere(context);
			context.cookies.delete(kioskCookie, { path: '/' });
		}
		return { to: paths.signIn };
	}),
};
