import { z } from 'astro/zod';
import { changePin } from '#auth/change-pin.ts';
import { requirePerson, requireRightTo } from '#auth/guard.ts';
import { deviceCookie, knownDevice } from '#auth/known-devices.ts';
import { endSessions } from '#auth/session-list.ts';
import { sessionCookie } from '#auth/session.ts';
import { Invalid, NotFound } from '#lib/errors.ts';
import { personToLetIn } from '#people/scope.ts';
import { database, sessions, signInLimits } from '../installation.ts';
import { paths } from '../paths.ts';
import { formAction } from './form.ts';
import { knowBrowser } from './know-browser.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const typed = z.string().max(200, 'Use at most 200 characters.');

export const access = {
	/** One's own PIN, with the one before. */
	changePin: formAction(
		z.object({
			'old-pin': typed.min(1, 'Type the PIN you have now.'),
			'new-pin': typed.min(1, 'Choose a new PIN.'),
			'pin-again': typed,
		}),
		async ({ 'old-pin': old, 'new-pin': pin, 'pin-again': again }, context) => {
			const { cookies, locals } = context;
			const { address } = locals;
			const { id: employeeId, number } = requirePerson(locals);
			const id = cookies.get(sessionCookie)?.value;
			if (!id || !locals.session) throw new NotFound('There is no session to keep.');
			const { idHash: sessionHash, deviceId } = locals.session;
			if (pin !== again) {
				throw new Invalid({ 'pin-again': 'The two are not the same. Type both again.' });
			}
			const browser = cookies.get(deviceCookie)?.value;
			const device = deviceId ?? (await knownDevice(database.read, { browser, number }));
			const change = { employeeId, old, pin, sessionHash, address, device, at: locals.now };
			await changePin(database, signInLimits, change);
			const cookie = await sessions.renew(id);
			cookies.set(cookie.name, cookie.value, cookie.attributes);
			if (deviceId === null) await knowBrowser(cookies, { employeeId, at: locals.now });
			return { to: `${paths.mySignIns}?done=pin` };
		},
	),

	endMySession: formAction(z.object({ session: hash }), async ({ session }, { locals }) => {
		const { id } = requirePerson(locals);
		await endSessions(database, id, { only: session }, { by: id, at: locals.now });
		return { to: `${paths.mySignIns}?done=one` };
	}),

	endMyOtherSessions: formAction(z.object({}), async (_, { locals }) => {
		const { id } = requirePerson(locals);
		const except = locals.session?.idHash ?? '';
		await endSessions(database, id, { except }, { by: id, at: locals.now });
		return { to: `${paths.mySignIns}?done=others` };
	}),

	/** A lead or administrator signs one of her people out, somewhere or everywhere. */
	endSessionsOf: formAction(
		z.object({ person: z.string().min(1).max(100), session: hash.optional() }),
		async ({ person, session }, { locals }) => {
			const who = requireRightTo(locals, 'let people in');
			const { id } = await personToLetIn(database.read, who, person);
			const ending = session === undefined ? 'all' : { only: session };
			await endSessions(database, id, ending, { by: who.id, at: locals.now });
			return { to: `${paths.personAccess(id)}?done=${session === undefined ? 'all' : 'one'}` };
		},
	),
};
