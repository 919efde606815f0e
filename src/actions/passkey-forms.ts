import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { APIContext } from 'astro';
import { z } from 'astro/zod';
import { type PasskeySite, passkeySite } from '#auth/proofs/passkeys.ts';
import { Invalid } from '#lib/errors.ts';
import { environment } from '../installation.ts';

// What a browser's script puts into a form's hidden field, as WebAuthn spells it. The library looks
// at the rest of it; what is not even of this shape came from no browser.

const letters = z.string().max(20_000);
const credential = {
	id: letters,
	rawId: letters,
	type: z.literal('public-key'),
	clientExtensionResults: z.looseObject({}),
};

const made = z.object({
	...credential,
	response: z.object({
		clientDataJSON: letters,
		attestationObject: letters,
		transports: z.exactOptional(z.array(z.string().max(30)).max(10)),
	}),
});

const shown = z.object({
	...credential,
	response: z.object({
		clientDataJSON: letters,
		authenticatorData: letters,
		signature: letters,
		userHandle: z.exactOptional(letters),
	}),
});

export const passkeyMade = z.string().transform((text): RegistrationResponseJSON => {
	return read(made, text);
});

export const passkeyShown = z.string().transform((text): AuthenticationResponseJSON => {
	return read(shown, text);
});

function read<T>(schema: z.ZodType<T>, text: string): T {
	try {
		return schema.parse(JSON.parse(text));
	} catch {
		throw new Invalid({ passkey: 'Your browser did not send a passkey. Please try again.' });
	}
}

/** Where passkeys work for this request; undefined where they cannot. */
export function placeOfPasskeys({ url }: Pick<APIContext, 'url'>): PasskeySite | undefined {
	return passkeySite(environment.PUBLIC_ORIGIN ?? url.origin);
}

export function requirePlace(context: Pick<APIContext, 'url'>): PasskeySite {
	const site = placeOfPasskeys(context);
	if (!site) throw new Invalid({ passkey: 'Passkeys need an address with a name, over https.' });
	return site;
}
