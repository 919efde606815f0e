import {
	allowInsecureRequests,
	type ClientAuth,
	ClientSecretBasic,
	ClientSecretPost,
	type Configuration,
	type CustomFetch,
	customFetch,
	discovery,
	enableNonRepudiationChecks,
	None,
} from 'openid-client';
import { boundedFetch, isHere } from '#lib/bounded-fetch.ts';
import type { Terms } from './terms.ts';

/** The company's provider. It is asked for what it can do with the first sign-in, not at start. */
export type Provider = {
	readonly terms: Terms;
	/** Throws where it does not answer; the next call asks again. */
	configuration(): Promise<Configuration>;
	/** What was known of it did not work: the next call asks again. */
	forget(): void;
};

/** Seconds for an answer. */
const patience = 5;
const mostBytes = 1_000_000;

export function createProvider(terms: Terms): Provider {
	let known: Promise<Configuration> | undefined;
	const forget = () => (known = undefined);
	return {
		terms,
		configuration() {
			known ??= discover(terms).catch((error: unknown) => {
				forget();
				throw error;
			});
			return known;
		},
		forget,
	};
}

function discover({ issuer, clientId, clientSecret }: Terms): Promise<Configuration> {
	return discovery(issuer, clientId, {}, clientSecret ? secretOf(clientSecret) : None(), {
		timeout: patience,
		[customFetch]: ask,
		// The signature of a token is checked though it comes straight from the provider: a token that
		// says of itself that it needs none is none.
		execute: isHere(issuer)
			? [allowInsecureRequests, enableNonRepudiationChecks]
			: [enableNonRepudiationChecks],
	});
}

const bounded = boundedFetch(mostBytes);
const ask: CustomFetch = (url, { body, ...init }) =>
	bounded(url, { ...init, body: body instanceof Uint8Array ? Uint8Array.from(body) : body });

/** In the header, as the standard wants it, unless the provider says that it only reads the body. */
function secretOf(clientSecret: string): ClientAuth {
	const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)];
	return (server, ...request) => {
		const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
		return ways.includes('client_secret_basic')
			? basic(server, ...request)
			: post(server, ...request);
	};
}
