import type { APIContext } from 'astro';
import { SignInNeeded } from '#auth/guard.ts';
import { Forbidden, Invalid, NotFound, TooLarge } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { paths } from '../paths.ts';

/** The one place where an error becomes a page. */
export async function showError(error: unknown, context: APIContext): Promise<Response> {
	if (error instanceof SignInNeeded) return askWhoItIs(context);
	if (error instanceof NotFound) return showInstead(context, '/404', 404);
	if (error instanceof TooLarge || isCutOff(error)) return showTooLarge(context);
	if (error instanceof Forbidden) return showInstead(context, '/403', 403);
	if (error instanceof Invalid) return showInstead(context, '/404', 404);
	log.error({ request: context.locals.requestId, err: error }, 'a request failed');
	return showInstead(context, '/500', 500);
}

/** A body without its length is cut off by the adapter once it is too long. */
function isCutOff(error: unknown): boolean {
	return (
		error instanceof Error && /body (size )?limit|body exceeded|too large/i.test(error.message)
	);
}

async function showTooLarge(context: APIContext): Promise<Response> {
	const page = await showInstead(context, '/413', 413);
	// What is still on its way is not read.
	page.headers.set('connection', 'close');
	return page;
}

async function askWhoItIs(context: APIContext): Promise<Response> {
	const { unproven, kiosk } = context.locals;
	if (kiosk && !unproven) return context.redirect(paths.kiosk, 303);
	const door = unproven ? paths.secondProof : paths.signIn;
	if (context.request.method === 'POST') return showInstead(context, door, 200);
	const next = `${context.url.pathname}${context.url.search}`;
	return context.redirect(next === '/' ? door : `${door}?next=${encodeURIComponent(next)}`);
}

async function showInstead(context: APIContext, path: string, status: number): Promise<Response> {
	context.locals.showing = 'error';
	const url = new URL(path, context.url);
	if (path === paths.signIn || path === paths.secondProof)
		url.searchParams.set('next', context.url.pathname);
	const page = await context.rewrite(new Request(url, { headers: context.request.headers }));
	return new Response(page.body, { status, headers: page.headers });
}
