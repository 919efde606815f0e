import type { ActionAPIContext } from 'astro:actions';
import { z } from 'astro/zod';
import { keepApp } from '#auth/proofs/authenticator-app.ts';
import { keepPasskey } from '#auth/proofs/passkeys.ts';
import { hasProofs, mayHaveProofs } from '#auth/proofs/proofs.ts';
import { requireSomebody } from '#auth/guard.ts';
import { deviceInWords } from '#lib/device-in-words.ts';
import { Forbidden } from '#lib/errors.ts';
import { database } from '../installation.ts';
import { ownPath, paths } from '../paths.ts';
import { enter } from './enter.ts';
import { formAction } from './form.ts';
import { passkeyMade, requirePlace } from './passkey-forms.ts';
import { tellCodes } from './recovery-cookie.ts';

const next = z.string().max(500).optional();
const typed = z.string().trim().min(1, 'Type the code that the app shows.').max(40);

export const addProofs = {
	addPasskey: formAction(
		z.object({ passkey: passkeyMade, next }),
		async ({ passkey, next }, context) => {
			requireSomebody(context.locals);
			const { employeeId, first } = await whoAdds(context);
			const name = deviceInWords(context.request.headers.get('user-agent'));
			const made = { employeeId, response: passkey, name, site: requirePlace(context) };
			await keepPasskey(database, { ...made, at: context.locals.now });
			return added(context, { employeeId, first, next });
		},
	),

	addApp: formAction(
		z.object({ secret: z.string().max(64), code: typed, next }),
		async ({ secret, code, next }, context) => {
			requireSomebody(context.locals);
			const { employeeId, first } = await whoAdds(context);
			await keepApp(database, { employeeId, secret, typed: code, at: context.locals.now });
			return added(context, { employeeId, first, next });
		},
	),
};

/** Her first proof she adds with her PIN alone; every other only once she has proved herself. */
async function whoAdds({ locals }: ActionAPIContext) {
	const person = requireSomebody(locals);
	const first = !(await hasProofs(database, person.id));
	if (!mayHaveProofs(person)) throw new Forbidden('This is for leaders and administrators.');
	if (locals.unproven && !first) throw new Forbidden('Prove yourself with the one you have.');
	return { employeeId: person.id, first };
}

type Added = { employeeId: string; first: boolean; next: string | undefined };

async function added(context: ActionAPIContext, { employeeId, first, next }: Added) {
	if (first) await tellCodes(context, employeeId);
	const { method, deviceId } = context.locals.session ?? {};
	const how = { method: method ?? 'pin', deviceId: deviceId ?? undefined, proven: true };
	return enter(context, { employeeId, ...how, next: paths.myNewProofs(ownPath(next)) });
}
