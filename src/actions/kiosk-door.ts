import type { ActionAPIContext } from 'astro:actions';
import { isOver, noteUse } from '#auth/kiosks/hours.ts';
import { type Kiosk, kioskCookie, kioskCookieAge, readKiosk } from '#auth/kiosks/kiosk.ts';
import { type Session, sessionCookie } from '#auth/session.ts';
import { type Person, readPerson } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { database, sessions } from '../installation.ts';

type Context = Pick<ActionAPIContext, 'cookies' | 'locals'>;

/**
 * Whether a session holds where it is shown: one of a kiosk on that kiosk only, and any other nowhere
 * but on devices that are none. One that was left alone too long ends here.
 */
export async function holdsHere(
	{ cookies, locals }: Context,
	known: { readonly person: Person; readonly session: Session } | undefined,
): Promise<boolean> {
	const token = cookies.get(kioskCookie)?.value;
	locals.kiosk = token ? await readKiosk(database, token, locals.now) : undefined;
	if (!known) return false;
	const { person, session } = known;
	if (session.deviceId !== (locals.kiosk?.id ?? null) || locals.kiosk?.cutOff) return false;
	if (!locals.kiosk) return true;
	const { kioskIdleSeconds } = await readSettings(database.read);
	if (isOver(session, kioskIdleSeconds, locals.now)) {
		await signOutHere({ cookies, locals });
		locals.timedOut = person.id;
		return false;
	}
	await noteUse(database, session.idHash, locals.now);
	return true;
}

/** The device keeps its cookie, for another 400 days; a new one where it was just enrolled. */
export function rememberKiosk(
	cookies: Context['cookies'],
	token = cookies.get(kioskCookie)?.value,
): void {
	if (!token) return;
	const secure = sessions.blank.attributes.secure ?? false;
	const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
	cookies.set(kioskCookie, token, { ...attributes, maxAge: kioskCookieAge });
}

/** Whether somebody is one of those for whom a kiosk is there. */
export async function isOf(kiosk: Kiosk, employeeId: string): Promise<boolean> {
	const person = await readPerson(database.read, employeeId);
	return !kiosk.cutOff && person?.siteId === kiosk.siteId;
}

/** Ends the session of this browser, and the browser forgets it. */
export async function signOutHere({ cookies, locals }: Context): Promise<void> {
	const id = cookies.get(sessionCookie)?.value;
	if (id) await sessions.end(id);
	const { name, value, attributes } = sessions.blank;
	cookies.set(name, value, attributes);
	Object.assign(locals, { person: undefined, session: undefined });
}
