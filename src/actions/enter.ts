import type { ActionAPIContext } from 'astro:actions';
import { SignInNeeded } from '#auth/guard.ts';
import { isProofNeeded } from '#auth/proofs/proofs.ts';
import { type Beginning, sessionCookie } from '#auth/session.ts';
import { readPerson } from '#people/person.ts';
import { database, sessions } from '../installation.ts';
import { ownPath, paths } from '../paths.ts';
import { finishPending } from './finish-pending.ts';
import { pageKeptOf } from './kept-on-kiosk.ts';
import { isOf } from './kiosk-door.ts';
import { knowBrowser } from './know-browser.ts';
import { takeBegun } from './unwritten.ts';

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
	const { kiosk } = locals;
	if (kiosk && !(await isOf(kiosk, employeeId))) return { to: `${paths.kiosk}?elsewhere=1` };
	const before = cookies.get(sessionCookie)?.value;
	if (before) await sessions.end(before);
	const agent = request.headers.get('user-agent') ?? undefined;
	const cookie = await sessions.begin(employeeId, { ...how, deviceId: kiosk?.id, agent, at });
	cookies.set(cookie.name, cookie.value, cookie.attributes);
	// A shared tablet is nobody's own.
	if (!kiosk) await knowBrowser(cookies, { employeeId, at });
	const person = await readPerson(database.read, employeeId);
	if (person && !how.proven && (await isProofNeeded(database, person))) {
		// What was kept waits for the second proof too.
		Object.assign(locals, { person: undefined, unproven: person, pending });
		if (pending) throw new SignInNeeded('Prove yourself once more.');
		return { to: ownPath(next) };
	}
	const begun = kiosk ? await takeBegun(employeeId, at) : undefined;
	if (begun && !begun.sent) return { to: pageKeptOf(begun.page) };
	const sent = begun?.packed ?? pending;
	const kept = person && sent ? await finishPending(sent, person, at) : undefined;
	if (kept && 'to' in kept) return kept;
	if (begun && kept) return { to: pageKeptOf(begun.page) };
	// The page that she sent it from is shown to her with the form, in answer to this very request.
	Object.assign(locals, { person, comesBack: kept });
	return { to: ownPath(next) };
}
