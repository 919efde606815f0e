import type { APIContext } from 'astro';
import type { Provider } from '#auth/single-sign-on/provider.ts';
import type { Failure } from '#auth/single-sign-on/why-failed.ts';
import { NotFound } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { provider } from '../installation.ts';
import { paths } from '../paths.ts';

/** Where no provider is configured, its pages are not there. */
export function requireProvider(): Provider {
	if (!provider) throw new NotFound('There is no such page.');
	return provider;
}

type Failed = {
	readonly why: Failure;
	/** For the log: names and codes, never what was in a token. */
	readonly reason: string;
	readonly key?: string;
	readonly next?: string;
};

/** The sign-in page that says kindly what did not work; the log says why. */
export function failed(
	{ locals }: Pick<APIContext, 'locals'>,
	{ why, reason, key, next }: Failed,
): string {
	const request = locals.requestId;
	log.warn({ request, why, reason }, 'single sign-on failed');
	const way = { ...(next ? { next } : {}), ...(key ? { flow: key } : {}) };
	return paths.signInAfter({ company: why, code: request, ...way });
}
