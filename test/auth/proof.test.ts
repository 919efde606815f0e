import { expect, test } from 'vitest';
import { authorizationUrl, secretsOf } from '#auth/single-sign-on/flow.ts';
import { hearProof } from '#auth/single-sign-on/proof.ts';
import { failureOf, reasonOf } from '#auth/single-sign-on/why-failed.ts';
import { type Lies, providerAt, startForging } from '#test/single-sign-on/forging-provider.ts';

// What a provider vouches for, and every way in which an answer is none.

const id = 'the id in a browser’s cookie';
const { state, nonce, verifier } = secretsOf(id);
const minutesAgo = (count: number) => Math.floor(Date.now() / 1000) - count * 60;

/** The browser comes back with what the provider gave it; undefined takes a parameter out. */
async function comeBack(lies: Lies = {}, parameters: Record<string, string | undefined> = {}) {
	const forging = await startForging(nonce, lies);
	const all = Object.entries({ code: 'code', state, iss: forging.issuer, ...parameters });
	const answer = new URLSearchParams(
		all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
	const hear = () => hearProof(forging.provider, { id, answer });
	return { ...forging, hear };
}

test('a sound answer says which account it is and whom it names', async () => {
	const { hear, issuer, redeemed } = await comeBack({ claims: { employee_number: '3117' } });
	expect(await hear()).toMatchObject({ issuer, subject: 'account-1', named: '3117' });
	expect(Object.fromEntries(redeemed[0] ?? [])).toMatchObject({
		...{ grant_type: 'authorization_code', code: 'code', code_verifier: verifier },
		redirect_uri: 'http://127.0.0.1:4321/sign-in/company/back',
	});
});

const liesAbout: readonly (readonly [string, Lies, RegExp])[] = [
	['another issuer in the token', { claims: { iss: 'https://evil.example' } }, /issuer|iss/],
	['another nonce', { claims: { nonce: 'of another question' } }, /nonce/],
	['no nonce', { claims: { nonce: undefined } }, /nonce/],
	['a token that has expired', { claims: { exp: minutesAgo(5), iat: minutesAgo(15) } }, /exp/],
	['a token without an end', { claims: { exp: undefined } }, /exp/],
	['a token that does not hold yet', { claims: { nbf: minutesAgo(-60) } }, /nbf/],
	['an unsigned token', { signed: 'not at all' }, /alg/],
	['a token signed by another key', { signed: 'by another key' }, /signature/],
	['a token signed with the secret', { signed: 'with the secret' }, /alg/],
	['a token for another application', { claims: { aud: 'payroll' } }, /aud/],
	['a token given to another one', { claims: { aud: ['touchstone', 'x'], azp: 'x' } }, /azp/],
	['no subject', { claims: { sub: undefined } }, /sub/],
	[
		'no token at all',
		{ token: { body: '{"access_token":"a","token_type":"Bearer"}' } },
		/ID Token|id_token/i,
	],
];

test.each(liesAbout)('%s is no proof, and the log can say why', async (_, lies, reason) => {
	const { hear } = await comeBack({ ...lies, claims: { employee_number: '3117', ...lies.claims } });
	const error: unknown = await hear().then(
		() => 'it was believed',
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(Error);
	expect(reasonOf(error)).toMatch(reason);
	expect(failureOf(error)).toBe('failed');
	// Neither the token nor what it says of people is written down.
	expect(reasonOf(error)).not.toMatch(/eyJ|account-1|3117/);
});

test.each(['none', 'HS256'])(
	'a provider that says it signs with %s too is not believed either',
	async (alg) => {
		const metadata = { id_token_signing_alg_values_supported: ['RS256', alg] };
		const signed = alg === 'none' ? 'not at all' : 'with the secret';
		const { hear } = await comeBack({ metadata, signed, claims: { employee_number: '3117' } });
		await expect(hear()).rejects.toThrow();
	},
);

test.each([
	['another state', { state: 'of another browser' }],
	['no state', { state: undefined }],
	['another issuer beside the code', { iss: 'https://evil.example' }],
	['no issuer beside the code, from a provider that sends it', { iss: undefined }],
	['no code', { code: undefined }],
])('%s ends before the code is redeemed', async (_, parameters) => {
	const { hear, asked } = await comeBack({ claims: { employee_number: '3117' } }, parameters);
	await expect(hear()).rejects.toThrow();
	expect(asked.get('/token')).toBeUndefined();
});

test('whoever gave up at the provider is told so', async () => {
	const { hear } = await comeBack({}, { error: 'access_denied', code: undefined });
	expect(failureOf(await hear().catch((error: unknown) => error))).toBe('not finished');
});

test('what the token does not say is asked for, and believed of the same account only', async () => {
	const { hear } = await comeBack({ userinfo: { sub: 'account-1', employee_number: 3117 } });
	expect(await hear()).toMatchObject({ named: '3117' });
	const swapped = await comeBack({ userinfo: { sub: 'account-2', employee_number: '3117' } });
	await expect(swapped.hear()).rejects.toThrow();
});

test.each([
	[{ email: 'elif@company.example', email_verified: true }, 'elif@company.example'],
	[{ email: 'elif@company.example', email_verified: false }, undefined],
	[{ email: 'elif@company.example', email_verified: 'true' }, undefined],
	[{ email: 'elif@company.example' }, undefined],
])('of %o the address is %s', async (claims, named) => {
	const userinfo = { sub: 'account-1' };
	const { hear } = await comeBack({ claim: 'email', claims, userinfo });
	expect((await hear()).named).toBe(named);
});

test('an address from the token is not verified by what is said elsewhere', async () => {
	const claims = { email: 'boss@company.example' };
	const userinfo = { sub: 'account-1', email: 'me@company.example', email_verified: true };
	const { hear } = await comeBack({ claim: 'email', claims, userinfo });
	expect((await hear()).named).toBe('me@company.example');
	const verifiedOnly = { sub: 'account-1', email_verified: true };
	const mixed = await comeBack({ claim: 'email', claims, userinfo: verifiedOnly });
	expect((await mixed.hear()).named).toBeUndefined();
});

test('a redirect by the token endpoint is not followed', async () => {
	const elsewhere = await startForging(nonce);
	const token = { status: 307, headers: { location: `${elsewhere.issuer}/token` } };
	const { hear } = await comeBack({ token });
	await expect(hear()).rejects.toThrow();
	expect(elsewhere.asked.size).toBe(0);
});

test('an answer without an end is not read to its end', async () => {
	const { hear, asked } = await comeBack({ token: { padding: 1_100_000 } });
	const error: unknown = await hear().catch((thrown: unknown) => thrown);
	expect(reasonOf(error)).toContain('too long');
	expect(asked.get('/userinfo')).toBeUndefined();
	const short = await comeBack({
		token: { padding: 900_000 },
		claims: { employee_number: '3117' },
	});
	expect((await short.hear()).named).toBe('3117');
});

test('a provider that names itself otherwise than the administrator did is none', async () => {
	const { hear, asked } = await comeBack({ metadata: { issuer: 'https://evil.example' } });
	await expect(hear()).rejects.toThrow();
	expect(asked.get('/token')).toBeUndefined();
});

test('endpoints over plain http are asked on this machine only', async () => {
	const { hear } = await comeBack({ metadata: { token_endpoint: 'http://192.0.2.1/token' } });
	await expect(hear()).rejects.toThrow(/went wrong|https/);
});

test('a provider that is down is asked again the next time', async () => {
	const { provider, issuer, stop, asked } = await startForging(nonce);
	await provider.configuration();
	await provider.configuration();
	expect(asked.get('/.well-known/openid-configuration')).toBe(1);
	provider.forget();
	await provider.configuration();
	expect(asked.get('/.well-known/openid-configuration')).toBe(2);
	await stop();
	const gone = providerAt(issuer);
	for (const time of ['first', 'second']) {
		const error: unknown = await gone.configuration().catch((thrown: unknown) => thrown);
		expect(failureOf(error), `the ${time} time`).toBe('down');
	}
});

test('the question has all that the answer is held against, and nothing that is kept secret', async () => {
	const { provider, issuer } = await startForging(nonce);
	const url = await authorizationUrl(provider, id);
	expect(url.href).toMatch(new RegExp(`^${issuer}/authorize\\?`));
	expect(Object.fromEntries(url.searchParams)).toMatchObject({
		...{ client_id: 'touchstone', response_type: 'code', response_mode: 'query' },
		...{ state, nonce, code_challenge_method: 'S256', scope: 'openid profile' },
	});
	expect(url.href).not.toContain(verifier);
	expect(url.href).not.toContain(encodeURIComponent(id));
});
