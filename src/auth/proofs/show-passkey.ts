import {
	type AuthenticationResponseJSON,
	verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#audit/append.ts';
import type { Database } from '#db/connection.ts';
import { employees } from '#db/schema/people.ts';
import { passkeys } from '#db/schema/proofs.ts';
import { Invalid } from '#lib/errors.ts';
import { isOurChallenge, useUpChallenge } from './challenge.ts';
import { type PasskeySite, shownFor } from './passkeys.ts';

type Shown = {
	readonly response: AuthenticationResponseJSON;
	/** Who says she is there; undefined where the passkey alone is to say it. */
	readonly employeeId: string | undefined;
	readonly site: PasskeySite;
	readonly at: number;
};

type Passkey = typeof passkeys.$inferSelect;

const refused = { passkey: 'This passkey does not fit. Try again, or take another way.' };

/**
 * Whose passkey it is that a browser has shown: of somebody who works here, for this very challenge,
 * at this site, with finger, face or PIN. It counts once. Throws Invalid otherwise.
 */
export async function whosePasskey(db: Database, shown: Shown): Promise<string> {
	const { response, employeeId, at } = shown;
	const key = await findPasskey(db, response.id);
	if (!key || (employeeId !== undefined && key.employeeId !== employeeId)) {
		throw new Invalid(refused);
	}
	const { challenge, counter } = await verify(db, key, shown);
	await db.write(async (tx) => {
		await useUpChallenge(tx, challenge, at);
		await tx.update(passkeys).set({ counter, lastUsedAt: at }).where(eq(passkeys.id, key.id));
		const what = { action: 'passkey.used', objectType: 'employee', objectId: key.employeeId };
		await appendAudit(tx, { at, actorId: key.employeeId, ...what, payload: { name: key.name } });
	});
	return key.employeeId;
}

async function findPasskey(db: Database, id: string): Promise<Passkey | undefined> {
	const [row] = await db.read
		.select({ passkey: passkeys })
		.from(passkeys)
		.innerJoin(employees, eq(employees.id, passkeys.employeeId))
		.where(and(eq(passkeys.id, id), isNull(employees.leftAt)));
	return row?.passkey;
}

async function verify(db: Database, key: Passkey, { response, employeeId, site, at }: Shown) {
	let challenge = '';
	const verified = await verifyAuthenticationResponse({
		response,
		expectedOrigin: site.origin,
		expectedRPID: site.id,
		expectedChallenge: (said) => {
			challenge = said;
			return isOurChallenge(db, said, shownFor(employeeId), at);
		},
		credential: {
			id: key.id,
			publicKey: Uint8Array.from(Buffer.from(key.publicKey, 'base64url')),
			counter: key.counter,
		},
	}).catch(() => undefined);
	if (!verified?.verified) throw new Invalid(refused);
	return { challenge, counter: verified.authenticationInfo.newCounter };
}
