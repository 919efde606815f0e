import type { APIContext } from 'astro';
import { isProofNeeded } from '#auth/proofs/proofs.ts';
import { sessionCookie } from '#auth/session.ts';
import type { Person } from '#people/person.ts';
import { asDeputy } from '#people/stand-in.ts';
import { database, sessions } from '../installation.ts';
import { holdsHere } from './kiosk-door.ts';

/**
 * Who is signed in, with what she may do at this moment. Whoever has to prove herself once more is
 * not in yet: `locals.unproven` says who waits.
 */
export async function whoIsThere(context: APIContext): Promise<Person | undefined> {
	const id = context.cookies.get(sessionCookie)?.value;
	const session = id ? await sessions.check(id) : undefined;
	if (!(await holdsHere(context, session)) || !session) return undefined;
	const { renewed, person } = session;
	context.locals.session = session.session;
	if (session.session.provenAt === null && (await isProofNeeded(database, person))) {
		context.locals.unproven = person;
	}
	await sessions.noteUse(session.session, context.locals.now);
	if (renewed) context.cookies.set(renewed.name, renewed.value, renewed.attributes);
	if (context.locals.unproven) return undefined;
	return asDeputy(database.read, person, context.locals.now);
}
