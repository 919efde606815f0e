import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON,
	type RegistrationResponseJSON,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { eq } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { passkeys } from '#db/schema/proofs.ts';
import { Invalid } from '#lib/errors.ts';
import type { Person } from '#people/person.ts';
import { type ChallengeFor, isOurChallenge, makeChallenge, useUpChallenge } from './challenge.ts';

/** Where a passkey works: `https://touchstone.example` and `touchstone.example`. */
export type PasskeySite = { readonly origin: string; readonly id: string };

/**
 * The site that passkeys are made for; undefined where browsers make none: at a bare address of
 * numbers, and over plain http from another machine.
 */
export function passkeySite(origin: string): PasskeySite | undefined {
	const { hostname, protocol } = new URL(origin);
	const isName = !/^[\d.]+$|^\[/.test(hostname);
	const isSafe = protocol === 'https:' || hostname === 'localhost';
	return isName && isSafe ? { origin, id: hostname } : undefined;
}

/** What a browser needs to make a passkey; it asks for the finger, the face or the device's PIN. */
export async function passkeyToMake(
	db: Database,
	{ id, number, name }: Pick<Person, 'id' | 'number' | 'name'>,
	site: PasskeySite,
	at: number,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	const known = await readPasskeys(db, id);
	return generateRegistrationOptions({
		rpName: 'Touchstone',
		rpID: site.id,
		userID: new TextEncoder().encode(id),
		userName: number,
		userDisplayName: name,
		challenge: await makeChallenge(db, { purpose: 'register', employeeId: id }, at),
		excludeCredentials: known.map((key) => ({ id: key.id, transports: [...key.transports] })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
	});
}

/** What a browser needs to show a passkey: one of hers, or any where nobody is known yet. */
export async function passkeyToShow(
	db: Database,
	employeeId: string | undefined,
	site: PasskeySite,
	at: number,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
	const known = employeeId === undefined ? [] : await readPasskeys(db, employeeId);
	return generateAuthenticationOptions({
		rpID: site.id,
		challenge: await makeChallenge(db, shownFor(employeeId), at),
		allowCredentials: known.map((key) => ({ id: key.id, transports: [...key.transports] })),
		userVerification: 'required',
	});
}

export function shownFor(employeeId: string | undefined): ChallengeFor {
	return employeeId === undefined
		? { purpose: 'sign in', employeeId: '' }
		: { purpose: 'prove', employeeId };
}

type Made = {
	readonly employeeId: string;
	readonly response: RegistrationResponseJSON;
	readonly site: PasskeySite;
	/** "Chrome on a Mac". */
	readonly name: string;
	readonly at: number;
};

/** Keeps a passkey that a browser has made; throws Invalid where it was not made for this. */
export async function keepPasskey(db: Database, made: Made): Promise<void> {
	const { employeeId, response, site, name, at } = made;
	let challenge = '';
	const verified = await verifyRegistrationResponse({
		response,
		expectedOrigin: site.origin,
		expectedRPID: site.id,
		expectedChallenge: (said) => {
			challenge = said;
			return isOurChallenge(db, said, { purpose: 'register', employeeId }, at);
		},
	}).catch(() => undefined);
	if (!verified?.verified) throw new Invalid({ passkey: 'That did not work. Please try again.' });
	const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
	await db.write(async (tx) => {
		await useUpChallenge(tx, challenge, at);
		const key = { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
		const row = { ...key, employeeId, transports, name, createdAt: at };
		const kept = await tx.insert(passkeys).values(row).onConflictDoNothing().returning();
		if (kept.length === 0) throw new Invalid({ passkey: 'This passkey is here already.' });
		const what = { action: 'passkey.added', objectType: 'employee', objectId: employeeId };
		await appendAudit(tx, { at, actorId: employeeId, ...what, payload: { name } });
	});
}

export async function readPasskeys(db: Database, employeeId: string) {
	return db.read.select().from(passkeys).where(eq(passkeys.employeeId, employeeId));
}
