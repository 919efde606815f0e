import { AuthorizationResponseError } from 'openid-client';

/** What the sign-in page says; the reason in full is in the log alone. */
export type Failure =
	'down' | 'not finished' | 'too late' | 'no account' | 'does not fit' | 'failed';

/** What may be written down of an error: codes and names of claims, never what was in a token. */
export function reasonOf(error: unknown): string {
	const reasons = chain(error).map((one) => {
		const named = ['code', 'error', 'claim', 'attribute', 'status']
			.map((name) => part(one, name))
			.filter((word) => typeof word === 'string' || typeof word === 'number');
		const message = one instanceof Error ? one.message : '';
		return [message, ...named].join(' ').trim().slice(0, 200);
	});
	return [...new Set(reasons.filter((reason) => reason !== ''))].join(' < ');
}

export function failureOf(error: unknown): Failure {
	if (error instanceof AuthorizationResponseError) {
		return error.error === 'access_denied' ? 'not finished' : 'failed';
	}
	return chain(error).some(isSilence) ? 'down' : 'failed';
}

const silence = /^(OAUTH_TIMEOUT|TimeoutError|AbortError|E[A-Z]+|UND_ERR_\w+)$/;

function isSilence(error: unknown): boolean {
	return [part(error, 'code'), part(error, 'name')].some(
		(word) => typeof word === 'string' && silence.test(word),
	);
}

/** An error and what caused it, as far as it is known. */
function chain(error: unknown): unknown[] {
	const links: unknown[] = [];
	for (let one = error; one !== undefined && one !== null && links.length < 5;) {
		links.push(one);
		one = part(one, 'cause');
	}
	return links;
}

function part(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
