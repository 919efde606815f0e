import { type Person, readPerson } from '#people/person.ts';
import { type AskedOf, readAskedOf } from '#pulse/asked-of.ts';
import { readAskedToken } from '#pulse/mail-link.ts';
import { codeLimits, database } from '../installation.ts';

type Visitor = Pick<App.Locals, 'person' | 'kiosk' | 'address' | 'now'>;

/** What a link from a mail opens for whoever holds it. */
export type MailVisit =
	| { readonly kind: 'hers'; readonly person: Person; readonly asked: AskedOf }
	/** Somebody else is signed in here. */
	| { readonly kind: 'somebody else’s' }
	| { readonly kind: 'no link' }
	| { readonly kind: 'too often'; readonly minutes: number };

/** Looks at a link. Forged ones count as guesses, of which there are only so many from one place; hers always opens. */
export async function readMailVisit(token: string, visitor: Visitor): Promise<MailVisit> {
	const { address, kiosk, now: at } = visitor;
	const link = await readAskedToken(database.read, token);
	if (!link) {
		const minutes = await codeLimits.takeTry({ address, device: kiosk?.id, at });
		return minutes > 0 ? { kind: 'too often', minutes } : { kind: 'no link' };
	}
	const person = await readPerson(database.read, link.employeeId);
	const asked = person && (await readAskedOf(database.read, link.pulseId, person));
	// Whoever left answers nothing any more.
	if (!person || !asked) return { kind: 'no link' };
	const other = visitor.person !== undefined && visitor.person.id !== person.id;
	return other ? { kind: 'somebody else’s' } : { kind: 'hers', person, asked };
}
