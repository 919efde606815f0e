import type { keptForms } from '#db/schema/kiosks.ts';
import { keepForm, readKeptForm, takeKeptForm } from '#auth/kiosks/kept-forms.ts';
import { createHeld } from '#lib/held.ts';
import { database } from '../installation.ts';
import { isUnnamed } from './pending.ts';

// What somebody began before she was signed out is kept on disk beside whose it is. What she says
// without her name must not be: it waits in memory, for an hour, and a restart forgets it.

type Kept = typeof keptForms.$inferSelect;
type Begun = Omit<Kept, 'keptAt' | 'givenBackAt'>;

const limits = { most: 2000, lasts: 3_600_000 };
const begunUnnamed = createHeld<Begun & { readonly taken: boolean }>(limits);
const onTheWay = createHeld<string>(limits);

/** Keeps what somebody had begun when her time on a kiosk was over. */
export async function keepBegun(begun: Begun & { readonly at: number }): Promise<void> {
	const { at, ...form } = begun;
	if (isUnnamed(form.packed)) begunUnnamed.hold(form.employeeId, { ...form, taken: false }, at);
	else {
		begunUnnamed.drop(form.employeeId);
		await keepForm(database, begun);
	}
}

/** What is kept of somebody who has just come back, once. */
export async function takeBegun(employeeId: string, at: number): Promise<Begun | undefined> {
	const held = begunUnnamed.look(employeeId, at);
	if (!held || held.taken) return takeKeptForm(database, employeeId, at);
	// What was sent counts now; what was only begun is shown in its form, as often as that is opened.
	if (held.sent) begunUnnamed.drop(employeeId);
	else begunUnnamed.hold(employeeId, { ...held, taken: true }, at);
	return held;
}

/** The form that she was given back. */
export async function readBegun(employeeId: string, at: number): Promise<Begun | undefined> {
	return begunUnnamed.look(employeeId, at) ?? (await readKeptForm(database, employeeId, at));
}

/** She has sent it: nothing waits for her any more. */
export function forgetBegun(employeeId: string): void {
	begunUnnamed.drop(employeeId);
}

/** Of what goes along to the company's sign-in, the part that may be written down; the rest is held. */
export function holdOnTheWay(way: string, pending: string, at: number): void {
	onTheWay.hold(way, pending, at);
}

export function dropOnTheWay(way: string): void {
	onTheWay.drop(way);
}

export function heldOnTheWay(way: string, at: number): string | undefined {
	return onTheWay.look(way, at);
}
