import { z } from 'astro/zod';
import { mayHaveProofs, removeApp, removePasskey, resetProofs } from '#auth/proofs/proofs.ts';
import { requirePerson, requireRightTo } from '#auth/guard.ts';
import { Forbidden } from '#lib/errors.ts';
import { database } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { tellCodes } from './recovery-cookie.ts';

export const ownProofs = {
	removePasskey: formAction(z.object({ id: z.string().max(2000) }), async ({ id }, { locals }) => {
		const { id: employeeId } = requirePerson(locals);
		await removePasskey(database, { employeeId, id, at: locals.now });
		return { to: paths.myProofs };
	}),

	removeApp: formAction(z.object({}), async (_, { locals }) => {
		const { id: employeeId } = requirePerson(locals);
		await removeApp(database, { employeeId, at: locals.now });
		return { to: paths.myProofs };
	}),

	newRecoveryCodes: formAction(z.object({}), async (_, context) => {
		const person = requirePerson(context.locals);
		if (!mayHaveProofs(person)) throw new Forbidden('This is for leaders and administrators.');
		await tellCodes(context, person.id);
		return { to: paths.myProofs };
	}),

	resetProofs: formAction(z.object({ person: z.string().max(100) }), async (input, { locals }) => {
		const { id: by } = requireRightTo(locals, 'change people');
		await resetProofs(database, { employeeId: input.person, by, at: locals.now });
		return { to: `${paths.personAccess(input.person)}?done=proofs` };
	}),
};
