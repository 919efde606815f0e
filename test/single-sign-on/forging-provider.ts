import { createServer, type Server } from 'node:http';
import { createProvider, type Provider } from '#auth/single-sign-on/provider.ts';
import { termsFrom } from '#auth/single-sign-on/terms.ts';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { expect, onTestFinished } from 'vitest';

// A provider that lies: what a certified one refuses to do, this one does.

export const back = 'http://127.0.0.1:4321/sign-in/company/back';
const clientSecret = 'a secret of thirty-two characters!';

export type Lies = {
	/** In the token, over what belongs there; undefined takes a claim out. */
	readonly claims?: Readonly<Record<string, unknown>>;
	readonly signed?: 'by its key' | 'by another key' | 'not at all' | 'with the secret';
	/** What it says of itself. */
	readonly metadata?: Readonly<Record<string, unknown>>;
	readonly token?: {
		status?: number;
		headers?: Record<string, string>;
		body?: string;
		padding?: number;
	};
	readonly userinfo?: Readonly<Record<string, unknown>>;
	readonly claim?: string;
};

export type ForgingProvider = {
	readonly issuer: string;
	readonly provider: Provider;
	/** How often it was asked, by path. */
	readonly asked: Map<string, number>;
	/** The last request for a token. */
	readonly redeemed: URLSearchParams[];
	stop(): Promise<void>;
};

/** Started for a test, which says what nonce it would send if it were honest. */
export async function startForging(nonce: string, lies: Lies = {}): Promise<ForgingProvider> {
	const asked = new Map<string, number>();
	const redeemed: URLSearchParams[] = [];
	const keys = { own: await generateKeyPair('RS256'), other: await generateKeyPair('RS256') };
	const jwk = { ...(await exportJWK(keys.own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
	let issuer = '';
	const padding = 'x'.repeat(lies.token?.padding ?? 0);

	async function answers(path: string): Promise<object | string> {
		if (path === '/jwks') return { keys: [jwk] };
		if (path === '/userinfo') return lies.userinfo ?? {};
		if (path === '/token')
			return lies.token?.body ?? { ...bearer, padding, id_token: await token() };
		return { ...metadataOf(issuer), ...lies.metadata };
	}

	async function token(): Promise<string> {
		const now = Math.floor(Date.now() / 1000);
		const honest = { iss: issuer, sub: 'account-1', aud: 'touchstone', nonce, iat: now };
		const claims: JWTPayload = { ...honest, exp: now + 300, ...lies.claims };
		const { signed = 'by its key' } = lies;
		if (signed === 'not at all') return new UnsecuredJWT(claims).encode();
		if (signed === 'with the secret') {
			const secret = new TextEncoder().encode(clientSecret);
			return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
		}
		const { privateKey } = signed === 'by its key' ? keys.own : keys.other;
		return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey);
	}

	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', issuer).pathname;
		asked.set(path, (asked.get(path) ?? 0) + 1);
		let body = '';
		request.on('data', (piece) => (body += String(piece)));
		request.on('end', async () => {
			if (path === '/token') redeemed.push(new URLSearchParams(body));
			const { status = 200, headers = {} } = (path === '/token' && lies.token) || {};
			const answer = await answers(path);
			response.writeHead(status, { 'content-type': 'application/json', ...headers });
			response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
		});
	});
	issuer = `http://127.0.0.1:${await listen(server)}`;
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	onTestFinished(stop);
	return { issuer, provider: providerAt(issuer, lies.claim), asked, redeemed, stop };
}

const bearer = { access_token: 'access', token_type: 'Bearer', expires_in: 300 };

/** The product's side of it. */
export function providerAt(issuer: string, claim?: string): Provider {
	const client = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'touchstone' };
	const terms = termsFrom(
		{ ...client, OIDC_CLIENT_SECRET: clientSecret, OIDC_CLAIM: claim },
		{ back, afterSignOut: 'http://127.0.0.1:4321/sign-in' },
	);
	return createProvider(terms ?? expect.fail('no terms'));
}

function metadataOf(issuer: string) {
	return {
		issuer,
		authorization_endpoint: `${issuer}/authorize`,
		token_endpoint: `${issuer}/token`,
		jwks_uri: `${issuer}/jwks`,
		userinfo_endpoint: `${issuer}/userinfo`,
		id_token_signing_alg_values_supported: ['RS256'],
		authorization_response_iss_parameter_supported: true,
	};
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port is free.');
	return address.port;
}
