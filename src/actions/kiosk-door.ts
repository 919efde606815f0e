import type { APIContext } from 'astro';
import { type ActionAPIContext, getActionContext } from 'astro:actions';
import { isOver, noteUse } from '#auth/kiosks/hours.ts';
import { keepForm, readKeptForm } from '#auth/kiosks/kept-forms.ts';
import { type Kiosk, kioskCookie, kioskCookieAge, readKiosk } from '#auth/kiosks/kiosk.ts';
import { type Session, sessionCookie } from '#auth/session.ts';
import { type Person, readPerson } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import { database, sessions } from '../installation.ts';
import { ownPath } from '../paths.ts';
import { pack, unpack } from './pending.ts';

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

/**
 * A form that met a session which was over. The sign-in page carries it; on a kiosk, where somebody
 * else may be next, the server keeps it, and gives it to nobody but the person whose it was.
 */
export async function packOrKeep(context: APIContext, action: string): Promise<string | undefined> {
	const packed = pack(action, await context.request.clone().formData());
	const { timedOut: employeeId, now: at } = context.locals;
	if (!employeeId) return packed;
	const page = context.url.pathname;
	if (packed) await keepForm(database, { employeeId, packed, page, sent: true, at });
	return undefined;
}

/** Fills a form in again with what its person had begun before her time on a kiosk was over. */
export async function giveBack(context: APIContext): Promise<undefined> {
	const { person, now: at } = context.locals;
	if (!person || !context.url.searchParams.has('kept')) return;
	const kept = await readKeptForm(database, person.id, at);
	const form = kept && pageKeptOf(kept.page) === pageOf(context.url);
	const { action, values } = (form && unpack(kept.packed)) || {};
	if (!action) return;
	const { setActionResult, serializeActionResult } = getActionContext(context);
	const result = { data: { problems: {}, values }, error: undefined };
	setActionResult(action, serializeActionResult(result));
}

/** The address under which a page gives back what was kept on it. */
export function pageKeptOf(page: string): string {
	const url = new URL(ownPath(page), 'http://here');
	url.searchParams.delete('_action');
	url.searchParams.set('kept', '1');
	return pageOf(url);
}

function pageOf({ pathname, search }: URL): string {
	return `${pathname}${search}`;
}
