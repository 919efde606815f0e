import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client';
import { secretsOf } from './flow.ts';
import type { Provider } from './provider.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What the provider vouches for. */
export type Proof = {
	readonly issuer: string;
	readonly subject: string;
	/** Whom of the roster it names; undefined where it names nobody. */
	readonly named: string | undefined;
	/** What it says of her besides. */
	readonly claims: Claims;
	readonly idToken: string;
};

/**
 * Redeems the code in the answer. The library holds the answer and the token against what was
 * asked: state, nonce, verifier, issuer, audience, time, and the signature by the provider's keys.
 */
export async function hearProof(
	provider: Provider,
	{ id, answer }: { readonly id: string; readonly answer: URLSearchParams },
): Promise<Proof> {
	const config = await provider.configuration();
	const { state, nonce, verifier } = secretsOf(id);
	const url = new URL(provider.terms.back);
	url.search = answer.toString();
	const tokens = await authorizationCodeGrant(config, url, {
		expectedState: state,
		expectedNonce: nonce,
		pkceCodeVerifier: verifier,
		idTokenExpected: true,
	});
	const [claims, idToken] = [tokens.claims(), tokens.id_token];
	if (!claims || !idToken) throw new Error('The answer had no ID token.');
	const { iss: issuer, sub: subject } = claims;
	const { claim, teamId } = provider.terms;
	const enough = namedBy(claims, claim) !== undefined && (!teamId || claims['name'] !== undefined);
	const more = enough ? {} : await askForMore(config, tokens.access_token, subject);
	const named = namedBy(claims, claim) ?? namedBy(more, claim);
	return { issuer, subject, named, claims: together(claims, more), idToken };
}

/** Many providers put into the token as little as they may: the rest is asked for, of the same account. */
async function askForMore(config: Configuration, accessToken: string, subject: string) {
	if (!config.serverMetadata().userinfo_endpoint) return {};
	return fetchUserInfo(config, accessToken, subject);
}

/** An address and whether it is verified belong together, so they come from one of the two. */
function together(claims: Claims, more: Claims): Claims {
	const { email: _, email_verified: __, ...others } = claims;
	return namedBy(claims, 'email') === undefined ? { ...others, ...more } : { ...more, ...claims };
}

/** Whom the claim names; an address only where the provider has verified it. */
export function namedBy(claims: Claims, claim: string): string | undefined {
	const value = claims[claim];
	if (claim === 'email' && claims['email_verified'] !== true) return undefined;
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}
