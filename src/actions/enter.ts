import type { ActionAPIContext } from 'astro:actions';
import { type Beginning, sessionCookie } from '#auth/session.ts';
import { readPerson } from '#people/person.ts';
import { database, sessions } from '../installation.ts';
import { ownPath } from '../paths.ts';
import { finishPending } from './finish-pending.ts';
import { knowBrowser } from './know-browser.ts';

type Entry = Omit<Beginning, 'at' | 'agent'> & {
	readonly employeeId: string;
	/** The page that she was on her way to. */
	readonly next?: string | undefined;
	/** What an expired session kept her from saving. */
	readonly pending?: string | undefined;
};

type Door = Pick<ActionAPIContext, 'cookies' | 'locals' | 'request'>;

/**
 * The one way in, whatever the proof was: ends the session that the browser had, whoever's it was,
 * begins a new one with a new id, puts on record what was kept, and says where to go.
 */
export async function enter(
	{ cookies, locals, request }: Door,
	{ employeeId, next, pending, ...how }: Entry,
): Promise<{ readonly to: string }> {
	const at = locals.now;
	const before = cookies.get(sessionCookie)?.value;
	if (before) await sessions.end(before);
	const agent = request.headers.get('user-agent') ?? undefined;
	const cookie = await sessions.begin(employeeId, { ...how, agent, at });
	cookies.set(cookie.name, cookie.value, cookie.attributes);
	if (how.deviceId === undefined) await knowBrowser(cookies, { employeeId, at });
	const person = await readPerson(database.read, employeeId);
	const kept = person && pending ? await finishPending(pending, person, at) : undefined;
	if (kept && 'to' in kept) return kept;
	// The page that she sent it from is shown to her with the form, in answer to this very request.
	Object.assign(locals, { person, comesBack: kept });
	return { to: ownPath(next) };
}
