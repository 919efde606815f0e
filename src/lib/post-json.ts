import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf, isLoopback, isPublicAddress } from './public-address.ts';

export type PostOptions = {
	/** Lets it go to this very machine, over http too. */
	readonly local: boolean;
	/** Milliseconds for everything together. */
	readonly patience?: number;
};

export type Answer = { readonly status: number; readonly retryAfter: string | undefined };

/** Why an address may not be posted to; undefined if it may. Names are looked at again when they are resolved. */
export function refusedUrl(
	text: string,
	{ local }: Pick<PostOptions, 'local'>,
): string | undefined {
	if (!URL.canParse(text)) return 'Paste the whole address. It begins with https://.';
	const url = new URL(text);
	const host = hostOf(url);
	const here = host === 'localhost' || isLoopback(host);
	if (url.username || url.password) return 'Leave out the name and the password before the @.';
	if (here && local && /^https?:$/.test(url.protocol)) return undefined;
	if (url.protocol !== 'https:') return 'The address must begin with https://.';
	if (here || (isIP(host) !== 0 && !isPublicAddress(host))) {
		return 'This address is inside your own network. It must be one on the internet.';
	}
	return undefined;
}

/**
 * Posts JSON to an address that somebody typed. The name is resolved here and only then connected
 * to, so that it cannot point elsewhere in between; redirects are not followed.
 */
export async function postJson(text: string, body: unknown, options: PostOptions): Promise<Answer> {
	const refused = refusedUrl(text, options);
	if (refused) throw new Error(refused);
	const url = new URL(text);
	const payload = JSON.stringify(body);
	const send = url.protocol === 'https:' ? requestHttps : requestHttp;
	const signal = AbortSignal.timeout(options.patience ?? 10_000);
	return new Promise((resolveAnswer, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(payload),
			'user-agent': 'Touchstone',
		};
		const lookup = lookupOutside(options.local);
		const sending = send(url, { method: 'POST', headers, signal, lookup, agent: false });
		sending.on('error', (error) =>
			reject(signal.aborted ? new Error('It did not answer in time.') : error),
		);
		sending.once('response', (response) => {
			// What it says beyond its status is nothing to us.
			response.on('error', () => {});
			response.destroy();
			const { statusCode: status = 0, headers: said } = response;
			resolveAnswer({ status, retryAfter: said['retry-after'] });
		});
		sending.end(payload);
	});
}

/** Resolves a name, and refuses it if any of its addresses is not on the internet. */
export function lookupOutside(local: boolean): LookupFunction {
	return (hostname, options, callback) => {
		resolve(hostname, { ...options, all: true }, (error, addresses) => {
			if (error) return callback(error, []);
			const inside = addresses.find(
				({ address }) => !isPublicAddress(address) && !(local && isLoopback(address)),
			);
			if (inside) return callback(new Error('This name leads into your own network.'), []);
			const [first] = addresses;
			if (options.all || !first) return callback(null, addresses);
			return callback(null, first.address, first.family);
		});
	};
}
