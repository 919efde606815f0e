import { appendAudit } from '#audit/append.ts';
import { type BadgeHolder, holderOf } from '#auth/badges/read.ts';
import { isTokenLike } from '#auth/badges/token.ts';
import type { SignInLimits } from '#auth/limits.ts';
import { signIn, type SignInOutcome } from '#auth/sign-in.ts';
import type { Database } from '#db/connection.ts';
import { sha256 } from '#lib/hash.ts';
import { readPerson } from '#people/person.ts';
import { readSettings } from '#people/settings.ts';
import type { Kiosk } from './kiosk.ts';

/** What somebody showed or typed on a kiosk. */
export type Showing = {
	/** A number; or what a badge says, which a hand scanner types into the same field. */
	readonly text: string;
	readonly pin: string;
	readonly kiosk: Kiosk;
	readonly at: number;
};

export type KioskOutcome =
	| SignInOutcome
	| { readonly kind: 'badge'; readonly employeeId: string }
	/** Now the PIN; `number` is what to fill in. */
	| { readonly kind: 'ask PIN'; readonly number: string }
	| { readonly kind: 'unknown badge' };

/** More letters than any number has. */
export const longestNumber = 40;

/** Lets somebody of the kiosk's site in, by a badge, or by number and PIN. */
export async function signInOnKiosk(
	db: Database,
	limits: SignInLimits,
	{ text, pin, kiosk, at }: Showing,
): Promise<KioskOutcome> {
	const device = `kiosk ${kiosk.id}`;
	if (pin !== '' && text.length <= longestNumber) {
		const site = { siteId: kiosk.siteId };
		return signIn(db, limits, { number: text, pin, address: device, device, at, ...site });
	}
	const badge = sha256(text);
	const attempt = { number: badge, address: device, device, at };
	const minutes = await limits.takeTry(attempt);
	if (minutes > 0) return { kind: 'wait', minutes };
	const holder = await holderOf(db, text, at);
	// A number, then: whether anybody has it is said after the PIN.
	const isNumber = !holder && !isTokenLike(text) && text.length <= longestNumber;
	if (holder || isNumber) await limits.succeeded(attempt);
	if (isNumber) return { kind: 'ask PIN', number: text };
	return holder ? letIn(db, holder, { kiosk, at }) : { kind: 'unknown badge' };
}

async function letIn(
	db: Database,
	holder: BadgeHolder,
	{ kiosk, at }: { readonly kiosk: Kiosk; readonly at: number },
): Promise<KioskOutcome> {
	const { employeeId, number } = holder;
	if (holder.siteId !== kiosk.siteId) return { kind: 'elsewhere' };
	if (await asksPin(db, holder)) return { kind: 'ask PIN', number };
	await db.write((tx) =>
		appendAudit(tx, {
			...{ at, actorId: employeeId, action: 'session.began' },
			...{ objectType: 'employee', objectId: employeeId },
			payload: { badge: holder.badgeId, kiosk: kiosk.id },
		}),
	);
	return { kind: 'badge', employeeId };
}

/** A badge alone opens what an employee may see: whoever may more types her PIN too. */
async function asksPin(db: Database, { asksPin: easy, employeeId }: BadgeHolder): Promise<boolean> {
	if (easy || (await readSettings(db.read)).badgeNeedsPin) return true;
	const person = await readPerson(db.read, employeeId);
	return !person || person.roles.length > 0;
}
