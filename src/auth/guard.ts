import { Forbidden, NotFound } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { may, type Right } from '#people/roles.ts';

/** Nobody is signed in; the middleware asks who it is and brings the person back. */
export class SignInNeeded extends Error {
	override name = 'SignInNeeded';
}

type Locals = { readonly person: Person | undefined };

/** Anybody who is signed in. */
export function requirePerson(locals: Locals): Person {
	if (!locals.person) throw new SignInNeeded('Sign in first.');
	return locals.person;
}

/** For pages: what a person may not see is not found. */
export function requireRight(locals: Locals, right: Right): Person {
	const person = requirePerson(locals);
	if (!may(person.roles, right)) throw new NotFound('There is no such page.');
	return person;
}

/** For actions: the person knows of the thing, and may not do it. */
export function requireRightTo(locals: Locals, right: Right): Person {
	const person = requirePerson(locals);
	if (!may(person.roles, right)) throw new Forbidden('This is not yours to do.');
	return person;
}

/**
 * For files that name somebody: a shared tablet would keep them for the next one, so it hands out
 * none. There the link is not shown either.
 */
export function requireOwnDevice(locals: { readonly kiosk: unknown }): void {
	if (locals.kiosk) throw new NotFound('Open this on a device of your own.');
}

/** Pages that anybody may open, signed in or not: names the choice, so that no page forgets to choose. */
export function allowEverybody(locals: Locals): Person | undefined {
	return locals.person;
}

/** Somebody whose PIN was right and who has to prove herself once more, or who is in already. */
export function requireSomebody(
	locals: Locals & { readonly unproven: Person | undefined },
): Person {
	return locals.unproven ?? requirePerson(locals);
}
